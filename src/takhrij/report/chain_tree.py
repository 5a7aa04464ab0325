"""All chains of an article as one tree: this page at the root, links that chains share drawn once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from takhrij.report.view import Statement, Step, View


class Node:
    """One link of one or several chains. `statements` are those whose chain ends here."""

    __slots__ = ("acts", "anonymous", "children", "dates", "key", "name", "named", "statements")

    def __init__(self, step: Step) -> None:
        self.key = step.key
        self.name = step.name
        self.named = step.named
        self.acts: list[str] = []
        self.dates: list[str] = []
        self.anonymous = False
        self.children: dict[str, Node] = {}
        self.statements: list[Statement] = []


def chain_tree(shown: View) -> Node | None:
    """The tree of all chains, or None where there are none.

    Links that follow each other with the same entity (it translates, then quotes) become one node with several acts.
    """
    root: Node | None = None
    for statement in shown.statements:
        if not statement.steps:
            continue
        first, *rest = statement.steps
        if root is None:
            root = Node(first)
        at = root
        _note(at, first)
        for step in rest:
            if step.key != at.key:
                at = at.children.setdefault(step.key, Node(step))
            _note(at, step)
        at.statements.append(statement)
    return root


def _note(node: Node, step: Step) -> None:
    if step.act not in node.acts:
        node.acts.append(step.act)
    if step.date and step.date not in node.dates:
        node.dates.append(step.date)
    node.anonymous = node.anonymous or step.nameless
