"""Plain text of a checklist: no boxes, a word beside every symbol, one item a line."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from plan_data.load import LoadedPlan
from plan_data.model import About
from plan_data.text import fold, plural
from plan_data.vocabulary import Vocabulary
from store.checklist.checklist import Checklist, ChecklistItem, without_repeats
from store.checklist.meetings import next_meeting
from store.checklist.readings import Reading
from store.checklist.status import LATE
from store.dates import format_day
from store.journal.entry import Entry
from store.query.filters import STATUSES
from store.query.groups import (
    DONE,
    FoldedItems,
    ItemGroup,
    Tally,
    fold_items,
    needing_attention,
    tally_items,
)
from store.query.publication import due_before_publication
from tui.wording.counts import count_text, leads_if_any, progress_text
from tui.wording.entry_text import entry_text
from tui.wording.item_text import (
    accountable_for,
    codes_of_item,
    due_text,
    fold_text,
    status_mark,
    status_text,
    title_and_date,
)
from tui.wording.report_text import BEFORE_PUBLICATION, NO_WORD_YET, REPORTED_ON

_WRAPPED_INDENT = "    "  # as wide as a mark, so that each item's mark can be seen


def render_list_text(
    checklist: Checklist, items: Sequence[ChecklistItem], width: int | None = None
) -> str:
    """Return `items`, one a line, and their count; lines are wrapped at `width`, if it is given."""
    lines = [title_and_date(checklist), ""]
    loaded = checklist.loaded
    lines += [item_line(item, loaded) for item in items]
    lines += ["", progress_text(tally_items(items), loaded.vocabulary), ""]
    if width is not None:
        lines = _wrapped(lines, width)
    return "\n".join(lines)


def _wrapped(lines: Iterable[str], width: int) -> list[str]:
    from tui.formats.wrap import wrap_line

    wrapped: list[str] = []
    for line in lines:
        wrapped += wrap_line(line, width, _WRAPPED_INDENT)
    return wrapped


def item_line(item: ChecklistItem, loaded: LoadedPlan) -> str:
    """Return an item on one line: its status, ref, title, date, leads and pathways."""
    planned = item.planned
    status = f"{status_mark(item)} {status_text(item):<15}"
    texts = [f"{status} {item.ref}", planned.title, due_text(item)]
    line = "  ".join([*texts, *codes_of_item(planned, loaded)])
    if planned.same_as:
        return f"{line}  (the same as {planned.same_as})"
    return line


class StatusCount(Struct, frozen=True):
    """How many milestones have a status or a trait, and a remark such as how many dates."""

    count: int
    noun: str
    remark: str = ""


class StatusSection(Struct, frozen=True):
    """A heading, and the lines below it."""

    heading: str
    lines: Sequence[str]


class StatusParts(Struct, frozen=True):
    """What `status` prints, in order; each text is one line."""

    title: str
    counts: Sequence[StatusCount]  # of milestones, in all and by status
    traits: Sequence[StatusCount]  # of milestones that are in the counts as well
    board: Sequence[str]  # the next meeting, its actions, the return round
    sections: Sequence[StatusSection]  # the first: what needs attention, worst first


def status_report_text(parts: StatusParts) -> str:
    """Return the counts, and then what needs attention, worst first."""
    lines = [parts.title, ""]
    lines += map(_count_line, parts.counts)
    lines += map(_count_line, parts.traits)
    lines += ["", *parts.board]
    for section in parts.sections:
        lines += ["", section.heading, *section.lines]
    lines.append("")
    return "\n".join(lines)


def _count_line(count: StatusCount) -> str:
    line = f"{count.count:5} {count.noun}"
    if count.remark:
        return f"{line} ({count.remark})"
    return line


def status_parts(checklist: Checklist, items: Sequence[ChecklistItem]) -> StatusParts:
    """Return what `status` prints about items of a checklist."""
    tally = tally_items(items)
    board = [_next_board_line(checklist)]
    board += _board_action_lines(checklist)
    board += _return_round_lines(checklist)
    return StatusParts(
        title=title_and_date(checklist),
        counts=list(_status_counts(tally, checklist.loaded.vocabulary)),
        traits=list(_trait_counts(tally, items, checklist.loaded)),
        board=board,
        sections=_status_sections(checklist, items),
    )


def _status_sections(checklist: Checklist, items: Sequence[ChecklistItem]) -> list[StatusSection]:
    early = due_before_publication(checklist, items)
    early_refs = {item.ref for item in early}
    folded = fold_items([item for item in needing_attention(items) if item.ref not in early_refs])
    heading = "Nothing needs attention."
    if folded:
        heading = "Needs attention, worst first:"
    elif early:
        heading = "Nothing else needs attention."
    sections = [StatusSection(heading, _folded_lines(folded, checklist.loaded))]
    if early:
        sections.append(_early_section(early, checklist.loaded))
    if checklist.orphans:
        title = "Entries whose item is not in this plan (kept; `milepost move` re-homes them):"
        sections.append(StatusSection(title, list(map(orphan_line, checklist.orphans))))
    return sections


def _status_counts(tally: Tally, vocabulary: Vocabulary) -> Iterator[StatusCount]:
    """Yield the milestones, in all and by status, each with their dates if these are more."""
    noun = vocabulary.plural("milestone")
    if tally.total == 1:
        noun = vocabulary.singular("milestone")
    yield _status_count(tally.total, tally.dates, noun)
    for status in STATUSES:
        dates = tally.dates_by_status.get(status)
        if dates:
            yield _status_count(tally.milestones_by_status.get(status, 0), dates, status)


def _status_count(milestones: int, dates: int, noun: str) -> StatusCount:
    remark = "" if milestones == dates else plural(dates, "date")
    return StatusCount(milestones, noun, remark)


def _trait_counts(
    tally: Tally, items: Sequence[ChecklistItem], loaded: LoadedPlan
) -> Iterator[StatusCount]:
    """Yield the counts of what milestones can have besides a status."""
    to_come = "counted above as due soon or not due"
    yield StatusCount(tally.reported_on, REPORTED_ON, f"green, {to_come}")
    yield StatusCount(tally.no_word_yet, NO_WORD_YET, f"white, {to_come}")
    counted = without_repeats(items)
    rescheduled = sum([item.state.rescheduled for item in counted])
    if rescheduled:
        yield StatusCount(rescheduled, "rescheduled with approval", "counted above as well")
    not_stated = sum([_lacks_code(item, loaded) for item in counted])
    if not_stated:
        nouns = " or ".join(map(loaded.vocabulary.singular, loaded.stated_nouns))
        yield StatusCount(not_stated, f"with {nouns} not stated", "counted above as well")


def early_text(checklist: Checklist, early: Sequence[ChecklistItem]) -> str:
    """Return what fell due before publication and has no entry, each item on a line."""
    lines = [title_and_date(checklist), "", f"{BEFORE_PUBLICATION}: {count_text(early)}"]
    lines += [f"  {item_line(item, checklist.loaded)}" for item in early]
    lines.append("")
    return "\n".join(lines)


def _early_section(early: Sequence[ChecklistItem], loaded: LoadedPlan) -> StatusSection:
    """Return the items that fell due before publication, under one heading."""
    heading = f"{BEFORE_PUBLICATION}: {count_text(early)}"
    how = "(`milepost opening` records how these stand, several at once)"
    return StatusSection(f"{heading} {how}", _folded_lines(fold_items(early), loaded))


def _lacks_code(item: ChecklistItem, loaded: LoadedPlan) -> bool:
    """Return whether an item lacks a lead or a pathway, of those that the plan states at all."""
    lacks_lead = loaded.has_leads and not item.planned.leads
    return lacks_lead or (loaded.has_pathways and not item.planned.pathways)


def _next_board_line(checklist: Checklist) -> str:
    meeting = next_meeting(checklist.meetings, checklist.as_of)
    if meeting is not None:
        return f"Next Board: {format_day(meeting.on)}, {meeting.board}"
    text = "Next Board: no date is set"
    boards = checklist.loaded.about.boards
    if not boards or not boards[0].meets:
        return text
    from tui.wording.board_cycle_words import expectation_text

    expected = expectation_text(checklist, boards[0].name)
    if expected:
        return f"{text} for the {boards[0].name}; {expected}"
    return text


def _board_action_lines(checklist: Checklist) -> list[str]:
    """Return how many actions of Boards are open and overdue, and whose; nothing if none is."""
    if not any(decision.action for decision in checklist.decisions):
        return []
    from store.board.board_actions import board_actions  # few status checks need them
    from tui.wording.board_cycle_words import open_actions_text

    text = open_actions_text(board_actions(checklist))
    if text:
        return [text]
    return []


def _return_round_lines(checklist: Checklist) -> list[str]:
    """Return who has answered the return round that is open; nothing if none is."""
    if all(entry.kind != "round" for entry in checklist.entries):
        return []
    from store.returns.rounds import unfinished_round  # few status checks need it
    from tui.wording.return_text import round_line

    unfinished = unfinished_round(checklist.entries, checklist.loaded.year.calendar)
    if unfinished:
        return [round_line(*unfinished)]
    return []


def _folded_lines(folded: Iterable[FoldedItems], loaded: LoadedPlan) -> list[str]:
    return [_folded_line(fold, loaded) for fold in folded]


def _folded_line(folded: FoldedItems, loaded: LoadedPlan) -> str:
    item = folded.first
    ref = item.ref
    if len(folded.items) > 1:
        ref = item.planned.milestone
    status = f"{status_mark(item)} {status_text(item):<19}"
    texts = [f"  {status} {ref}", item.planned.title, fold_text(folded)]
    return "  ".join([*texts, *leads_if_any(item.planned.leads, loaded)])


def orphan_line(entry: Entry) -> str:
    """Return an entry with the ref of the item that is not in the plan."""
    return f"  {entry.ref}  {entry_text(entry)}"


def leads_text(about: About, groups: Sequence[ItemGroup]) -> str:
    """Return the lead agencies with how many milestones are done, late and in all, and print's names."""
    above: dict[str, str] = {}
    for agency in about.agencies:
        if agency.part_of:
            above[agency.code] = f", part of {agency.part_of}"
    return "".join([_lead_line(group, above.get(group.code, "")) for group in groups])


