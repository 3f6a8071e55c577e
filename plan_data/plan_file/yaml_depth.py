"""Brackets that open more levels than a plan file has, where YAML stops without an event."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

# What may come between an event and a bracket: spaces, indicators, tags and anchors ...
_BEFORE_BRACKET = re.compile(r"(?:[\s:,?-]|[!&]\S*\s)*+(?=[\[{])")
# ... and what may follow the bracket: more of them, quoted text, a comment, the end of the line.
_AFTER_BRACKET = re.compile(
    r"""[\[\]{}\n] | (?<=[\s\[{,:])(?: "(?:[^"\\\n]|\\.)*"? | '[^'\n]*'? ) | \s\#.*""", re.VERBOSE
)
_DEPTH_CHANGE = {"[": 1, "{": 1, "]": -1, "}": -1}


def too_deep_ahead(text: str, deepest: int, loader: Any) -> int | None:  # noqa: ANN401 - a class of PyYAML's
    """Return where brackets exceed `deepest` in what the parser scanned before it failed.

    None if they do not. A bracket may begin a key, so the parser scans up to 1,024 characters
    ahead before it yields the bracket's event. Since libyaml 0.2.6 it fails there if more than
    1,000 brackets are open.
    """
    depth, end = _depth_and_end_of_events(text, loader)
    start = _BEFORE_BRACKET.match(text, end)
    if start is None:
        return None
    for match in _AFTER_BRACKET.finditer(text, start.end()):
        first = match[0][0]
        if first == "\n":
            return None
        depth += _DEPTH_CHANGE.get(first, 0)
        if depth > deepest + 1:
            return match.start()
    return None


def _depth_and_end_of_events(text: str, loader: Any) -> tuple[int, int]:  # noqa: ANN401
    """Return how many lists and mappings are open after the parser's last event, and its end."""
    depth = end = 0
    events: Iterator[Any] = yaml.parse(text, Loader=loader)  # the stubs give events no fields
    try:
        for event in events:
            end = event.end_mark.index
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
    except (yaml.YAMLError, UnicodeError, OverflowError):
        pass
    return depth, end
