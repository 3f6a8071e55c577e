"""The key of the colours and marks: what each means, with how many milestones have it now."""

from collections import Counter
from collections.abc import Mapping

from textual.content import Content

from store.checklist.checklist import without_repeats
from store.checklist.milestones import deciding_items
from store.checklist.status import Colour, Status
from store.dates import format_day
from tui.app.views.pane_texts import COLOUR_STYLES
from tui.app.workspace import Workspace
from tui.wording.item_text import SYMBOLS

_MEANINGS: dict[Colour, str] = {
    "red": "more than one calendar month behind; a figure below 90% of its target",
    "amber": "up to a month behind, not started, forecast late, no update for 93 days, or short",
    "green": "reported on, nothing late",
    "white": "no word yet; or undated, continuing, awaiting a return",
    "blue": "done, or a figure's target met",
    "none": "withdrawn",
}
_COUNT_WIDTH = 5


def colour_key_page(workspace: Workspace) -> tuple[str, Content]:
    """Return the title of the key, and its text with the counts of the items in the filter."""
    items = without_repeats(workspace.items)
    milestones = deciding_items(items)
    colours = Counter(item.state.colour for item in milestones)
    statuses = Counter(item.state.status for item in milestones)
    vocabulary = workspace.loaded.vocabulary
    total = vocabulary.count(len(milestones), "milestone")
    title = f"Marks and colours: {total}, {format_day(workspace.as_of)}"
    lines = [
        *_colour_lines(colours),
        Content(""),
        Content.styled("Marks", "bold underline"),
        *_mark_lines(statuses),
        Content(""),
        Content(
            vocabulary.reword("A milestone counts once, by its item that needs attention first.")
        ),
        Content("The rules: `?` and `t`, or `milepost help status` in the shell."),
    ]
    return title, Content("\n").join(lines)


def _colour_lines(counts: Mapping[Colour, int]) -> list[Content]:
    lines = []
    for colour, meaning in _MEANINGS.items():
        name = "no colour" if colour == "none" else colour.capitalize()
        style = COLOUR_STYLES.get(colour, "bold")
        count = f"{counts.get(colour, 0):>{_COUNT_WIDTH}}  "
        lines.append(Content.assemble((count, "bold"), (name, style), f": {meaning}"))
    return lines


def _mark_lines(counts: Mapping[Status, int]) -> list[Content]:
    lines = []
    for status, symbol in SYMBOLS.items():
        count = f"{counts.get(status, 0):>{_COUNT_WIDTH}}  "
        lines.append(Content.assemble((count, "bold"), Content(f"[{symbol}] {status}")))
    return lines
