"""The nouns of the program. This package imports nothing of ours outside itself."""

from takhrij.model.analysis import SCHEMA, Analysis, Engine, FailedInput, Failure
from takhrij.model.article import (
    Article,
    Comment,
    Evidence,
    Furniture,
    Reading,
    ReadState,
    Republication,
    Warn,
)
from takhrij.model.attribution import Attribution, Sentence
from takhrij.model.entity import Chain, DateMention, Entity, Link, Original
from takhrij.model.span import Span, Spans, check_spans, covers
from takhrij.model.verdict import Change, Passage, Searched, SourceRef, Verdict

__all__ = [
    "SCHEMA",
    "Analysis",
    "Article",
    "Attribution",
    "Chain",
    "Change",
    "Comment",
    "DateMention",
    "Engine",
    "Entity",
    "Evidence",
    "FailedInput",
    "Failure",
    "Furniture",
    "Link",
    "Original",
    "Passage",
    "ReadState",
    "Reading",
    "Republication",
    "Searched",
    "Sentence",
    "SourceRef",
    "Span",
    "Spans",
    "Verdict",
    "Warn",
    "check_spans",
    "covers",
]
