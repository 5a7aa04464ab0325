"""What the engine needs to know of a word: one bit each. Which words carry a tag is the packs' business."""

from __future__ import annotations

NAMES = (
    # cues
    "say",  # finite reporting verb
    "participle",  # reporting participle: takes the subject of the clause before
    "verbal",  # verbal noun of reporting ("his saying")
    "claim",  # noun cue ("claims that")
    "prep",  # prepositional cue ("according to")
    "impersonal",  # passive reporting verb: no source
    # words that tie cue and content
    "that",
    "whether",
    "link",  # prepositions that may stand between a cue and "that"
    # function words
    "preposition",
    "conj",
    "sub",  # subordinators that begin another clause
    "rel",
    "pron",
    "det",
    "aux",
    "neg",
    "adverb",
    "verb",  # other finite verbs
    # word groups
    "time",
    "occasion",  # interview, statement, press conference
    "title",  # offices and roles
    "source",  # nouns that can be a source: official, report, study
    "outlet",  # newspaper, agency, channel
    "trap",  # author's own formulas ("it is worth mentioning")
    "switch",  # "for his part"
    "stop",  # words that end a content: "which came after"
    "hedge",
    "infinitive",  # the mark of an infinitive ("to")
    "be",  # auxiliary of the passive
    "noun",  # a cue that is as often a noun
    "self",  # first and second person
    "matter",  # abstract nouns that open a content without "that": necessity, importance
    "norm",  # what one acts according to rather than what speaks: law, plan
    "piece",  # a piece of speech as object of a reporting verb: an article, a statement
    "topic",  # puts a subject first ("as for X, he said")
    "event",  # looks like a noun of action: may open a content, less surely than "matter"
    "aside",  # prepositions that begin an adjunct and never belong to a source
    "hearer",  # whom a source speaks to: reporters, an agency
    "keeps",  # words after which an attached preposition still belongs to the phrase
    # form of the token
    "and",  # carries an attached conjunction
    "attached",  # carries an attached preposition
    "definite",
    "object",  # carries an object pronoun
    "cap",
    "possessive",
    "number",
    # marks
    "comma",
    "colon",
    "end",
    "dash",
    "open",
    "close",
    "quote",
    "first",  # may begin a multi-word entry
    "how",  # ties a told course of events ("told how ...")
    "asker",  # label of questions in an interview
    "answerer",  # label of answers
    "wording",  # announces that a text follows word for word ("the text of the statement")
    "credit",  # begins a line that names a translator or writer
    "adjective",  # belongs to the noun before it
    # forms of verbs, where the language tells them apart
    "ed",  # past tense or participle
    "done",  # participle or bare form: finite only with an auxiliary
    "ing",
    "means",  # prepositions that may stand before a participle of reporting ("by saying")
    "modal",  # auxiliaries of mere possibility
    "nominative",  # pronouns that are subjects: a verb follows them
    "issue",  # verbs of giving out a piece of speech ("issued a statement saying")
    "text",  # names a text that is given in full ("the text of the article")
    "try",  # verbs of attempt: what somebody tries to say is said
    "agent",  # prepositions that name who says it after a noun of reporting ("claims by X that")
    "silent",  # verbs of keeping silent: joined to a reporting verb they end its content ("but declined to name them")
)
BIT = {name: 1 << i for i, name in enumerate(NAMES)}

SAY, PARTICIPLE, VERBAL, CLAIM, PREP, IMPERSONAL = (BIT[n] for n in NAMES[:6])
THAT, WHETHER, LINK = BIT["that"], BIT["whether"], BIT["link"]
PREPOSITION, CONJ, SUB, REL, PRON, DET, AUX, NEG, ADVERB, VERB = (BIT[n] for n in NAMES[9:19])
TIME, OCCASION, TITLE, SOURCE, OUTLET, TRAP, SWITCH, STOP, HEDGE, INFINITIVE, BE = (BIT[n] for n in NAMES[19:30])
NOUN, SELF, MATTER, NORM, PIECE, TOPIC, EVENT, ASIDE, HEARER, KEEPS = (BIT[n] for n in NAMES[30:40])
AND, ATTACHED, DEFINITE, OBJECT, CAP, POSSESSIVE, NUMBER = (BIT[n] for n in NAMES[40:47])
COMMA, COLON, END, DASH, OPEN, CLOSE, QUOTE, FIRST = (BIT[n] for n in NAMES[47:55])
HOW, ASKER, ANSWERER, WORDING, CREDIT, ADJECTIVE = (BIT[n] for n in NAMES[55:61])
MODAL, NOMINATIVE, TRY, SILENT, AGENT, TEXT = (
    BIT[n] for n in ("modal", "nominative", "try", "silent", "agent", "text")
)
ED, DONE, ING, ISSUE, MEANS = BIT["ed"], BIT["done"], BIT["ing"], BIT["issue"], BIT["means"]
CUE = SAY | PARTICIPLE | VERBAL | CLAIM | PREP | IMPERSONAL
MARK = COMMA | COLON | END | DASH | OPEN | CLOSE | QUOTE