def _lead_line(group: ItemGroup, above: str = "") -> str:
    return (
        f"{group.code:<20} {_tally_text(group.tally)}  {group.name}{above}{_printed_text(group)}\n"
    )


def groups_text(groups: Sequence[ItemGroup]) -> str:
    """Return groups with how many milestones are done, late and in all."""
    return "".join(map(_lead_line, groups))


def pathways_text(about: About, groups: Iterable[ItemGroup]) -> str:
    """Return the pathways with how many milestones are done, late and in all, and who leads each."""
    roles = {pathway.code: accountable_for(pathway, about) for pathway in about.pathways}
    lines = []
    for group in groups:
        name = f"{group.name}{roles.get(group.code, '')}{_printed_text(group)}"
        lines.append(f"{group.code:<12} {_tally_text(group.tally)}  {name}\n")
    return "".join(lines)


def _printed_text(group: ItemGroup) -> str:
    """Return the spellings in print that are neither the group's code nor its name."""
    known = {fold(group.code), fold(group.name)}
    others = [text for text in group.printed if fold(text) not in known]
    if not others:
        return ""
    return f", printed as {'; '.join(others)}"


def _tally_text(tally: Tally) -> str:
    return f"{tally.done:3} of {tally.total:3} done, {tally.late:3} late"


