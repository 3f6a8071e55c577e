"""One row for each format of a report."""

import inspect
import sys
from collections import Counter

import pytest

from tests.tui.reports.renderers.documents import small_document
from tui.app.dialogs.export import EXPORT_OPTIONS
from tui.formats.registry import OutputFormat, app_endings, load_renderer
from tui.reports.renderers.registry import (
    BINARY_FORMATS,
    PAGE_FORMATS,
    REPORT_ENDINGS,
    REPORT_FORMATS,
    REPORT_ROWS,
    MissingExtra,
    render_report,
)

rows = pytest.mark.parametrize("row", REPORT_ROWS, ids=lambda row: row.name)


@rows
def test_the_module_of_every_row_renders_a_document(row: OutputFormat) -> None:
    parameters = ["document"]
    if row.takes_width:
        parameters.append("width")
    assert list(inspect.signature(load_renderer(row)).parameters) == parameters


@rows
def test_a_format_is_binary_if_its_row_says_so(row: OutputFormat) -> None:
    content = render_report(small_document(), row.name)
    is_binary = isinstance(content, bytes) and content.startswith((b"PK", b"%PDF"))
    assert row.is_binary == is_binary


@rows
def test_a_row_that_needs_an_extra_names_the_library_that_may_be_missing(row: OutputFormat) -> None:
    assert bool(row.extra) == bool(row.libraries)


def test_no_two_rows_have_a_name_an_ending_or_a_place_in_the_app_in_common() -> None:
    names = Counter(row.name for row in REPORT_ROWS)
    endings = Counter(ending for row in REPORT_ROWS for ending in row.endings)
    positions = Counter(row.app_position for row in REPORT_ROWS)
    assert {*names.values(), *endings.values(), *positions.values()} == {1}


def test_names_and_endings_are_those_of_the_rows() -> None:
    assert REPORT_FORMATS == ("text", "md", "html", "csv", "json", "ics", "xlsx", "pdf", "docx")
    assert [*REPORT_ENDINGS] == [
        ".txt", ".md", ".html", ".htm", ".csv", ".json", ".ics", ".xlsx", ".pdf",
        ".docx",
    ]  # fmt: skip
    assert REPORT_ENDINGS[".htm"] == "html"
    assert {"xlsx", "pdf", "docx"} == BINARY_FORMATS
    assert {"html", "pdf", "docx"} == PAGE_FORMATS


def test_the_app_offers_every_format_of_a_report() -> None:
    in_app = (".html", ".docx", ".pdf", ".xlsx", ".md", ".txt", ".csv", ".json", ".ics")
    assert app_endings(REPORT_ROWS) == in_app
    reports = [option for option in EXPORT_OPTIONS if option.is_report]
    assert {option.endings for option in reports} == {in_app}


@pytest.mark.parametrize("layout", ["pdf", "docx"])
def test_without_the_library_for_pages_it_says_which_extra_to_install(
    layout: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    for module in ("report_pdf", "report_docx", "docx_pictures"):
        monkeypatch.delitem(sys.modules, f"tui.reports.renderers.{module}", raising=False)
    extra = {"pdf": "pdf", "docx": "office"}[layout]
    with pytest.raises(MissingExtra, match=rf'pip install "milepost\[{extra}\]", or take html'):
        render_report(small_document(), layout)
