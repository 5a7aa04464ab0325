"""Article -> attributions: who said what, by which words."""

from takhrij.attribute.candidate import Rejection
from takhrij.attribute.engine import attribute

__all__ = ["Rejection", "attribute"]
