"""Turn tables of fields and their values, one for each commitment, into rows below headings.

Such a table has a field in each row: `Lead agency | Ministry of Health`. If a table of milestones
follows it below the same heading, its title becomes the heading of a section, and its lead is that
of the milestones.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from plan_data.table_import.column_headings import count_certain_roles, role_of_heading
from plan_data.table_import.heading_words import ColumnRole
from plan_data.table_import.objective_numbers import split_number
from plan_data.table_import.table_cells import Row, flatten

_FEWEST_FIELDS = 3
_COLUMNS = 2
_LONGEST_FIELD = 90  # characters
_FEWEST_ROLES = 2
_NAMES_ITSELF = re.compile(
    r"(?:commitment|action|objective|milestone|deliverable|project|fiche[ -]action|fiche|compromiso"
    r"|hito|activity|recommendation|ma(?:ß|ss)nahme|engagement)\s*(?:n[°o.]+\s*|no\.?\s*|nr\.?\s*"
    r"|number\s*|#\s*)?(?P<number>\d+(?:\.\d+)*)\s*:?",
    re.IGNORECASE,
)


class _Field(Struct, frozen=True):
    """A row of a table of fields: what it names, and its value."""

    name: str
    value: str
    row: Row

    @property
    def role(self) -> ColumnRole | None:
        """The role that a column of this heading has."""
        if _NAMES_ITSELF.fullmatch(self.name):
            return "objective"
        return role_of_heading(self.name)[0]


def turn_sideways_tables(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of a file with its tables of fields as rows; others stay as they are."""
    blocks = list(_blocks(rows))
    turned: list[Row] = []
    last_names: list[str] = []
    for place, block in enumerate(blocks):
        fields = _fields_of(block)
        if not fields:
            turned += _with_lead(block, blocks[:place])
            if not block[0].outside:
                last_names = []
            continue
        if _table_below(blocks[place + 1 :]):
            turned += _as_section(fields)
            continue
        names = list(map(_heading_of, fields))
        turned += _as_rows(fields, with_headings=names != last_names)
        last_names = names
    return turned


def has_fields(rows: Sequence[Row]) -> bool:
    """Return whether a table is one of fields and their values, or begins with these."""
    return any(_fields_of(block) for block in _blocks(rows))


