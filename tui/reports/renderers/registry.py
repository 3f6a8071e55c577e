"""A paper in the format that is asked for; each format's module, and its library, is imported only then."""

from importlib import import_module

from plan_data.errors import Refused
from tui.reports.document import ReportDocument

REPORT_FORMATS = ("text", "md", "html", "csv", "json", "ics", "xlsx", "docx")
REPORT_ENDINGS = {
    ".txt": "text", ".md": "md", ".html": "html", ".htm": "html", ".csv": "csv", ".json": "json", ".ics": "ics",
    ".xlsx": "xlsx", ".docx": "docx",
}  # fmt: skip
BINARY_FORMATS = frozenset({"xlsx", "docx"})  # archives, which no terminal can show
_OFFICE_LIBRARIES = frozenset({"xlsxwriter", "openpyxl", "docx"})
_NAMES = {"md": "markdown"}
_MODULES = {"text": "plain_text"}


class MissingExtra(Refused):
    """A format needs a library that is not installed."""


def render_report(paper: ReportDocument, layout: str) -> str | bytes:
    """Return `paper` in one of `REPORT_FORMATS`.

    Raises:
        MissingExtra: where the format's library is not installed.

    """
    name = _NAMES.get(layout, layout)
    try:
        module = import_module(f"tui.reports.renderers.report_{_MODULES.get(name, name)}")
        content: str | bytes = getattr(module, f"render_{name}")(paper)
    except ModuleNotFoundError as error:
        if error.name in _OFFICE_LIBRARIES:
            raise MissingExtra(
                f'{layout} needs the extra for office files: run pip install "milepost[office]", or take html instead.'
            ) from error
        raise
    return content
