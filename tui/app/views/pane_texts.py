"""Texts of the screen's panes and dialogs, as content that is never parsed as markup."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace
from textual.content import Content

from plan_data.load import LoadedPlan
from plan_data.problem import MAX_SHOWN, first_problems
from plan_data.text import clean, one_line, plural
from store.checklist.checklist import Checklist, ChecklistItem
from store.checklist.meetings import next_meeting
from store.dates import format_day
from store.journal.entry import Entry
from store.query.match_reasons import MatchReason
from tui.app.views.paragraphs import Paragraph, plain
from tui.app.views.rows import Row, fold_summary
from tui.app.widgets.clickable import clickable
from tui.app.workspace import Workspace
from tui.wording.entry_text import accepted_text, entry_text, kind_text, words_text
from tui.wording.item_text import item_facts
from tui.wording.level_facts import plan_facts_of_item
from tui.wording.plan_facts import part_facts
from tui.wording.plan_words import facts_in_own_words
from tui.wording.report_text import colour_word, judgement_text
from tui.wording.short_title import cut_between_words, title_without_year

_MUTED = "$foreground-muted"
COLOUR_STYLES = {
    "red": "bold $text-error",
    "amber": "bold $text-warning",
    "green": "bold $text-success",
    "blue": "bold $text-primary",
}


def _muted(text: str) -> Content:
    return Content.styled(text, _MUTED)


def _bold(text: str) -> Content:
    return Content.styled(text, "bold")


def _labelled(label: str, text: str) -> Content:
    return Content.assemble((label, _MUTED), Content(text))


# Detail pane


def detail_paragraphs(
    row: Row | None,
    checklist: Checklist,
    keys: Mapping[str, str],
    reasons: Iterable[MatchReason] = (),
) -> list[Paragraph]:
    """Return the details of a row, what matters most first.

    `keys` are the labels of the actions' keys by the action's name, `reasons` those for which a
    search found the row's item.
    """
    if row is None:
        return [plain(_muted("Nothing is chosen."))]
    if row.item is None:
        return _node_paragraphs(row, checklist, keys)
    item = row.item
    ref = Content.styled(f"{item.ref}  ", "bold $accent")
    paragraphs = [Paragraph(ref, _bold(item.planned.title), ref.cell_length)]
    if len(row.items) > 1:
        summary = f"{fold_summary(row.items)}. {_open_key(keys)} shows each"
        paragraphs.append(plain(_bold(f"{summary}; an act is about the oldest.")))
    paragraphs += [plain(_reason_line(reason)) for reason in reasons]
    return paragraphs + _item_paragraphs(item, checklist, keys)


def _reason_line(reason: MatchReason) -> Content:
    """Return what has a word that was searched for, the word highlighted."""
    return Content.assemble(
        (f"found in {reason.where}: ", _MUTED),
        Content(reason.before),
        (reason.match, "bold reverse"),
        Content(reason.after),
    )


def _item_paragraphs(
    item: ChecklistItem, checklist: Checklist, keys: Mapping[str, str]
) -> list[Paragraph]:
    objective = checklist.loaded.objectives[item.planned.objective]
    loaded = checklist.loaded
    facts = item_facts(item, objective)
    value_of = dict(facts)
    status_style = COLOUR_STYLES.get(item.state.colour, "bold")
    status = Content.styled(f"{value_of['status']}  ", status_style)
    when = _bold(value_of["when"])
    for name, leads in facts_in_own_words(_lead_facts(value_of), loaded):
        when = Content.assemble(when, (f"   {name} ", _MUTED), _bold(leads))
    paragraphs = [Paragraph(status, when, status.cell_length)]
    if item.judgement is not None:
        paragraphs.append(plain(_bold(_judgement_text(item, loaded))))
    paragraphs += _entry_paragraphs(item, keys)
    paragraphs.append(plain(Content("")))
    first = [(name, value_of[name]) for name in _FIRST_FACTS if name in value_of]
    rest = [fact for fact in facts if fact[0] not in _SHOWN_FACTS]
    shown = [*first, *rest, *plan_facts_of_item(item, checklist)]
    return paragraphs + fact_paragraphs(facts_in_own_words(shown, loaded))


_FIRST_FACTS = ("partners", "pathway", "printed")
_SHOWN_FACTS = frozenset({"status", "when", "lead", *_FIRST_FACTS})
FACT_WIDTH = 13


def _lead_facts(value_of: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return who leads an item, none in a plan without leads."""
    if "lead" not in value_of:
        return []
    return [("lead", value_of["lead"])]


def fact_paragraphs(facts: Iterable[tuple[str, str]]) -> list[Paragraph]:
    """Return facts as paragraphs, their names muted."""
    paragraphs = []
    for name, fact in facts:
        label = _muted(f"{name:<{FACT_WIDTH - 1}} ")
        paragraphs.append(Paragraph(label, Content(fact), max(FACT_WIDTH, label.cell_length)))
    return paragraphs


def fact_lines(facts: Iterable[tuple[str, str]]) -> list[Content]:
    """Return facts one a line, their names muted."""
    return [_labelled(f"{name:<{FACT_WIDTH - 1}} ", fact) for name, fact in facts]


def _node_paragraphs(row: Row, checklist: Checklist, keys: Mapping[str, str]) -> list[Paragraph]:
    """Return the full title of a level, its progress, and what the plan file says of it."""
    paragraphs = [plain(_bold(row.text.lstrip("+- "))), plain(Content(row.status))]
    level = checklist.loaded.levels.get(row.key)
    if level is not None:
        paragraphs += fact_paragraphs(part_facts(level, checklist))
    if row.kind == "node":
        paragraphs.append(plain(_muted(f"{_open_key(keys)} opens and closes it.")))
    return paragraphs


