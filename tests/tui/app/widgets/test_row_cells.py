"""The texts of a row, in a narrow list and in a wide one."""

from datetime import date

import pytest

from store.checklist.checklist import build_checklist
from store.journal.entry import Entry
from tests.store.factories import entry, milestone, plan_with
from tui.app.views.grouped import items_rows
from tui.app.widgets.row_cells import WIDE, row_cells

NOTE = entry("note", "2009-11-20", text="Going well")


def last_cell(when: str, width: int, *entries: Entry) -> str:
    whole = build_checklist(plan_with(milestone(when)), entries, date(2009, 11, 30))
    (row,) = items_rows(whole.items)
    return row_cells(row, width, frozenset())[-1][0].strip()


@pytest.mark.parametrize(
    ("when", "entries", "text"),
    [
        ("Jan 2010", (), "due 31 Jan 2010"),
        ("Jan 2010", (NOTE,), "due 31 Jan 2010"),
        ("by 4 Dec 2009", (), "due 4 Dec 2009"),
        ("every month from Feb 2010", (), "next 28 Feb 2010"),
        ("Sep 2009", (), "OVERDUE 61d"),
        ("undated: not printed", (), "undated"),
        ("ongoing", (NOTE,), "continuing"),
        ("Sep 2009", (entry("done", "2009-09-01"),), "done 1 Sep 2009"),
    ],
)
def test_a_narrow_list_shows_the_date_unless_the_status_is_more_urgent(
    when: str, entries: tuple[Entry, ...], text: str
) -> None:
    assert last_cell(when, 78, *entries) == text


def test_a_wide_list_has_the_status_beside_the_date() -> None:
    assert last_cell("Jan 2010", WIDE) == "not due"
