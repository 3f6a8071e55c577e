"""What can be exported, in which formats, and how it is prepared and written, without Textual."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal, cast

from msgspec import Struct

from plan_data.errors import Refused
from plan_data.text import plural
from store.board.boards import find_board
from store.board.tabled import file_orders, last_tabled
from store.checklist.checklist import ChecklistItem
from store.checklist.meetings import meetings_of
from store.dates import format_day
from store.query.filters import Filter
from store.query.reporting_period import position_before
from tui.app.dialogs.changes_since import parse_day_before
from tui.app.workspace import Workspace
from tui.config.typed_values import typed_path
from tui.files import real_path, refuse_journal, write_file
from tui.formats.registry import LIST_ENDINGS, LIST_ROWS, app_endings, render_list
from tui.reports.build import build_report
from tui.reports.context import ReportKind, ReportRequest
from tui.reports.registry import REPORTS
from tui.reports.renderers.registry import REPORT_ENDINGS, REPORT_ROWS, render_report

_LONGEST_NAME = 60
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")


class ExportOption(Struct, frozen=True):
    """One thing to export. The first of its endings is the usual one.

    `is_of_all` says whether it is of the full plan unless the user chooses otherwise. `prepared` is
    what to write if nothing has to be computed for it.
    """

    name: ReportKind | Literal["list", "minutes"]
    label: str
    description: str
    endings: tuple[str, ...] = app_endings(REPORT_ROWS)
    is_of_all: bool = True
    prepared: "PreparedExport | None" = None

    @property
    def is_report(self) -> bool:
        """Whether it is a report to the Board, and not a list or the minutes of a meeting."""
        return self.name in REPORTS


def _report_option(kind: ReportKind) -> ExportOption:
    report = REPORTS[kind]
    return ExportOption(kind, report.label, report.description, is_of_all=report.covers_plan)


EXPORT_OPTIONS = (
    *map(_report_option, REPORTS),
    ExportOption(
        "list",
        "List in view",
        "the items as they are, as a table",
        app_endings(LIST_ROWS),
        is_of_all=False,
    ),
)


class InView(Struct, frozen=True):
    """The items in view, and what limits them to fewer than all.

    `board` is the name of the board that a paper is for, "" for the plan's first.
    """

    items: tuple[ChecklistItem, ...]
    filter: Filter = Filter()
    words: str = ""
    board: str = ""

    @property
    def is_all(self) -> bool:
        """Whether nothing limits them."""
        return self.filter == Filter() and not self.words

    @property
    def label(self) -> str:
        """What they are, in words."""
        codes = (self.filter.pathways, self.filter.leads, self.filter.tags)
        limits = [" or ".join(alternatives) for alternatives in codes if alternatives]
        if self.words:
            limits.append(f"'{self.words}'")
        if not limits:
            return "the whole plan"
        return f"{plural(len(self.items), 'item')} of {' with '.join(limits)}"


class ExportChoice(Struct, frozen=True):
    """What the user chose to export, and of which items."""

    option: ExportOption
    of_all: bool
    compare_with: date | None = None
    prepared_by: str = ""
    marking: str = ""


class PreparedExport(Struct, frozen=True):
    """What is ready to be written.

    `endings` are the names of its formats by the ending of a file. `render` takes the name of a
    format and, for text, a width in columns.
    """

    endings: Mapping[str, str]
    render: Callable[..., str | bytes]

    def preview(self, width: int) -> str:
        """Return it as text, wrapped at `width` columns."""
        content = self.render("text", width)
        if isinstance(content, bytes):
            return content.decode()
        return content


def prepare_export(workspace: Workspace, in_view: InView, choice: ExportChoice) -> PreparedExport:
    """Compute what was chosen; nothing is written.

    Raises:
        Refused: if it is to be compared with a day that is not before the date in view.

    """
    if choice.option.prepared is not None:
        return choice.option.prepared
    if not choice.option.is_report:
        render = partial(render_list, workspace.checklist, in_view.items)
        return PreparedExport(LIST_ENDINGS, render)
    limits = in_view
    if choice.of_all:
        limits = InView((), board=in_view.board)
    request = ReportRequest(
        kind=cast("ReportKind", choice.option.name),  # as `is_report` says
        board=limits.board,
        compare_with=choice.compare_with,
        filter=limits.filter,
        words=limits.words,
        prepared_by=choice.prepared_by.strip(),
        marking=choice.marking.strip(),
        missing_journal=workspace.settings.missing_journal_name,
    )
    orders = file_orders(workspace.settings.paths.journal, workspace.loaded.about.id)
    document = build_report(workspace.checklist, workspace.contents.entries, request, orders)
    return PreparedExport(REPORT_ENDINGS, partial(render_report, document))


def write_export(
    workspace: Workspace, prepared: PreparedExport, typed: str, *, replace: bool = False
) -> Path:
    """Write an export to the file that was typed, completely or not at all; return its full path.

    A file that exists is replaced only with `replace`.

    Raises:
        ExistsAlready: if the file exists and is not to be replaced.
        Refused: if its name does not say which format.
        MissingExtra: if the format's library is not installed.
        Unusable: if it cannot be written.

    """
    path = typed_path(typed)
    format_name = _format_of(path, prepared.endings)
    refuse_journal(path, workspace.settings.paths.journal)
    content = prepared.render(format_name)
    if isinstance(content, str):
        content = content.encode("utf-8", "replace")
    write_file(path, content, force=replace)
    return real_path(path)


def _format_of(path: Path, endings: Mapping[str, str]) -> str:
    ending = path.suffix.lower()
    if ending in endings:
        return endings[ending]
    raise Refused(
        f"'{path.name}' does not say which format: end the name with {', '.join(endings)}."
    )


def suggest_file_name(workspace: Workspace, option: ExportOption, ending: str) -> str:
    """Return a name for the file, without what a plan's id may have and a name cannot."""
    plan = _NOT_IN_NAMES.sub("-", workspace.loaded.about.id)[:_LONGEST_NAME].strip(".-")
    return f"{plan or 'plan'}-{option.name}-{workspace.as_of.isoformat()}{ending}"


def default_comparison(workspace: Workspace, board: str) -> str:
    """Return the day that a board's report is compared with unless another is given.

    It is empty if what was tabled last is compared with.
    """
    checklist = workspace.checklist
    name = find_board(checklist.loaded, checklist.calendar, board).board
    if last_tabled(checklist, name, workspace.as_of) is not None:
        return ""
    calendar = meetings_of(checklist.calendar, name)
    return format_day(position_before(calendar, workspace.as_of, checklist.loaded.year))


def parse_comparison(workspace: Workspace, typed: str) -> date | None:
    """Return the day that was typed to compare with, None if none was.

    Raises:
        Refused: if it is no date, or not before the date in view.

    """
    if not typed.strip():
        return None
    return parse_day_before(workspace, typed)
