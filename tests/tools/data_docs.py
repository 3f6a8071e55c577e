"""Write the list of tables in docs/data.md from the schema: python -m tests.tools.data_docs."""

import re
from pathlib import Path

from tui.handover.data_schema import TABLES

DOCS = Path(__file__).parents[2] / "docs" / "data.md"
_LIST = re.compile(
    r"(?<=counts of milestones if `decides` is 1\.\n\n).*?(?=## Ten questions)", re.DOTALL
)


def tables_text() -> str:
    """Return the tables in Markdown, each with its key and columns."""
    text = ""
    for table in TABLES:
        key = ", ".join([f"`{name}`" for name in table.key])
        text += f"### {table.name}\n\n{table.description.capitalize()}. Key: {key}.\n\n"
        text += "| column | type | meaning |\n|---|---|---|\n"
        for column in table.columns:
            text += f"| `{column.name}` | {column.type.lower()} | {column.description} |\n"
        text += "\n"
    return text


def with_tables(page: str) -> str:
    """Return the page with the list of tables that the schema has."""
    return _LIST.sub(lambda _: tables_text(), page)


if __name__ == "__main__":
    DOCS.write_text(with_tables(DOCS.read_text(encoding="utf-8")), encoding="utf-8")
