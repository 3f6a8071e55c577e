"""What the app's panes and panels say, as content that is never read as markup."""

from collections.abc import Mapping

from textual.content import Content

from plan_data.model import About, Objective
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.meetings import next_meeting
from store.dates import format_day
from store.query.filters import NOT_STATED
from store.query.groups import ItemGroup
from tui.actions import ACTION_GROUPS, ACTIONS, Action
from tui.app.missing_journal import journal_is_missing
from tui.app.views.rows import Row, fold_summary
from tui.app.workspace import Workspace
from tui.config.keymap import DEFAULT_KEY_LABELS
from tui.wording.counts import codes_text, plural
from tui.wording.entry_text import entry_text
from tui.wording.item_text import SYMBOLS, item_facts
from tui.wording.report_text import colour_word, judgement_text

_MUTED = "$foreground-muted"
_LEAST = 20  # columns of help, and the most of keys
_EVERYWHERE = (
    "Arrows, j k: move; [ ]: by parts.  Tab: from the pathways to their items.  "
    "A capital letter: to that pathway or lead.  "
    "Shift and an arrow: marks.  Esc: clears marks, then the filter.  ctrl+p: commands.  q: quits.  "
    "After each: its twin in the shell, after the word milepost."
)
_SUSPENDING = "ctrl+z: to the shell, whose fg brings you back; in a note it takes typing back."
_COLOURS = {"red": "$text-error", "amber": "$text-warning", "green": "$text-success", "blue": "$text-primary"}


def styled_text(text: str, style: str) -> Content:
    """Return foreign text in a style."""
    return Content.styled(text, style)


def detail_text(
    row: Row | None, objectives: Mapping[str, Objective], keys: Mapping[str, str] = DEFAULT_KEY_LABELS
) -> Content:
    """Return what the detail pane says of a line; `keys` are those of the acts, as they are read on a keyboard."""
    if row is None:
        return styled_text("Nothing is chosen.", _MUTED)
    if row.item is None:
        return _node(row, objectives, keys)
    item = row.item
    lines = [styled_text(f"{item.ref}  {item.planned.title}", "bold")]
    if len(row.items) > 1:
        many = f"{fold_summary(row.items)}. {_opening(keys)} shows each; an act is about the oldest."
        lines.append(styled_text(many, "bold"))
    facts = dict(item_facts(item, objectives[item.planned.objective]))
    status = styled_text(facts.pop("status"), f"bold {_COLOURS.get(item.state.colour, '')}".strip())
    lines.append(_assembled(status, f"  {facts.pop('when')}"))
    named = [((f"{name}: ", _MUTED), f"{facts.pop(name)}  ") for name in ("printed", "lead", "pathway")]
    lines.append(_assembled(*(part for parts in named for part in parts)))
    lines += [styled_text(_judgement(item), "bold")] * (item.judgement is not None)
    lines += _entries(item, keys)
    lines += [_assembled((f"{name:<12} ", _MUTED), value) for name, value in facts.items()]
    return Content("\n").join(lines)


def _assembled(*parts: str | Content | tuple[str, str]) -> Content:
    return Content.assemble(*(Content(part) if isinstance(part, str) else part for part in parts))


def _node(row: Row, objectives: Mapping[str, Objective], keys: Mapping[str, str]) -> Content:
    """Return a priority's or an objective's whole title and how it stands; of an objective, how success shows."""
    lines = [styled_text(row.text.lstrip("+- "), "bold"), Content(row.status)]
    objective = objectives.get(row.key.removeprefix("objective "))
    if objective and row.key.startswith("objective "):
        lines.append(_assembled(("lead: ", _MUTED), codes_text(objective.leads)))
        lines += [_assembled(("success: ", _MUTED), each) for each in objective.success]
    return Content("\n").join([*lines, styled_text(f"{_opening(keys)} opens and closes it.", _MUTED)])


def _opening(keys: Mapping[str, str]) -> str:
    """Return the key that opens a line, at the start of a sentence."""
    return keys["show_item"].replace("enter", "Enter")


def _judgement(item: ChecklistItem) -> str:
    rule = colour_word(item.state.colour).lower()
    beside = f"The rule says {rule}, the lead" if item.is_disputed else "Like the rule, the lead says"
    return f"{beside} {judgement_text(item)}"


def _entries(item: ChecklistItem, keys: Mapping[str, str]) -> list[Content]:
    said = [Content(entry_text(entry)) for entry in reversed(item.entries)]
    how = f"{keys['note']} writes a note, {keys['tick']} ticks"
    return said or [styled_text(f"No notes or ticks yet: {how}.", _MUTED)]


