"""Does the cited source say it? Quotations laid along their sources, differences typed, verdicts given."""

from takhrij.verify.align import Alignment, align
from takhrij.verify.index import SourceIndex
from takhrij.verify.judge import Judgement, judge
from takhrij.verify.quotation import cite, cite_archive
from takhrij.verify.stage import verify
from takhrij.verify.words import VerifyWords, verify_words

__all__ = [
    "Alignment",
    "Judgement",
    "SourceIndex",
    "VerifyWords",
    "align",
    "cite",
    "cite_archive",
    "judge",
    "verify",
    "verify_words",
]
