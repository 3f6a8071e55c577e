"""Take the brackets from links of a Markdown text that are defined apart from it: [Thaw], [Exceptions][1]."""

import re
from collections.abc import Sequence

_DEFINITION = re.compile(r"\s{0,3}\[(?P<name>[^\[\]]{1,200})\]:\s*\S")
_REFERENCE = re.compile(
    r"(?<!\])\[(?P<text>[^\[\]]{1,200})\](?:\[(?P<name>[^\[\]]{0,200})\])?(?![(:\[])"
)


def without_reference_links(lines: Sequence[str]) -> list[str]:
    """Return lines with the text of each link whose address the text gives in a line of its own."""
    names = {match["name"].casefold() for match in map(_DEFINITION.match, lines) if match}
    if not names:
        return list(lines)

    def shown(match: re.Match[str]) -> str:
        name = match["name"] or match["text"]
        if name.casefold() in names:
            return match["text"]
        return match[0]

    return [_REFERENCE.sub(shown, line) for line in lines]
