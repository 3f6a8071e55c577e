"""Links: where something that is named on the screen leads, and moving from one to the next."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct
from textual.content import Content

from plan_data.text import fold
from store.checklist.checklist import Checklist

LinkKind = Literal["item", "measure", "level", "pathways", "leads", "words", "page", "action"]


class Link(Struct, frozen=True):
    """Where a link leads.

    `name` is an item's or a milestone's ref, a measure's id, a level's key such as `priority 2.4`, the code of a
    group in the view of pathways or leads, words of a filter, a page about the plan, or the id of
    the decision that asks for an action.
    """

    kind: LinkKind
    name: str


class LinkedLine(NamedTuple):
    """A line of text, and where it leads, if anywhere; what is wrapped hangs by `indent` cells."""

    text: Content
    link: Link | None = None
    indent: int = 0


class LinkStyle(str):
    """A style of a drawing's part that also says where the part leads."""

    __slots__ = ("link",)

    link: Link

    @classmethod
    def of(cls, link: Link, style: str = "") -> "LinkStyle":
        """Return a style with a link."""
        linked = cls(style)
        linked.link = link
        return linked


_MAY_BE_REF = re.compile(r"[^\s,;:()'\"`]*\d[^\s,;:()'\"`]*")


def link_lines(text: Content, checklist: Checklist, own_ref: str = "") -> list[LinkedLine]:
    """Return the lines of a text, each with a link to the first item or measure that it names.

    `own_ref` is that of the item or measure that the text is about.
    """
    links = {fold(each.id): Link("measure", each.id) for each in checklist.loaded.measures}
    for item in checklist.loaded.items:
        links[fold(item.milestone)] = Link("item", item.milestone)
        links[fold(item.ref)] = Link("item", item.ref)
    links.pop(fold(own_ref), None)
    return [LinkedLine(line, _first_link(line.plain, links)) for line in text.split("\n")]


def _first_link(line: str, links: Mapping[str, Link]) -> Link | None:
    for word in _MAY_BE_REF.findall(line):
        link = links.get(fold(word.rstrip(".")))
        if link:
            return link
    return None


def next_link(places: Sequence[int], current: int | None, by: int, window: range) -> int | None:
    """Return the index of the link to go to, None if a line is to be scrolled first.

    `places` are the lines of the links from top to bottom, `window` the lines in sight.
    """
    if current is not None and places[current] in window:
        candidate = current + by
    else:
        visible = [index for index, place in enumerate(places) if place in window]
        if not visible:
            return None
        candidate = visible[0 if by > 0 else -1]
    if not 0 <= candidate < len(places):
        return None
    if window.start - 1 <= places[candidate] <= window.stop:
        return candidate
    return None
