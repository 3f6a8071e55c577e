"""A report in the words of its plan, without columns for what the plan never states."""

from msgspec.structs import replace

from plan_data.load import LoadedPlan
from tui.reports.document import Block, Column, ReportTable

_NAMED_AT_SOURCE = frozenset({"lead", "pathway", "priority", "judgement", "kind"})
_GROUPED = "progress"  # the table whose first column names its groups


def blocks_in_own_words(blocks: tuple[Block, ...], loaded: LoadedPlan) -> tuple[Block, ...]:
    """Return blocks whose columns have the plan's nouns as titles; the keys stay.

    A plan that states no pathway, or no lead, has no column of them.
    """
    changed = []
    for block in blocks:
        tables = [_table_in_own_words(table, loaded) for table in block.tables]
        changed.append(replace(block, tables=tuple(tables)))
    return tuple(changed)


def _table_in_own_words(table: ReportTable, loaded: LoadedPlan) -> ReportTable:
    kept = [n for n, column in enumerate(table.columns) if _is_stated(table, column, loaded)]
    columns = [_column_in_own_words(table.columns[n], loaded) for n in kept]
    if len(kept) == len(table.columns):
        return replace(table, columns=tuple(columns))
    rows = []
    for row in table.rows:
        cells = [row[n] for n in kept]
        rows.append(tuple(cells))
    return replace(table, columns=tuple(columns), rows=tuple(rows))


def _is_stated(table: ReportTable, column: Column, loaded: LoadedPlan) -> bool:
    if table.key == _GROUPED:
        return True
    if column.key == "lead":
        return loaded.has_leads
    return column.key != "pathway" or loaded.has_pathways


def _column_in_own_words(column: Column, loaded: LoadedPlan) -> Column:
    if column.key == "judgement" and not loaded.has_leads:
        return replace(column, title="Judgement")
    if column.key in _NAMED_AT_SOURCE:
        return column
    return replace(column, title=loaded.vocabulary.reword(column.title))
