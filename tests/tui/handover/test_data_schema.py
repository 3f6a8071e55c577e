"""The tables of a hand-over: schema, rows and docs agree."""

import sqlite3
from datetime import date

from plan_data.load import LoadedPlan
from store.checklist.checklist import build_checklist
from tests.tools.data_docs import DOCS, with_tables
from tui.handover.data_rows import build_positions, month_ends, table_rows
from tui.handover.data_schema import TABLES


def test_every_row_has_a_value_for_every_column(east_midlands: LoadedPlan) -> None:
    checklist = build_checklist(east_midlands, (), date(2009, 11, 30))
    positions = build_positions(checklist, ())
    filled = set()
    for table in TABLES:
        for row in table_rows(table.name, positions):
            assert len(row) == len(table.columns), table.name
            filled.add(table.name)
    assert filled >= {"plans", "items", "item_leads", "item_pathways", "measures"}


def test_the_positions_are_month_ends_of_the_plans_year_before_the_date(
    east_midlands: LoadedPlan,
) -> None:
    def days(on: date) -> list[date]:
        return month_ends(build_checklist(east_midlands, (), on))

    assert days(date(2009, 4, 30)) == []
    assert days(date(2009, 5, 1)) == [date(2009, 4, 30)]
    assert days(date(2012, 1, 1))[-1] == date(2010, 3, 31)
    assert len(days(date(2012, 1, 1))) == 12


def test_keys_and_names_can_be_used_in_sql_unquoted() -> None:
    database = sqlite3.connect(":memory:")
    for table in TABLES:
        columns = ", ".join(column.name for column in table.columns)
        database.execute(f"CREATE TABLE {table.name} ({columns})")
        assert set(table.key) <= {column.name for column in table.columns}


def test_the_docs_list_the_tables_that_the_schema_has() -> None:
    page = DOCS.read_text(encoding="utf-8")
    assert with_tables(page) == page, "run python -m tests.tools.data_docs"
