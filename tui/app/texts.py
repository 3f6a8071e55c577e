"""What the app's panes and panels say, as content that is never read as markup."""

from textual.content import Content

from plan_data.model import Objective, Plan
from store.board import next_meeting
from store.checklist import Checklist, ChecklistItem
from store.dates import spoken
from store.overview import Group
from tui.acts import ACTS
from tui.app.desk import Desk
from tui.app.rows import Row
from tui.formats.as_text import answering_for, entry_words, item_facts
from tui.words import SYMBOLS, plural

_COLOURS = {"red": "$text-error", "amber": "$text-warning", "green": "$text-success", "blue": "$text-primary"}


def styled(text: str, style: str) -> Content:
    """Return foreign text in a style."""
    return Content.styled(text, style)


def detail(row: Row | None, objectives: dict[str, Objective]) -> Content:
    """Return what the detail pane says of a line."""
    if row is None or row.item is None:
        return styled("Move to an item to see its objective, timescale, lead and dated notes here.", "dim")
    item = row.item
    lines = [styled(f"{item.ref}  {item.plan.title}", "bold")]
    if len(row.items) > 1:
        lines.append(
            styled(f"{len(row.items)} dates stand alike; Enter shows each. An act is about the oldest.", "dim")
        )
    facts = dict(item_facts(item, objectives[item.plan.objective]))
    status = Content.styled(facts.pop("status"), f"bold {_COLOURS.get(item.state.colour, '')}".strip())
    lines.append(Content.assemble(status, f"  {facts.pop('when')}  ", ("printed: ", "dim"), facts.pop("printed")))
    lines.append(Content.assemble(("lead: ", "dim"), facts.pop("lead"), ("  pathway: ", "dim"), facts.pop("pathway")))
    lines += _entries(item)
    lines += [Content.assemble((f"{name:<12} ", "dim"), value) for name, value in facts.items()]
    return Content("\n").join(lines)


def _entries(item: ChecklistItem) -> list[Content]:
    said = [Content(entry_words(entry)) for entry in reversed(item.entries)]
    return said or [styled("no notes or ticks yet", "dim")]


def heading(desk: Desk) -> Content:
    """Return the first line of the screen: plan, date and next Board."""
    plan = desk.plan.plan
    date = f" as of {spoken(desk.as_of)} "
    shown = styled(date, "bold") if desk.is_today else styled(f"{date}(not today) ", "bold reverse")
    return Content.assemble((_short_title(plan), "bold"), "  ", shown, f"  {_board(desk)}")


def _short_title(plan: Plan) -> str:
    """Return a title that leaves room for the date: the first words, and the year."""
    name = plan.title.split(" Reducing")[0].removesuffix(f" {plan.year}")
    return f"{name[:30]} {plan.year}"


def _board(desk: Desk) -> str:
    meeting = next_meeting(desk.checklist.meetings, desk.as_of)
    return f"next Board: {spoken(meeting.on)}" if meeting else "no Board date set"


def problems(checklist: Checklist) -> Content:
    """Return the problems of plan and journal, and the entries whose item is not in the plan."""
    found, orphans = checklist.problems, checklist.orphans
    if not found and not orphans:
        return Content("No problems: the plan file and the journal are whole.")
    lines = [styled(f"{plural(len(found), 'problem')}. What is not named here can be used.", "bold")]
    lines += [Content(str(problem)) for problem in found]
    if orphans:
        lines += [Content(""), styled("Entries whose item is not in this plan; `milepost move` re-homes them:", "bold")]
        lines += [Content(f"{entry.ref}  {entry_words(entry)}") for entry in orphans]
    return Content("\n").join(lines)


def help_text(keys: dict[str, str]) -> Content:
    """Return the keys and their shell twins, and what the marks mean; `keys` shows a key by an act's name."""
    lines = [
        Content.assemble((f"{keys.get(act.name, act.key):<8}", "bold"), act.help, (f"   milepost {act.twin}", "dim"))
        for act in ACTS
    ]
    marks = "  ".join(f"[{symbol}] {status}" for status, symbol in SYMBOLS.items())
    rest = [
        Content(""),
        Content(
            "Arrows or j k: move.  Tab: from the pathways to their items.  A capital letter: to that pathway or lead."
        ),
        Content("Esc: clears the filter.  q: quits.  ctrl+p: every command by name."),
        Content(""),
        Content(f"Marks: {marks}"),
    ]
    return Content("\n").join([*lines, *rest])


def group_title(group: Group, shown: int, plan: Plan) -> str:
    """Return the title of one pathway's or lead's items: progress, how many a filter shows, who answers for it."""
    counted = group.tally
    name = group.code if group.code == group.name else f"{group.code}: {group.name}"
    some = f"{shown} of {len(group.items)} shown, " if shown < len(group.items) else ""
    said = f" {some}{counted.done} of {counted.total} done, {counted.late} late - {name}"
    pathway = next((each for each in plan.pathways if each.code == group.code), None)
    roles = answering_for(pathway, plan) if pathway else ""
    return f"{said}{roles} "
