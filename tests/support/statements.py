"""Attributions written by hand for tests of what follows attribution: each part is given by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.model import Article, Attribution, Reading, Republication, Span
from takhrij.packs.loader import load
from takhrij.resolve import Resolution, resolve
from takhrij.text.sentences import find_paragraphs

if TYPE_CHECKING:
    from takhrij.model import Entity
    from takhrij.model.attribution import Form, Stance


class Written:
    """An article under test. Statements are added in the order of their cues, each sought behind the last."""

    def __init__(
        self, language: str, text: str, *, outlet: str | None = None, published: str | None = None, title: str = ""
    ) -> None:
        self.language, self.text, self.outlet, self.published, self.title = language, text, outlet, published, title
        self.made: list[Attribution] = []
        self.notes: tuple[Republication, ...] = ()
        self._at = 0

    def says(
        self,
        source: str,
        cue: str,
        content: str,
        *,
        parent: str | None = None,
        impersonal: bool = False,
        form: Form = "indirect",
        stance: Stance = "asserts",
    ) -> str:
        """Add a statement and return its id. An empty source is one that the text leaves out."""
        if self.language == "ar":  # verb before subject
            by_cue = self._find(cue, self._at)
            said_by = self._find(source, self._at)
        else:
            said_by = self._find(source, self._at)
            by_cue = self._find(cue, said_by[0].start if said_by else self._at)
        start = min((p[0].start for p in (said_by, by_cue) if p), default=self._at)
        parts = (said_by, by_cue, self._find(content, start))
        self._at = (by_cue or said_by or parts[2])[0].end
        ident = f"A{len(self.made) + 1}"
        self.made.append(
            Attribution(
                id=ident,
                type=form,
                source=parts[0],
                cue=parts[1],
                content=parts[2],
                parent=parent,
                source_class="impersonal" if impersonal else "person",
                stance=stance,
                confidence=0.9,
                rule="test.rule",
            )
        )
        return ident

    def _find(self, part: str, low: int) -> tuple[Span, ...]:
        if not part:
            return ()
        start = self.text.index(part, low)
        return (Span(start, start + len(part)),)

    def resolve(self) -> Resolution:
        """Run the resolve stage."""
        pack = load(self.language)
        assert pack is not None
        article = Article(
            id="t",
            title=self.title,
            outlet=self.outlet,
            published=self.published,
            language=self.language,
            direction=pack.about.direction,
            text=self.text,
            paragraphs=find_paragraphs(self.text),
        )
        return resolve(Reading(article=article, republication=self.notes), tuple(self.made), (), pack)

    def speakers(self) -> list[Entity | None]:
        """The entity behind each statement."""
        found = self.resolve()
        entities = {e.id: e for e in found.entities}
        return [entities.get(a.speaker) if a.speaker else None for a in found.attributions]

    def names(self) -> list[str]:
        """The name of each statement's speaker, "" where there is none."""
        return [e.name if e else "" for e in self.speakers()]
