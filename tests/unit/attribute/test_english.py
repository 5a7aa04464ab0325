"""English sentences, one phenomenon each: what is attributed, by which words, to whom. All of them are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from takhrij.attribute import attribute
from takhrij.packs.loader import load
from takhrij.text.sentences import find_paragraphs

if TYPE_CHECKING:
    from takhrij.model import Attribution

PACK = load("en")
assert PACK is not None


def attributions(text: str) -> tuple[Attribution, ...]:
    return attribute(text, find_paragraphs(text), PACK)


def found(text: str) -> list[tuple[str, str, str]]:
    """Content, cue and source of every attribution, pieces joined by a bar."""
    return [(_words(text, a.content), _words(text, a.cue), _words(text, a.source)) for a in attributions(text)]


def _words(text: str, spans: object) -> str:
    return "|".join(text[s.start : s.end].strip(".,?") for s in spans)  # type: ignore[attr-defined]


# text, content, cue, source
ONE = [
    # orders of words
    ("The mayor said that the bridge was safe.", "the bridge was safe", "said", "The mayor"),
    ("The mayor said the bridge was safe.", "the bridge was safe", "said", "The mayor"),
    ("The bridge was safe, the mayor said.", "The bridge was safe", "said", "the mayor"),
    ("The bridge was safe, said Mayor Ada Kroll.", "The bridge was safe", "said", "Mayor Ada Kroll"),
    ('"The bridge is safe enough," said Ada Kroll.', "The bridge is safe enough", "said", "Ada Kroll"),
    ('Ada Kroll said: "The bridge is safe enough."', "The bridge is safe enough", "said", "Ada Kroll"),
    ('The mayor, she said, "would have shut it long ago."', "The mayor|would have shut it long ago", "said", "she"),
    (
        "The real reason, reports the Courier, is a villa on the lake.",
        "The real reason|is a villa on the lake",
        "reports",
        "the Courier",
    ),
    (
        "As the Courier reported, the villa was never declared.",
        "the villa was never declared",
        "reported",
        "the Courier",
    ),
    # subjects
    (
        "Piet Sand, 52, a driver who had boarded late, told Meridian he had kicked out a window.",
        "he had kicked out a window",
        "told",
        "Piet Sand, 52, a driver who had boarded late",
    ),
    (
        "The clinic, which opened in May, says it has no beds.",
        "it has no beds",
        "says",
        "The clinic, which opened in May",
    ),
    ("A report published on Monday said the dam was old.", "the dam was old", "said", "A report published on Monday"),
    (
        "A lawyer involved in the talks said both sides had blinked.",
        "both sides had blinked",
        "said",
        "A lawyer involved in the talks",
    ),
    (
        "People briefed on the matter said the offer was final.",
        "the offer was final",
        "said",
        "People briefed on the matter",
    ),
    (
        "Sen. Bo Kell (C-Tarsa) said on Friday that the vote was close.",
        "the vote was close",
        "said",
        "Sen. Bo Kell (C-Tarsa)",
    ),
    (
        "About half of the tenants say they never met the owner.",
        "they never met the owner",
        "say",
        "About half of the tenants",
    ),
    (
        "PORT ALDIS (Meridian) - The harbour office said the strait was open.",
        "the strait was open",
        "said",
        "The harbour office",
    ),
    (
        "In a letter to members, its secretary, Bea Toll, urged them to oppose the sale.",
        "them to oppose the sale",
        "urged",
        "its secretary, Bea Toll",
    ),
    ("But on Tuesday the coach said the knee had healed.", "the knee had healed", "said", "the coach"),
    (
        "It was a leaflet handed out at the stop that started it; the leaflet claimed that trams were cursed.",
        "trams were cursed",
        "claimed",
        "the leaflet",
    ),
    (
        "The mayor rose after the toast to ask whether the wine was paid for.",
        "whether the wine was paid for",
        "ask",
        "The mayor",
    ),
    # hearers and adjuncts between verb and content
    ("The clerk told a public meeting on Monday that the fund was empty.", "the fund was empty", "told", "The clerk"),
    (
        "The ministry warned in a note handed to the envoy that any repetition would be met.",
        "any repetition would be met",
        "warned",
        "The ministry",
    ),
    (
        "The host said on its status page all systems had been running.",
        "all systems had been running",
        "said",
        "The host",
    ),
    (
        "The carrier promised at the time to hold one drill a week.",
        "to hold one drill a week",
        "promised",
        "The carrier",
    ),
    ("Ada Kroll told the Harrow Ledger she had resigned.", "she had resigned", "told", "Ada Kroll"),
    # contractions, negation of the content, apostrophes
    ("He said it\u2019s one of the best.", "it\u2019s one of the best", "said", "He"),
    ("The baker swears there's no sugar in it.", "there's no sugar in it", "swears", "The baker"),
    # objects and complements
    (
        "The minister called the report \u201ca fairy tale with tables\u201d.",
        "the report \u201ca fairy tale with tables\u201d",
        "called",
        "The minister",
    ),
    ("The union accused the bank of hiding its losses.", "the bank of hiding its losses", "accused", "The union"),
    ("The chairman described the day as historic.", "the day as historic", "described", "The chairman"),
    ("The board denied any wrongdoing.", "any wrongdoing", "denied", "The board"),
    (
        "The chairman blamed a perfect storm of diesel and politics.",
        "a perfect storm of diesel and politics",
        "blamed",
        "The chairman",
    ),
    (
        "Residents complained of broken heating and locked gates.",
        "broken heating and locked gates",
        "complained",
        "Residents",
    ),
    (
        "The envoy expressed on Monday her \u201ccautious optimism\u201d.",
        "her \u201ccautious optimism\u201d",
        "expressed",
        "The envoy",
    ),
    ("Analysts expect the firm to raise its bid.", "the firm to raise its bid", "expect", "Analysts"),
    ("They met in what the mayor called \u201ca room without air\u201d.", "a room without air", "called", "the mayor"),
    # beliefs, intentions, demands
    ("The detectives believe the letter was forged.", "the letter was forged", "believe", "The detectives"),
    ("The chain plans to shut 60 of its 240 shops.", "to shut 60 of its 240 shops", "plans", "The chain"),
    (
        "The union wants drivers to be guaranteed eleven hours of rest.",
        "drivers to be guaranteed eleven hours of rest",
        "wants",
        "The union",
    ),
    ("The paper calls on the premier to appoint a judge.", "the premier to appoint a judge", "calls on", "The paper"),
    ("The board asked whether the roof would hold.", "whether the roof would hold", "asked", "The board"),
    # prepositions, nouns, documents
    (
        "The ferry carried 140 people, according to the harbour office.",
        "The ferry carried 140 people",
        "according to",
        "the harbour office",
    ),
    (
        "According to the harbour office, the ferry carried 140 people.",
        "the ferry carried 140 people",
        "According to",
        "the harbour office",
    ),
    (
        "Naps help the old, according to a study published in May in a journal of sleep.",
        "Naps help the old",
        "according to",
        "a study published in May in a journal of sleep",
    ),
    (
        "In the words of his lawyer, Jo Tigh, the story is a fiction.",
        "the story is a fiction",
        "In the words of",
        "his lawyer, Jo Tigh",
    ),
    ("Nobody checked the clerk's claim that the safe was empty.", "the safe was empty", "claim", "the clerk's"),
    (
        "Our grandparents had a proverb: whoever bets on rain gets wet.",
        "whoever bets on rain gets wet",
        "proverb",
        "Our grandparents",
    ),
    ("The minutes show that nobody objected.", "nobody objected", "show", "The minutes"),
    ("The figures show a fall of nine percent.", "a fall of nine percent", "show", "The figures"),
    # ends of contents
    (
        "The town denied that the pool was shut, although a notice hung on its gate.",
        "the pool was shut",
        "denied",
        "The town",
    ),
    (
        "The firm confirmed it had received an offer, sending its shares up.",
        "it had received an offer",
        "confirmed",
        "The firm",
    ),
    (
        "While the mayor says the pool is open, the gate has been locked since May.",
        "the pool is open",
        "says",
        "the mayor",
    ),
    ("Accusations that insurers pay too little are as old as farming.", "insurers pay too little", "Accusations", ""),
    # sentences that begin with a participle or a verb
    ("Noting that the roof leaked, the caretaker asked for buckets.", "the roof leaked", "Noting", "the caretaker"),
    # headlines
    ("Harbour Chief Says New Ferry Will Sail in May", "New Ferry Will Sail in May", "Says", "Harbour Chief"),
    # passives
    ("The residents were told the gas was off.", "the gas was off", "told", ""),
    ("The striker is said to be looking for a flat.", "The striker|to be looking for a flat", "said", ""),
    # quotations told by their place
    (
        "\u201cIt is not a pothole. It is a feature.\u201d \u2014 Works Director Ron Ames, on the crater",
        "It is not a pothole. It is a feature",
        "",
        "Works Director Ron Ames",
    ),
    (
        "Viktor Sabel (Civic Front): \u201cA bad deal, badly explained.\u201d",
        "A bad deal, badly explained",
        "",
        "Viktor Sabel (Civic Front)",
    ),
    (
        "And from Chairwoman Edda Pohl:\n\u201cWe asked for bread and got a photograph.\u201d",
        "We asked for bread and got a photograph",
        "",
        "Chairwoman Edda Pohl",
    ),
    ("She said she admires his work.", "she admires his work", "said", "She"),
    # quotations interrupted, unclosed, continued
    (
        "\u201cIt rained,\u201d Ada Kroll said on Friday. \u201cThen it rained again.\u201d",
        "It rained|Then it rained again",
        "said",
        "Ada Kroll",
    ),
    (
        "Ada Kroll said: \u201cIt rained.\n\u201cThen it rained again.\u201d",
        "It rained|Then it rained again",
        "said",
        "Ada Kroll",
    ),
    (
        "'The tea ran out before the agenda did,' said Maureen Ash, 81.",
        "The tea ran out before the agenda did",
        "said",
        "Maureen Ash, 81",
    ),
    (
        "\u201cCan anyone still afford to be a nurse?\u201d asks the cover of Terrace.",
        "Can anyone still afford to be a nurse",
        "asks",
        "the cover of Terrace",
    ),
]

NOTHING = [
    "I think the question answers itself: a river that changes colour every week is no secret.",
    "A noted economist on the board has calculated the price of sleep.",
    "If all goes according to plan, the painters return in April.",
    "The insurance claims from the storm are still being settled.",
    "What the brochure failed to mention would fill a better one.",
    "The opinions expressed are his own.",
    "He did not say when.",
    "The board declined to say whether the roof was safe.",
    "They lived in a hotel called the Admiral's Arms.",
    "The clerk who asked not to be named left early.",
    "The trial, expected to last three weeks, resumes on Monday.",
    "I think the soup was better last year.",
    "Let's say it rains.",
    "The so-called \u201cpeace bench\u201d was painted green.",
    "He can write what he likes.",
    "One might say that the town is asleep.",
    "The added benefit is a shorter walk.",
    "They spent the winter adding rooms to the house.",
    "He runs a think tank in the capital.",
    "The state Rep. Jo Bamber and her state house colleague waved.",
]


@pytest.mark.parametrize(("text", "content", "cue", "source"), ONE)
def test_one_attribution_is_read(text: str, content: str, cue: str, source: str) -> None:
    assert (content, cue, source) in found(text)


@pytest.mark.parametrize("text", NOTHING)
def test_the_writers_own_words_are_no_attribution(text: str) -> None:
    assert found(text) == []


def test_a_parent_may_come_after_what_it_holds() -> None:
    inner, outer = attributions("\u201cMy wife claims I slept through it,\u201d he said.")
    assert inner.parent == outer.id
    assert outer.parent is None


def test_belief_reported_by_another_is_nested() -> None:
    text = "Sabel believes an early vote is unavoidable, his aides say."
    inner, outer = attributions(text)
    assert _words(text, inner.content) == "an early vote is unavoidable"
    assert _words(text, outer.content) == "Sabel believes an early vote is unavoidable"
    assert inner.parent == outer.id


@pytest.mark.parametrize(
    "text",
    [
        "The Courier also reported, citing a source close to the inquiry, that the mill had closed.",
        "The Courier, citing a source close to the inquiry, reported that the mill had closed.",
        "Citing a source close to the inquiry, the Courier reported that the mill had closed.",
        "the mill had closed, the Courier reported, citing a source close to the inquiry.",
    ],
)
def test_whom_a_report_cites_stands_inside_it(text: str) -> None:
    by_source = {_words(text, a.source).removeprefix("The ").removeprefix("the "): a for a in attributions(text)}
    paper, source = by_source["Courier"], by_source["a source close to the inquiry"]
    assert [_words(text, a.content) for a in (paper, source)] == ["the mill had closed"] * 2
    assert source.parent == paper.id
    assert paper.parent is None


def test_suspicion_told_by_a_cited_source_stands_inside_its_words() -> None:
    text = "The Courier reported, citing two officials, that investigators suspected the manager of selling the drums."
    paper, source, belief = attributions(text)
    assert _words(text, belief.source) == "investigators"
    assert (source.parent, belief.parent) == (paper.id, source.id)


def test_two_verbs_of_one_subject_share_it() -> None:
    text = "The officer said six reports had been logged and urged parents to call."
    assert ("parents to call", "urged", "The officer") in found(text)


def test_passive_joined_to_a_passive_has_no_source() -> None:
    text = "He was thanked for his time and told the project was over."
    told = next(a for a in attributions(text) if _words(text, a.cue) == "told")
    assert not told.source
    assert told.source_class == "impersonal"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The firm denied that the pipe leaked.", "denies"),
        ("The firm rejected the report as \u201ca joke\u201d.", "denies"),
        ("The widow alleges the will was forged.", "alleges"),
        ("The clerk asked whether the roof would hold.", "asks"),
        ("The union demanded that the plant be shut.", "demands"),
        ("The banker doubts that rates will fall.", "doubts"),
        ("The banker does not believe that rates will fall.", "denies"),
        ("The banker says rates will fall.", "asserts"),
    ],
)
def test_stance_follows_the_cue(text: str, stance: str) -> None:
    assert [a.stance for a in attributions(text)] == [stance]


def test_hedges_inside_the_content_are_marked() -> None:
    text = "The curator said the vase was probably forged and appeared to be new."
    assert [text[h.start : h.end] for h in attributions(text)[0].hedges] == ["probably", "appeared to"]


def test_work_grows_with_the_text() -> None:
    """Chains of participles and clauses without a full stop end, and soon."""
    assert attributions("the man walked of " * 4000) == ()
    attributions("he said that she said " * 2000)
    attributions("(\u201cx, " * 2000)
