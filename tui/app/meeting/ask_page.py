"""The pages of the asks of a tabled paper: one ask with all that is known, and the answers."""

from collections.abc import Iterable
from datetime import date

from textual.content import Content

from plan_data.text import plural
from store.board.tabled import TabledMeeting
from store.checklist.checklist import Checklist
from store.dates import format_day
from store.journal.entry import Entry, TabledAsk
from tui.app.meeting.answer_sheet import AnswerSheet
from tui.app.meeting.item_page import (
    labelled_lines,
    page_facts,
    page_item,
    spread,
    status_lines,
    title_lines,
)
from tui.app.views.cycle_words import answered_word, words_of_tabled
from tui.wording.entry_text import entry_text

_INDENT = "    "
_NO_WORDS = "nothing is recorded"
_NOT_OF_AN_ASK = frozenset({"Forecast"})  # which the ask itself is about
_ANSWER_STYLES = {
    "approve": "bold $text-success",
    "refuse": "bold $text-error",
    "defer": "bold $text-warning",
}


def ask_page(
    ask: TabledAsk, sheet: AnswerSheet, checklist: Checklist, width: int, height: int
) -> Content:
    """Return the page of an ask, with the answer and the note that it has so far."""
    words = words_of_tabled(ask, checklist.loaded)
    position = checklist.loaded.positions.get(ask.ref)
    if position is None:
        head = [Content.styled(words.title, "bold").wrap(width)]
    else:
        page = page_item([checklist.items[position]])
        head = [title_lines(page.first, width), status_lines(page, width)]
    facts = [("Asked", words.dates or words.why or _NO_WORDS)]
    if words.dates:
        facts.append(("Why", words.why or _NO_WORDS))
    facts += _context_facts(ask, checklist)
    if note := sheet.notes.get(ask.number):
        facts.append(("Note", note))
    lines = [labelled_lines(label, text, width) for label, text in facts]
    return spread([*head, *lines], height)


def _context_facts(ask: TabledAsk, checklist: Checklist) -> list[tuple[str, str]]:
    """Return what else is known of the item or measure of an ask: leads, last word, decisions."""
    position = checklist.loaded.positions.get(ask.ref)
    if position is not None:
        page = page_item([checklist.items[position]])
        facts = page_facts(page, checklist)
        return [(label, text) for label, text in facts if label not in _NOT_OF_AN_ASK]
    facts = []
    if checklist.loaded.has_leads:
        lead = checklist.loaded.vocabulary.title("lead")
        facts.append((lead, words_of_tabled(ask, checklist.loaded).leads))
    facts += [("Recorded", entry_text(each)) for each in checklist.entries if each.id == ask.entry]
    return facts


def given_answer(ask: TabledAsk, sheet: AnswerSheet) -> Content:
    """Return the line that says which answer is given so far."""
    answer = sheet.answers.get(ask.number)
    if answer is None:
        return Content.styled("Answer: none yet", "bold")
    return Content.assemble(
        ("Answer: ", "bold"), (answered_word(answer).capitalize(), _ANSWER_STYLES[answer])
    )


def answers_page(sheet: AnswerSheet, checklist: Checklist, width: int) -> Content:
    """Return the list of all asks with the answers that are given, before they are recorded."""
    lines: list[Content] = []
    for ask in sheet.asks:
        lines += _listed(ask, sheet.answers.get(ask.number, ""), checklist, width)
        if note := sheet.notes.get(ask.number):
            lines += _indented([f"Note: {' / '.join(note.splitlines())}"], width)
    left = len(sheet.asks) - len(sheet.answers)
    if left:
        lines += [
            Content(""),
            *Content(f"{plural(left, 'ask')} left without an answer.").wrap(width),
        ]
    return Content("\n").join(lines)


def _listed(ask: TabledAsk, answer: str, checklist: Checklist, width: int) -> list[Content]:
    words = words_of_tabled(ask, checklist.loaded)
    head = Content.assemble(
        (f"{ask.number:>2}  ", "bold"),
        (answered_word(answer).upper(), _ANSWER_STYLES.get(answer, "")),
        f"  {words.title}",
    )
    first, *rest = head.wrap(max(1, width - len(_INDENT)))
    lines = [first, *[Content(_INDENT) + line for line in rest]]
    return [*lines, *_indented([words.text], width)]


def _indented(texts: Iterable[str], width: int) -> list[Content]:
    lines: list[Content] = []
    for text in texts:
        wrapped = Content(text).wrap(max(1, width - len(_INDENT)))
        lines += [Content(_INDENT) + line for line in wrapped]
    return lines


def paper_label(paper: TabledMeeting) -> str:
    """Return how a tabled paper is named among others: its meeting, and what is unanswered."""
    entry: Entry = paper.entry
    unanswered = f"{len(paper.unanswered)} of {plural(len(paper.asks), 'ask')} to answer"
    day = format_day(entry.tabled.as_of) if entry.tabled else ""
    meeting = format_day(date.fromisoformat(entry.meeting))
    return f"{meeting}: {unanswered}, paper as of {day}"