def _blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield the tables and the runs of lines outside them, in order.

    The headings of columns below fields begin a table of their own.
    """
    block: list[Row] = []
    for row in rows:
        if block and (row.heads or row.outside != block[-1].outside or _ends_fields(block, row)):
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _ends_fields(block: Sequence[Row], row: Row) -> bool:
    """Return whether a row has the headings of columns, and all above it are fields."""
    if row.outside or len(row.filled()) <= _COLUMNS or count_certain_roles(row) < _FEWEST_ROLES:
        return False
    return all(len(above.filled()) <= _COLUMNS for above in block) and bool(_fields_of(block))


def _fields_of(block: Sequence[Row]) -> list[_Field]:
    """Return the fields of a table, [] if it is not one of fields."""
    fields = _without_heading(_pairs_of([row for row in block if not row.outside]))
    if not _are_fields(fields) or _heads_columns(block[0]):
        return []
    return fields


def _pairs_of(block: Sequence[Row]) -> list[_Field]:
    """Return the names and values of a table of two columns, [] if it is another table."""
    pairs = []
    for row in block:
        if row.filled() and not _may_be_field(row):
            return []
        if row.filled():
            value = row.cells[1] if len(row.cells) > 1 else ""
            pairs.append(_Field(flatten(row.cells[0]).rstrip(" :"), value, row))
    return pairs


def _may_be_field(row: Row) -> bool:
    if row.filled()[-1] >= _COLUMNS:
        return False
    return 0 < len(row.cells[0]) <= _LONGEST_FIELD


def _are_fields(fields: Sequence[_Field]) -> bool:
    """Return whether most names are known headings, one of them that of an action, each once.

    Lines of one cell above a table, such as its title, are not fields: most fields have a value.
    """
    if len(fields) < _FEWEST_FIELDS or not _have_values(fields):
        return False
    roles = [field.role for field in fields if field.role]
    names = {field.name.casefold() for field in fields}
    if len(names) < len(fields) or "objective" not in roles:
        return False
    telling = set(roles) - {"other"}
    return len(telling) >= _FEWEST_ROLES and 2 * len(roles) >= len(fields)


def _have_values(fields: Sequence[_Field]) -> bool:
    valued = [field for field in fields if field.value]
    return 2 * len(valued) > len(fields)


def _without_heading(fields: list[_Field]) -> list[_Field]:
    """Return the fields without a first row that heads them, such as Field | Details."""
    if not fields or not fields[0].row.heads or fields[0].role in {"objective", "priority"}:
        return fields
    if role_of_heading(fields[0].name)[1]:
        return fields
    return fields[1:]


def _heads_columns(row: Row) -> bool:
    return count_certain_roles(row) >= _FEWEST_ROLES


def _table_below(blocks: Sequence[Sequence[Row]]) -> bool:
    """Return whether a table with headings of its own follows, before any other table."""
    for block in blocks:
        if block[0].outside:
            if any(row.cells[0].startswith("#") for row in block):
                return False
            continue
        return not _fields_of(block) and _heads_columns(block[0])
    return False


def _title_of(fields: Sequence[_Field]) -> _Field:
    for field in fields:
        if field.role == "objective" and field.value:
            return field
    return fields[0]


def _as_section(fields: Sequence[_Field]) -> Iterator[Row]:
    """Yield the heading of a section; its other fields are named as left out."""
    title = _title_of(fields)
    left = [f"{field.name}: {flatten(field.value)}" for field in fields if field is not title]
    words = flatten(title.value)
    number = _NAMES_ITSELF.fullmatch(title.name)
    if number:
        words = f"{title.name.rstrip(' :')}: {words}"
    first = fields[0].row
    yield Row((f"### {words}",), first.line, outside=True, left_out=tuple(left))


def _as_rows(fields: Sequence[_Field], *, with_headings: bool) -> Iterator[Row]:
    first = fields[0].row
    names = [_heading_of(field) for field in fields]
    if with_headings:
        yield Row(tuple(names), first.line, heads=True)
    left_out = [text for field in fields for text in field.row.left_out]
    values = [field.value for field in fields]
    if not any(field.role == "ref" for field in fields):
        values = list(map(_numbered_value, fields))
    yield Row(tuple(values), fields[-1].row.line, left_out=tuple(left_out))


def _numbered_value(field: _Field) -> str:
    """Return the value of a field, with the number of a name such as Recommendation 3 before it."""
    match = _NAMES_ITSELF.fullmatch(field.name)
    if not match or not field.value or split_number(field.value)[0]:
        return field.value
    return f"{match['number']}. {field.value}"


def _heading_of(field: _Field) -> str:
    if _NAMES_ITSELF.fullmatch(field.name):
        return "Title"
    return field.name


def _with_lead(block: list[Row], before: Sequence[Sequence[Row]]) -> list[Row]:
    """Return a table with the lead of the fields above it, if it has no column of leads."""
    if block[0].outside or not _heads_columns(block[0]):
        return block
    lead = _lead_above(before)
    roles = {role_of_heading(cell)[0] for cell in block[0].cells}
    if not lead or "lead" in roles:
        return block
    rows = []
    for place, row in enumerate(block):
        cell = lead.value if place else lead.name
        if len(row.filled()) < _COLUMNS and place:
            cell = ""
        rows.append(replace(row, cells=(*row.cells, cell)))
    return rows


def _lead_above(before: Sequence[Sequence[Row]]) -> _Field | None:
    """Return the lead of the table of fields that stands next above, None without one."""
    for block in reversed(before):
        if not block[0].outside:
            leads = [field for field in _pairs_of(block) if field.role == "lead" and field.value]
            return leads[0] if leads else None
        if any(row.cells[0].startswith("#") for row in block):
            return None
    return None
