"""The formats of a report, one row each; a format's module and library are imported only when used.

To add a format, write a module here with a `RENDERER` and add its row: the command and the
app offer it then.
"""

from plan_data.errors import Refused
from tui.formats.registry import OutputFormat, load_renderer, names_by_ending
from tui.reports.document import ReportDocument

PAGE_WIDTH = 100  # columns of a report as text
_RENDERERS = "tui.reports.renderers"

REPORT_ROWS = (
    OutputFormat("text", (".txt",), f"{_RENDERERS}.report_plain_text", 6, takes_width=True),
    OutputFormat("md", (".md",), f"{_RENDERERS}.report_markdown", 5),
    OutputFormat("html", (".html", ".htm"), f"{_RENDERERS}.report_html", 1, has_pages=True),
    OutputFormat("csv", (".csv",), f"{_RENDERERS}.report_csv", 7, has_files=True),
    OutputFormat("json", (".json",), f"{_RENDERERS}.report_json", 8),
    OutputFormat("ics", (".ics",), f"{_RENDERERS}.report_ics", 9),
    OutputFormat(
        "xlsx",
        (".xlsx",),
        f"{_RENDERERS}.report_xlsx",
        4,
        is_binary=True,
        extra="office",
        libraries=("xlsxwriter",),
    ),
    OutputFormat(
        "pdf",
        (".pdf",),
        f"{_RENDERERS}.report_pdf",
        3,
        is_binary=True,
        has_pages=True,
        extra="pdf",
        libraries=("typst",),
    ),
    OutputFormat(
        "docx",
        (".docx",),
        f"{_RENDERERS}.report_docx",
        2,
        is_binary=True,
        has_pages=True,
        extra="office",
        libraries=("docx", "typst"),
    ),
)

REPORT_FORMATS = tuple(row.name for row in REPORT_ROWS)
REPORT_ENDINGS = names_by_ending(REPORT_ROWS)
FOLDER_FORMATS = frozenset(row.name for row in REPORT_ROWS if row.has_files)
PAGE_FORMATS = frozenset(row.name for row in REPORT_ROWS if row.has_pages)
BINARY_FORMATS = frozenset(row.name for row in REPORT_ROWS if row.is_binary)
_BY_NAME = {row.name: row for row in REPORT_ROWS}


class MissingExtra(Refused):
    """A format needs a library that is not installed."""


def render_report(
    document: ReportDocument, format_name: str, width: int = PAGE_WIDTH
) -> str | bytes:
    """Return `document` in one of `REPORT_FORMATS`; only plain text is wrapped at `width` columns.

    Raises:
        MissingExtra: if the format's library is not installed.

    """
    row = _BY_NAME[format_name]
    try:
        renderer = load_renderer(row)
        if row.takes_width:
            return renderer(document, width)
        return renderer(document)
    except ModuleNotFoundError as error:
        if error.name not in row.libraries:
            raise
        raise MissingExtra(
            f"{format_name} needs the extra for {row.extra} files:"
            f' run pip install "milepost[{row.extra}]", or take html instead.'
        ) from error


def render_report_files(document: ReportDocument, format_name: str) -> dict[str, bytes]:
    """Return the files of `document` in one of `FOLDER_FORMATS`, by name: one for each table."""
    from importlib import import_module

    module = import_module(_BY_NAME[format_name].module)
    files: dict[str, bytes] = module.FILES_RENDERER(document)
    return files