def _open_key(keys: Mapping[str, str]) -> str:
    """Return the key that opens a row, capitalised to begin a sentence."""
    return keys["show_item"].replace("enter", "Enter")


def _judgement_text(item: ChecklistItem, loaded: LoadedPlan) -> str:
    judgement = judgement_text(item)
    lead = "judgement"
    if loaded.has_leads:
        lead = loaded.vocabulary.singular("lead")
    if item.is_disputed:
        rule = colour_word(item.state.colour).lower()
        return f"The rule says {rule}, the {lead} {judgement}"
    return f"Like the rule, the {lead} says {judgement}"


def _entry_paragraphs(item: ChecklistItem, keys: Mapping[str, str]) -> list[Paragraph]:
    """Return cause and action of the latest account, then all entries, the newest first."""
    if not item.entries:
        hint = f"{keys['note']} writes a note, {keys['tick']} ticks"
        return [plain(_muted(f"No notes or ticks yet: {hint}."))]
    newest_first = item.entries[::-1]
    account = next((entry for entry in newest_first if entry.cause or entry.action), None)
    paragraphs: list[Paragraph] = []
    if account is not None:
        paragraphs += _account_paragraphs(account)
    for entry in newest_first:
        shown = replace(entry, cause="", action="") if entry is account else entry
        paragraphs.append(_entry_paragraph(entry, words_text(shown)))
    return paragraphs


def _account_paragraphs(account: Entry) -> list[Paragraph]:
    """Return cause and action of an account, then who gave them and when."""
    facts = [("cause", account.cause), ("action", account.action)]
    paragraphs = fact_paragraphs((name, one_line(fact)) for name, fact in facts if fact)
    source = f"  ({format_day(account.on)}, {account.by})"
    last = paragraphs[-1]
    paragraphs[-1] = replace(last, text=Content.assemble(last.text, (source, _MUTED)))
    return paragraphs


def _entry_paragraph(entry: Entry, text: str) -> Paragraph:
    """Return who said what when: day and author in a heavier weight, the kind muted."""
    label = Content.assemble(
        (f"{format_day(entry.on)}  {entry.by}", "bold"),
        (f"  {kind_text(entry)}{_origin_of_sheet(entry)}", _MUTED),
    )
    if text:
        label += Content("  ")
    return Paragraph(label, Content(text), _ENTRY_INDENT)


def _origin_of_sheet(entry: Entry) -> str:
    return f", by sheet{accepted_text(entry)}" if entry.via is not None else ""


_ENTRY_INDENT = 2


# Heading


def heading_text(workspace: Workspace, width: int) -> Content:
    """Return the screen's heading: plan, date and next Board, in the longest form that fits."""
    about = workspace.loaded.about
    name = title_without_year(about.title.split(" Reducing")[0], about.year_text)
    date = _date_text(workspace)
    full, short, shortest = _board_texts(workspace)
    for title, board in (
        (f"{cut_between_words(name, 30)} {about.year_text}", full),
        (cut_between_words(name, 30), short),
        (cut_between_words(name, 13), shortest),
    ):
        heading = Content.assemble((title, "bold"), Content(" "), date, Content(f" {board}"))
        if heading.cell_length <= width:
            return heading
    return Content.assemble(date, (f" {name}", "bold"))


def _date_text(workspace: Workspace) -> Content:
    day = f" as of {format_day(workspace.as_of)} "
    date = _bold(day)
    if not workspace.is_today:
        date = Content.styled(f"{day}(not today) ", "bold reverse")
    date = clickable(date, "travel")
    if workspace.problems.has_mistakes:
        count = plural(workspace.problems.count, "problem")
        problems = Content.styled(f" ! {count} ", "bold reverse")
        date = Content(" ").join([date, clickable(problems, "show_problems")])
    if workspace.settings.journal_is_missing:
        date = Content(" ").join([date, Content.styled(" no journal there ", "bold reverse")])
    if workspace.is_made_up:
        made_up = Content.styled(" made up ", "reverse $foreground-muted")
        return Content(" ").join([made_up, date])
    return date


def _board_texts(workspace: Workspace) -> tuple[str, str, str]:
    """Return when the next Board is, in three forms, the longest first."""
    meeting = next_meeting(workspace.checklist.meetings, workspace.as_of)
    if meeting is None:
        return "no Board date set", "no Board date", ""
    day = format_day(meeting.on)
    return f"next Board: {day}", f"Board {day}", f"Board {day.rpartition(' ')[0]}"


# Problems


def problems_text(workspace: Workspace) -> Content:
    """Return the problems of settings, plan and journal, and the entries of no item in the plan."""
    checklist, others = workspace.checklist, workspace.problems.others()
    problems, orphans = checklist.problems, checklist.orphans
    if not problems and not orphans and not others:
        return Content("No problems in the plan file or the journal.")
    count = plural(workspace.problems.count, "problem")
    lines = [_bold(f"{count}. Everything else can be used.")]
    lines += [Content(clean(sentence)) for sentence in others]
    first, rest = first_problems(problems, MAX_SHOWN)
    lines += [Content(str(problem)) for problem in first]
    if rest:
        lines.append(Content(f"and {rest} more"))
    if orphans:
        title = "Entries whose item is not in this plan; `milepost move` re-homes them:"
        lines += [Content(""), _bold(title)]
        lines += [Content(f"{entry.ref}  {entry_text(entry)}") for entry in orphans]
    return Content("\n").join(lines)
