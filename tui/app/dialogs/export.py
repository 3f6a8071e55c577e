"""What can be exported, in which formats, and how it is made and written. It knows no Textual."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal

from msgspec import Struct

from plan_data.errors import Refused
from store.checklist.checklist import ChecklistItem
from store.dates import format_day
from store.query.filters import Filter
from store.query.reporting_period import position_before
from tui.app.dialogs.changes_since import parse_day_before
from tui.app.workspace import Workspace
from tui.config.typed_values import typed_path
from tui.files import refuse_journal, write_file
from tui.formats import registry as plain
from tui.reports.build import build_report
from tui.reports.context import ReportKind, ReportRequest
from tui.reports.registry import REPORTS
from tui.reports.renderers.registry import REPORT_ENDINGS, render_report
from tui.wording.counts import plural

ExportContent = str | bytes
_PAPER = (".html", ".docx", ".xlsx", ".md", ".txt", ".csv", ".json", ".ics")
_LONGEST_NAME = 60
_PAPER_WIDTH = 100  # of its text


class ExportOption(Struct, frozen=True):
    """One thing to export; the first of its endings is the usual one. The list in view is no paper of the Board's."""

    name: ReportKind | Literal["list"]
    label: str
    description: str
    endings: tuple[str, ...] = _PAPER
    is_of_all: bool = True


def _report_option(kind: ReportKind) -> ExportOption:
    report = REPORTS[kind]
    return ExportOption(kind, report.label, report.description, is_of_all=report.covers_plan)


EXPORT_OPTIONS = (
    *map(_report_option, REPORTS),
    ExportOption(
        "list",
        "List in view",
        "the items as they are, as a table",
        (".csv", ".md", ".txt", ".json"),
        is_of_all=False,
    ),
)


class InView(Struct, frozen=True):
    """The items in view, and what limits them to fewer than all."""

    items: tuple[ChecklistItem, ...]
    filter: Filter = Filter()
    words: str = ""

    @property
    def is_all(self) -> bool:
        """Whether nothing limits them."""
        return self.filter == Filter() and not self.words

    @property
    def label(self) -> str:
        """What they are, in words."""
        limits = [*self.filter.pathways, *self.filter.leads, *([f"'{self.words}'"] if self.words else [])]
        return f"{plural(len(self.items), 'item')} of {' with '.join(limits)}" if limits else "the whole plan"


class ExportChoice(Struct, frozen=True):
    """What is to be exported, and of which items."""

    offer: ExportOption
    of_all: bool
    compare_with: date | None = None
    prepared_by: str = ""
    marking: str = ""


class PreparedExport(Struct, frozen=True):
    """What is ready to be written: how it reads as text, and its formats by the endings of a file's name."""

    text: str
    wrapped_at: int
    endings: Mapping[str, str]
    render: Callable[[str], ExportContent]


def prepare_export(workspace: Workspace, in_view: InView, choice: ExportChoice) -> PreparedExport:
    """Compute what was chosen; nothing is written.

    Raises:
        Refused: where it is to be compared with a day that is not before the date in view.

    """
    if choice.offer.name == "list":
        listed = partial(plain.render_list, workspace.checklist, in_view.items)
        return PreparedExport(_text(listed("text")), 0, plain.LIST_ENDINGS, listed)
    part = InView(()) if choice.of_all else in_view
    request = ReportRequest(
        kind=choice.offer.name,
        compare_with=choice.compare_with,
        filter=part.filter,
        words=part.words,
        prepared_by=choice.prepared_by.strip(),
        marking=choice.marking.strip(),
    )
    paper = partial(render_report, build_report(workspace.checklist, workspace.contents.entries, request))
    return PreparedExport(_text(paper("text")), _PAPER_WIDTH, REPORT_ENDINGS, paper)


def write_export(workspace: Workspace, made: PreparedExport, typed: str) -> Path:
    """Write what was made to the file that was typed, whole or not at all, and return its full path.

    Raises:
        Refused: where its name does not say which format, or something is there already.
        MissingExtra: where the format's library is not installed.
        Unusable: where it cannot be written.

    """
    path = typed_path(typed)
    ending = path.suffix.lower()
    if ending == ".pdf" and ".html" in made.endings:
        raise Refused("a PDF is printed from the HTML: end the name with .html, and print that from a browser.")
    if ending not in made.endings:
        raise Refused(f"'{path.name}' does not say which format: end the name with {', '.join(made.endings)}.")
    refuse_journal(path, workspace.settings.paths.journal)
    content = made.render(made.endings[ending])
    write_file(path, content.encode("utf-8", "replace") if isinstance(content, str) else content, force=False)
    return path.resolve()


def suggest_file_name(workspace: Workspace, offer: ExportOption, ending: str) -> str:
    """Return a name for the file; a plan's id may hold what no name can."""
    plan = re.sub(r"[^\w.-]+", "-", workspace.loaded.about.id)[:_LONGEST_NAME].strip(".-") or "plan"
    return f"{plan}-{offer.name}-{workspace.as_of.isoformat()}{ending}"


def default_comparison(workspace: Workspace) -> str:
    """Return the day that a report is compared with unless another is named."""
    return format_day(position_before(workspace.checklist.meetings, workspace.as_of))


def parse_comparison(workspace: Workspace, typed: str) -> date | None:
    """Return the day that was typed to compare with, None where none was.

    Raises:
        Refused: where it is no date, or not before the date in view.

    """
    return parse_day_before(workspace, typed) if typed.strip() else None


def _text(content: ExportContent) -> str:
    return content if isinstance(content, str) else content.decode()
