"""What to write to the leads of a round who have not answered."""

from collections.abc import Iterable
from datetime import date

from store.checklist.checklist import Checklist
from store.returns.rounds import OpenRound, RoundAnswer
from store.returns.sheet_rows import sheet_rows
from tui.returns.sheet_layout import name_with_code
from tui.wording.return_text import reminder_text


def reminder_texts(
    checklist: Checklist, opened: OpenRound, answers: Iterable[RoundAnswer], today: date
) -> list[str]:
    """Return a text to each lead or pathway that has not answered, in the round's order."""
    texts = []
    title = checklist.loaded.about.title
    for answer in answers:
        if answer.state == "not answered":
            rows = sheet_rows(checklist, opened, answer.code)
            name = name_with_code(checklist, answer.code)
            texts.append(reminder_text(title, opened, name, rows, today))
    return texts
