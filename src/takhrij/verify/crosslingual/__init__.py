"""Compare sentences of two languages: find the original of a translated sentence, and the facts only one side has."""

from takhrij.verify.crosslingual.along import align_document
from takhrij.verify.crosslingual.drift import drift
from takhrij.verify.crosslingual.ranking import Best, Link, Pool, Ranked, best, margin_of, rank

__all__ = ["Best", "Link", "Pool", "Ranked", "align_document", "best", "drift", "margin_of", "rank"]