def plan_counts(name: str, checklist: Checklist) -> dict[str, Any]:
    """Return one plan's line of `status --plan all`, as an object for JSON."""
    tally = tally_items(checklist.items)
    return {
        "id": name,
        "title": checklist.loaded.about.title,
        "total": tally.dates,
        "done": _dates_with(DONE, tally),
        "late": _dates_with(LATE, tally),
        "milestones": {"total": tally.total, "done": tally.done, "late": tally.late},
    }


def _dates_with(statuses: Iterable[str], tally: Tally) -> int:
    return sum([tally.dates_by_status.get(status, 0) for status in statuses])


def plan_line(name: str, counts: dict[str, Any], vocabulary: Vocabulary) -> str:
    """Return one plan's line of `status --plan all`, of what `plan_counts` returned."""
    milestones = counts["milestones"]
    noun = f"{vocabulary.plural('milestone')},"
    return (
        f"{name:<24} {milestones['total']:4} {noun:<11}"
        f" {milestones['done']:4} done, {milestones['late']:4} late\n"
    )


def reading_text(reading: Reading, loaded: LoadedPlan) -> str:
    """Return a reading with print's words, the reason for it, and whether it was confirmed.

    The mark is [x] if it was, [?] if it is doubtful and was not.
    """
    printed = "nothing is printed"
    if reading.printed:
        printed = f"print says '{reading.printed}'"
    return (
        f"{_reading_mark(reading)} {reading.id}  {reading.title}\n"
        f"    {printed}; we read '{reading.when or reading.when_text}'. {reading.reason or ''}\n"
        f"    {_confirmation_text(reading, loaded)}\n"
    )


def _reading_mark(reading: Reading) -> str:
    if reading.confirmed:
        return "[x]"
    if reading.is_doubtful:
        return "[?]"
    return "[ ]"


def _confirmation_text(reading: Reading, loaded: LoadedPlan) -> str:
    entry = reading.confirmed
    if entry is None:
        return _confirmation_needed(reading, loaded)
    text = f"confirmed on {format_day(entry.on)}, by {entry.by}"
    if entry.all_text:
        note = " / ".join(entry.all_text.splitlines())
        return f"{text}: {note}"
    return text


def _confirmation_needed(reading: Reading, loaded: LoadedPlan) -> str:
    text = "can be confirmed"
    if reading.is_doubtful:
        text = "to be confirmed"
    if reading.leads:
        return f"{text} by {', '.join(reading.leads)}"
    if not loaded.has_leads:
        return text
    return f"{text} ({loaded.vocabulary.singular('lead')} not stated)"


RENDERER = render_list_text
