"""The key of the colours, the conventions, and the open questions about the plan's dates."""

from collections.abc import Iterable

from plan_data.text import plural
from store.checklist.readings import readings
from store.journal.entry import Entry
from tui.reports.blocks.abbreviations import abbreviations_text
from tui.reports.blocks.headline import counting_notes
from tui.reports.blocks.pathway_quarters import shared_notes
from tui.reports.context import ReportContext
from tui.reports.document import Block
from tui.wording.plan_words import sentence_in_own_words

_KEY = (
    "Blue: done, or a figure's target met.",
    (
        "Green: reported on, nothing late; the date is still to come, somebody recorded something"
        " of its milestone in the last 93 days, and the lead's latest judgement, if any, is green."
        " A coming quarter of a figure is Green if its latest return met the target and none is"
        " overdue."
    ),
    (
        "Amber: up to one calendar month behind; not started by its date; forecast to be behind;"
        " continuing without an update for 93 days;"
        " a figure of at least 90% of its target, or whose return is overdue;"
        " undated although the plan's year is over."
    ),
    "Red: more than one calendar month behind; a figure below 90% of its target.",
    (
        "White: no word yet, where the date is still to come; or undated, continuing, or awaiting"
        " a return (45 days after the quarter's end)."
    ),
    "Withdrawn: no longer to be done, with approval; in no colour.",
    (
        "The colours follow from the dates by rule. A lead's own judgement stands beside them"
        " and changes none."
    ),
    (
        "A milestone is behind from the day after its due date; an approved date takes the"
        " place of the plan's."
    ),
    "Nothing undated or continuing is Green, and nothing that nobody has reported on.",
    (
        "A milestone with several dates or quarters counts once, by the one that needs attention"
        " first. One that is printed twice is counted once."
    ),
)


_SHORT_KEY = (
    "Blue: done or met. Green: reported on in the last 93 days, nothing late. Amber: up to one"
    " month behind, not started by its date, forecast to be late, no update for 93 days, or short"
    " by up to a tenth. Red: more than one month behind, or short by more. White: no word yet,"
    " undated, continuing, or awaiting a return. The colours follow from the dates by rule; a"
    " lead's own judgement changes none."
)


def short_key_block(context: ReportContext, body: Iterable[Block]) -> Block:
    """Return key, notes, and what is abbreviated in the body, for a page that has little room."""
    key = sentence_in_own_words(_SHORT_KEY, context.checklist.loaded)
    notes = [key, *counting_notes(context), *shared_notes(context), *_plan_notes(context)]
    abbreviations = abbreviations_text(context, body)
    return Block("key", "Key, notes and abbreviations", (" ".join(notes), *abbreviations))


def colour_key_block(context: ReportContext) -> Block:
    """Return the block of key and notes."""
    loaded = context.checklist.loaded
    key = [sentence_in_own_words(text, loaded) for text in _KEY]
    return Block("key", "Key and notes", points=(*key, *_notes(context)))


def _plan_notes(context: ReportContext) -> list[str]:
    """Return how many readings are to be confirmed, and which entries count for nothing."""
    notes = [_readings_note(context)]
    if lost := sum(entry.on <= context.as_of for entry in context.checklist.orphans):
        note = f"Entries whose milestone is not in the plan count for nothing here: {lost}."
        notes.append(context.vocabulary.reword(note))
    return notes


def _notes(context: ReportContext) -> list[str]:
    notes = _plan_notes(context)
    if context.checklist.known_on is None:
        notes.append("The paper counts everything that had been recorded when it was made.")
    return notes


def _readings_note(context: ReportContext) -> str:
    """Return how many readings of printed timescales are still to be confirmed."""
    planned, entries = [], list[Entry]()
    for item in context.counted:
        if item.planned.confirm:
            planned.append(item.planned)
            entries += item.entries
    questions = readings(planned, (), entries)
    if not questions:
        nothing = "No reading of a printed timescale waits for a lead's confirmation."
        return sentence_in_own_words(nothing, context.checklist.loaded)
    waiting = sum(reading.confirmed is None for reading in questions)
    total = plural(len(questions), "reading")
    text = f"{waiting} of {total} of printed timescales are still to be confirmed by a lead."
    return sentence_in_own_words(text, context.checklist.loaded)
