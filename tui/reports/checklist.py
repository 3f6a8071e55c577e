"""The checklist as a paper: every milestone, grouped by priority, pathway or lead."""

from tui.reports.events import events
from tui.reports.header import facts, title
from tui.reports.headline import by_status, headline
from tui.reports.key import key
from tui.reports.listing import listing
from tui.reports.paper import Block, Paper
from tui.reports.position import GroupBy, Position
from tui.reports.tables import grouped
from tui.words import plural


def checklist_paper(position: Position) -> Paper:
    """Return every milestone in its group."""
    by: GroupBy = position.request.group_by or "priority"
    return Paper(
        kind="checklist",
        title=title(position, "Checklist"),
        as_of=position.as_of,
        facts=facts(position),
        blocks=(headline(position), _all(position, by), key(position)),
        events=events(position),
    )


def _all(position: Position, by: GroupBy) -> Block:
    groups = grouped(position, by, position.counted)
    total = len(position.counted)
    again = sum(len(items) for _, _, items in groups) - total
    also = f" {again} of the lines repeat one that stands under another {by} as well." if again else ""
    paragraph = f"{plural(total, 'milestone')}, each date of a repeating one and each quarter on its own line.{also}"
    return Block("checklist", f"Checklist by {by}", (paragraph,), tables=(by_status(position), *listing(position, by)))
