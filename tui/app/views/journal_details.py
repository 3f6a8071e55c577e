"""The details of a row of any view: an item, an entry before its item, silence, a measure."""

from collections.abc import Iterable, Iterator, Mapping

from textual.content import Content

from plan_data.vocabulary import Vocabulary, capitalized
from store.board.board_actions import BoardAction, action_colour
from store.checklist.checklist import Checklist
from store.dates import format_day
from store.query.match_reasons import MatchReason
from tui.app.views.action_rows import ActionRow
from tui.app.views.cycle_words import action_due, action_status, wanted_text
from tui.app.views.journal_rows import EntryRow, SilenceRow
from tui.app.views.measure_pane import measure_paragraphs
from tui.app.views.measure_rows import MeasureRow
from tui.app.views.pane_texts import COLOUR_STYLES, detail_paragraphs
from tui.app.views.paragraphs import Paragraph, plain
from tui.app.views.rows import ItemRow, Row
from tui.config.keymap import DEFAULT_KEY_LABELS
from tui.wording.board_cycle_words import title_of
from tui.wording.entry_text import entry_text, kind_text, recorder_text
from tui.wording.silence_text import silence_length

_MUTED = "$foreground-muted"


def row_paragraphs(
    row: Row | None,
    checklist: Checklist,
    keys: Mapping[str, str] = DEFAULT_KEY_LABELS,
    reasons: Iterable[MatchReason] = (),
) -> list[Paragraph]:
    """Return the details of a row; `keys` are the labels of the actions' keys.

    `reasons` are why the filter's words found the row's item.
    """
    if isinstance(row, EntryRow):
        return _entry_details(row, checklist, keys)
    if isinstance(row, SilenceRow):
        return list(map(plain, _silence_details(row, keys, checklist.loaded.vocabulary)))
    if isinstance(row, ActionRow):
        return list(map(plain, action_details(row.action, checklist, keys)))
    if isinstance(row, MeasureRow):
        return measure_paragraphs(row.state, checklist, keys)
    return detail_paragraphs(row, checklist, keys, reasons)


def row_details(
    row: Row | None, checklist: Checklist, keys: Mapping[str, str] = DEFAULT_KEY_LABELS
) -> Content:
    """Return the same as one text, not wrapped."""
    paragraphs = row_paragraphs(row, checklist, keys)
    return Content("\n").join(each.line for each in paragraphs)


def _entry_details(row: EntryRow, checklist: Checklist, keys: Mapping[str, str]) -> list[Paragraph]:
    entry = row.entry
    about = entry.ref or "the plan"
    author = recorder_text(entry)
    lines = [Content.styled(f"{author}, {row.when}: {kind_text(entry)} - {about}", "bold")]
    if fate := row.fate:
        lines.append(Content.styled(f"{fate[:1].upper()}{fate[1:]}", "bold $text-warning"))
    lines += [Content(line) for line in entry.all_text.splitlines() or [row.text] if line]
    lines += _origin_lines(row)
    paragraphs = list(map(plain, lines))
    if row.item is not None:
        paragraphs += detail_paragraphs(ItemRow(row.item), checklist, keys)
    return paragraphs


def _origin_lines(row: EntryRow) -> Iterator[Content]:
    """Yield what an entry corrects, when it was recorded, and its id."""
    entry = row.entry
    old = row.context.by_id.get(entry.corrects) if entry.corrects else None
    if old is not None:
        yield Content.styled(f"It corrects: {entry_text(old)}", _MUTED)
    recorded = f"Recorded {format_day(entry.at.date())}, {entry.at:%H:%M} UTC, as {entry.id}"
    yield Content.styled(recorded, _MUTED)


def action_details(
    action: BoardAction, checklist: Checklist, keys: Mapping[str, str] = DEFAULT_KEY_LABELS
) -> list[Content]:
    """Return the lines about an action: what it is, who decided it, and what became of it."""
    decision = action.decision
    status = f"{action_status(action)}, {action_due(action)}"
    about = title_of(checklist.loaded, decision.ref)
    lines = [
        Content.styled(wanted_text(action), "bold"),
        Content.styled(status, COLOUR_STYLES.get(action_colour(action, checklist.as_of), "")),
        Content(f"About: {about}"),
        Content(f"Decided: {entry_text(decision)}"),
    ]
    if action.completed is not None:
        return [*lines, Content(f"Done: {entry_text(action.completed)}")]
    return [*lines, Content.styled(f"{keys['tick'].capitalize()} says that it is done.", _MUTED)]


def _silence_details(
    row: SilenceRow, keys: Mapping[str, str], vocabulary: Vocabulary
) -> list[Content]:
    silence = row.silence
    name = silence.code
    if silence.name != silence.code:
        name = f"{silence.code}: {silence.name}"
    lines = [Content.styled(f"{capitalized(silence.noun)} {name}", "bold")]
    state = f"{vocabulary.count(silence.open_milestones, 'milestone')} open"
    if silence.last is None:
        lines.append(Content(f"Never reported; {state}."))
    else:
        lines.append(Content(f"Last reported {_ago(silence_length(silence))}; {state}."))
        lines += [Content(silence.last.ref), Content(entry_text(silence.last))]
    key = keys["show_item"].capitalize()
    lines.append(Content.styled(f"{key} shows its items.", _MUTED))
    return lines


def _ago(length: str) -> str:
    return length if length == "today" else f"{length} ago"
