"""The texts of a row, in a narrow list and in a wide one."""

from datetime import date

import pytest

from store.checklist.checklist import build_checklist
from store.journal.entry import Entry
from tests.store.factories import entry, milestone, plan_with
from tui.app.views.grouped import items_rows
from tui.app.widgets.row_cells import layout_for, row_lines

NOTE = entry("note", "2009-11-20", text="Going well")


def text_lines(when: str, width: int, *entries: Entry) -> list[str]:
    whole = build_checklist(plan_with(milestone(when)), entries, date(2009, 11, 30))
    (row,) = items_rows(whole.items)
    lines = row_lines(row, layout_for(width, is_roomy=False), frozenset())
    return ["".join(text for text, _ in line).rstrip() for line in lines]


@pytest.mark.parametrize(
    ("when", "entries", "text"),
    [
        ("Jan 2010", (), "31 Jan 2010       not due"),
        ("Jan 2010", (NOTE,), "31 Jan 2010       not due"),
        ("by 4 Dec 2009", (), "4 Dec 2009      due soon"),
        ("every month from Feb 2010", (), "next 28 Feb 2010       not due"),
        ("Sep 2009", (), "30 Sep 2009   OVERDUE 61d"),
        ("undated: not printed", (), "  undated"),
        ("ongoing", (NOTE,), "  continuing"),
        ("Sep 2009", (entry("done", "2009-09-01"),), "  done 1 Sep 2009"),
    ],
)
def test_a_narrow_list_has_date_and_status_side_by_side(
    when: str, entries: tuple[Entry, ...], text: str
) -> None:
    (line,) = text_lines(when, 78, *entries)
    assert line.endswith(text)


def test_without_room_for_both_the_date_is_below_the_status() -> None:
    first, second = text_lines("every month from Sep 2009 to Oct 2009", 78)
    assert first.endswith("OVERDUE 61d")
    assert second.endswith("oldest 30 Sep 2009")


def test_a_wide_list_has_the_status_beside_the_date() -> None:
    (line,) = text_lines("Jan 2010", 120)
    assert "due 31 Jan 2010       not due" in line


def test_a_tight_column_breaks_no_day() -> None:
    lines = text_lines("from Oct 2009", 87)
    assert [line[-32:].split() for line in lines] == [
        ["start", "by", "LATE", "START", "30d"],
        ["31", "Oct", "2009"],
    ]
