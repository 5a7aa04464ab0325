"""All chains of an article as one tree: this page at the root, links that chains share drawn once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from takhrij.report.visible import one_line

if TYPE_CHECKING:
    from takhrij.model import Link
    from takhrij.report.view import Statement, View


class Node:
    """One link of one or several chains. `statements` are those whose chain ends here."""

    __slots__ = ("acts", "anonymous", "children", "dates", "key", "name", "statements")

    def __init__(self, key: str, name: str) -> None:
        self.key = key
        self.name = name
        self.acts: list[str] = []
        self.dates: list[str] = []
        self.anonymous = False
        self.children: dict[str, Node] = {}
        self.statements: list[Statement] = []


def chain_tree(shown: View) -> Node | None:
    """The tree of all chains, or None where there are none.

    Links that follow each other with the same entity (it translates, then quotes) become one node with several acts.
    """
    nameless = {e.id for e in shown.analysis.entities if e.kind == "anonymous"}
    root: Node | None = None
    for statement in shown.statements:
        if statement.chain is None or not statement.chain.links:
            continue
        first, *rest = statement.chain.links
        if root is None:
            root = Node(_key(first), one_line(first.name))
        at = root
        _note(at, first, nameless)
        for link in rest:
            key = _key(link)
            if key != at.key:
                at = at.children.setdefault(key, Node(key, one_line(link.name)))
            _note(at, link, nameless)
        at.statements.append(statement)
    return root


def _key(link: Link) -> str:
    return link.entity or f"={one_line(link.name)}"


def _note(node: Node, link: Link, nameless: set[str]) -> None:
    if link.act not in node.acts:
        node.acts.append(link.act)
    if link.date and link.date not in node.dates:
        node.dates.append(link.date)
    node.anonymous = node.anonymous or link.entity in nameless or (link.entity is None and link.act != "publishes")