def heading_text(workspace: Workspace, width: int) -> Content:
    """Return the first line of the screen: plan, date and next Board, in the fullest words that fit."""
    plan = workspace.loaded.about
    date = f" as of {format_day(workspace.as_of)} "
    shown = styled_text(date, "bold") if workspace.is_today else styled_text(f"{date}(not today) ", "bold reverse")
    if journal_is_missing(workspace.settings):
        shown = Content(" ").join([shown, styled_text(" no journal there ", "bold reverse")])
    if workspace.is_made_up:
        shown = Content(" ").join([styled_text(" made up ", "bold reverse"), shown])
    name = plan.title.split(" Reducing")[0].removesuffix(f" {plan.year}")
    boards = _board_words(workspace)
    for title, board in ((f"{name[:30]} {plan.year}", boards[0]), (name[:30], boards[1]), (name[:13], boards[2])):
        said = _assembled((title, "bold"), " ", shown, f" {board}")
        if said.cell_length <= width:
            return said
    return _assembled(shown, (f" {name}", "bold"))


def _board_words(workspace: Workspace) -> tuple[str, str, str]:
    meeting = next_meeting(workspace.checklist.meetings, workspace.as_of)
    if meeting is None:
        return "no Board date set", "no Board date", ""
    day = format_day(meeting.on)
    return f"next Board: {day}", f"Board {day}", f"Board {day.rpartition(' ')[0]}"


def accountable_text(group: ItemGroup | None, plan: About, view: str) -> Content:
    """Return who leads and champions a pathway and which board it reports to, one a line."""
    if group and group.code == NOT_STATED:
        what, named = ("pathway", plan.pathways) if view == "pathways" else ("lead", plan.agencies)
        said = f"Print states no {what} for these." if named else f"No {what} is stated in this plan."
        return styled_text(said, _MUTED)
    pathway = next((each for each in plan.pathways if group and each.code == group.code), None)
    if pathway is None or view != "pathways":
        return Content("")
    board = next((each for each in plan.boards if each.name == pathway.board), None)
    meets = f" ({board.meets})" if board and board.meets else ""
    roles = [
        ("Led by", pathway.lead),
        ("Champion", pathway.champion),
        ("Reports to", pathway.board and f"{pathway.board}{meets}"),
    ]
    lines = [_assembled((f"{word} ", _MUTED), " ".join(role.split())) for word, role in roles if role]
    return Content("\n").join(lines or [styled_text("The plan names no lead, champion or board for it.", _MUTED)])


def empty_text(view: str, words: str, whole: Checklist) -> str:
    """Return why a view has no line, and what to do."""
    if words:
        return f"Nothing fits the filter '{words}'. Esc clears it."
    if not whole.items:
        return "This plan has no milestones yet. Add them to its file; `milepost check` says whether it reads."
    if view in {"pathways", "leads"}:
        return f"No item of this plan names {'this pathway' if view == 'pathways' else 'this lead'}."
    return "No items here."


def problems_text(checklist: Checklist) -> Content:
    """Return the problems of plan and journal, and the entries whose item is not in the plan."""
    found, orphans = checklist.problems, checklist.orphans
    if not found and not orphans:
        return Content("No problems: the plan file and the journal are whole.")
    lines = [styled_text(f"{plural(len(found), 'problem')}. What is not named here can be used.", "bold")]
    lines += [Content(str(problem)) for problem in found]
    if orphans:
        lines += [
            Content(""),
            styled_text("Entries whose item is not in this plan; `milepost move` re-homes them:", "bold"),
        ]
        lines += [Content(f"{entry.ref}  {entry_text(entry)}") for entry in orphans]
    return Content("\n").join(lines)


def help_text(keys: Mapping[str, str], width: int) -> Content:
    """Return the keys by what they are for, with their shell twins, and what the marks mean.

    `keys` shows a key by an act's name. What is longer than `width` is wrapped under its own beginning.
    """
    room = max(width, 2 * _LEAST)
    gap = min(max(len(each) for each in keys.values()) + 2, _LEAST)
    lines = Content(_EVERYWHERE).wrap(room)
    for group in ACTION_GROUPS:
        lines.append(styled_text(group, "bold underline"))
        for act in ACTIONS:
            if act.group == group:
                lines += _key_lines(keys[act.name], act, gap, room)
    marks = "  ".join(f"[{symbol}] {status}" for status, symbol in SYMBOLS.items())
    lines += [Content(""), *Content(f"Marks: {marks}").wrap(room), *Content(_SUSPENDING).wrap(room)]
    return Content("\n").join(lines)


def _key_lines(key: str, act: Action, gap: int, room: int) -> list[Content]:
    """Return a key and what it does, and the shell's words in the same line where they have room."""
    twin = styled_text(act.command, _MUTED)
    told = Content.assemble(act.help, "   ", twin)
    room -= gap
    said = [told] if told.cell_length <= room else [*Content(act.help).wrap(room), *twin.wrap(room)]
    return [
        Content.assemble((f"{'' if number else key:<{gap}}", "bold"), "" if number or len(key) < gap else " ", line)
        for number, line in enumerate(said)
    ]


def group_title(group: ItemGroup, shown: int) -> str:
    """Return the title of one pathway's or lead's items: progress, how many a filter shows, its name."""
    counted = group.tally
    name = group.code if group.code == group.name else f"{group.code}: {group.name}"
    some = f"{shown} of {len(group.items)} shown, " if shown < len(group.items) else ""
    said = f" {some}{counted.done} of {counted.total} done, {counted.late} late - {name}"
    return f"{said} "
