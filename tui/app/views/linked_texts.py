"""Texts whose lines lead to items: a level of the plan, with all that is below it."""

from textual.content import Content

from plan_data.model import Objective, Priority, Section
from store.checklist.checklist import Checklist, ChecklistItem
from store.query.groups import tally_items
from tui.app.links import Link, LinkedLine, link_lines
from tui.app.views.pane_texts import COLOUR_STYLES, FACT_WIDTH, fact_lines
from tui.wording.item_text import due_text, status_mark, status_text
from tui.wording.plan_facts import part_facts

Lines = list[LinkedLine]


def level_lines(
    key: str, checklist: Checklist, current: ChecklistItem | None
) -> tuple[Lines, int | None]:
    """Return the lines about a level, its items last, and the index of the current item's line.

    `key` is such as `objective 2.4.4`. An item that is not below the level has no line.
    """
    level = checklist.loaded.levels[key]
    kind, _, number = key.partition(" ")
    items = [item for item in checklist.items if getattr(item.planned, kind) == number]
    vocabulary = checklist.loaded.vocabulary
    none_named = vocabulary.reword("Print names no measure of success.")
    lines = _fact_lines(level, checklist)
    if isinstance(level, Objective) and not (level.success or level.measures):
        lines.append(LinkedLine(Content.styled(none_named, _MUTED)))
    tally = tally_items(items)
    progress = (
        f"{tally.done} of {vocabulary.count(tally.total, 'milestone')} done, {tally.late} late"
    )
    lines += [LinkedLine(Content("")), LinkedLine(Content.styled(progress, "bold"))]
    among = f"{vocabulary.reword(kind)} {number} among the {vocabulary.plural('priority')}"
    start = None
    for item in items:
        if current and item.ref == current.ref:
            start = len(lines)
        lines.append(LinkedLine(_item_line(item), Link("item", item.ref), _BOX_WIDTH))
    lines.append(LinkedLine(Content.styled(among, _MUTED), Link("level", key)))
    return lines, start


_MUTED = "$foreground-muted"
_BOX_WIDTH = 4  # [!] and a blank


def _fact_lines(level: Section | Priority | Objective, checklist: Checklist) -> Lines:
    """Return what the plan says of a level; the lines of an objective's measures lead to them."""
    texts = fact_lines(part_facts(level, checklist))
    lines = link_lines(Content("\n").join(texts), checklist)
    return [line._replace(indent=FACT_WIDTH) for line in lines]


def _item_line(item: ChecklistItem) -> Content:
    """Return an item's box, ref and title, then its status and date."""
    planned = item.planned
    when = due_text(item)
    status = status_text(item)
    style = COLOUR_STYLES.get(item.state.colour, "bold")
    return Content.assemble(
        (f"{status_mark(item)} ", style),
        (f"{planned.ref}  ", "bold"),
        Content(f"{planned.title}: "),
        (status, style),
        Content(f"  {when}" if when and when not in status else ""),
    )
