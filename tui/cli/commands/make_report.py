"""`milepost report`: the Board's papers, in each report format."""

import sys
from argparse import ArgumentParser, BooleanOptionalAction
from pathlib import Path

from plan_data.errors import ExitCode, Refused, os_reason
from plan_data.text import clean, plural
from store.board.tabled import FileOrders, file_orders
from tui.cli.file_endings import format_for
from tui.cli.options import add_filter_options, add_output_options, add_plan_options
from tui.cli.output import is_stdout, print_message, write_answer
from tui.cli.progress import Progress
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.files import real_path, write_files
from tui.reports.annexes import annexes_alone, with_or_without_annexes
from tui.reports.build import build_report
from tui.reports.context import (
    GROUPINGS,
    NO_ORDERS,
    PURPOSES,
    REPORT_KINDS,
    ReportKind,
    ReportRequest,
)
from tui.reports.document import ReportDocument
from tui.reports.renderers.registry import (
    BINARY_FORMATS,
    FOLDER_FORMATS,
    PAGE_WIDTH,
    REPORT_FORMATS,
    render_report,
    render_report_files,
)

ReportContent = str | bytes | dict[str, bytes]  # the last: files by name


def add_report(parser: ArgumentParser) -> None:
    """Declare the arguments of `report`."""
    *first_kinds, last_kind = REPORT_KINDS
    parser.add_argument(
        "kind",
        metavar="KIND",
        choices=REPORT_KINDS,
        help=f"{', '.join(first_kinds)} or {last_kind}",
    )
    parser.add_argument(
        "--board", metavar="NAME", default="", help="whose paper it is (default: the first board)"
    )
    add_paper_options(parser)
    add_plan_options(parser)
    add_output_options(parser, REPORT_FORMATS)
    parser.set_defaults(folder_formats=FOLDER_FORMATS)


def add_paper_options(parser: ArgumentParser) -> None:
    """Declare the options that say what is in a paper, for `report` and `board table`."""
    parser.add_argument(
        "--compare-with",
        "--since",
        metavar="DATE",
        help="the date to compare with (default: the paper that was tabled last, else the last"
        " Board meeting, else the end of the quarter before)",
    )
    parser.add_argument(
        "--group-by", choices=GROUPINGS, help="the groups of the checklist (default: priority)"
    )
    parser.add_argument(
        "--prepared-by", metavar="WHO", default="", help="who prepared it, for the header"
    )
    parser.add_argument("--marking", metavar="T", default="", help="a marking, for the header")
    parser.add_argument(
        "--opening",
        metavar="TEXT|@FILE",
        default="",
        help="the programme office's own first sentences, or a text file with them",
    )
    parser.add_argument(
        "--annex",
        action=BooleanOptionalAction,
        default=None,
        help="with the annexes, or without (default: formats with pages leave them out)",
    )
    parser.add_argument(
        "--annex-file", metavar="FILE", help="write the annexes into a file of their own"
    )
    parser.add_argument(
        "--purpose",
        choices=PURPOSES,
        help="what the Board is to do with it (default of exception: decision)",
    )
    add_filter_options(parser)


def run_report(session: Session) -> ExitCode:
    """Write a report to stdout or the file of `-o`; the journal stays as it is."""
    report_format: str = session.args.format
    _refuse_binary_on_terminal(session, report_format)
    _refuse_annex_file(session)
    with Progress(4) as progress:
        progress.step("reading the plan")
        request = paper_request(session, session.args.kind)
        progress.step("reading the journal")
        entries = session.contents.entries
        progress.step("comparing")
        document = build_report(session.checklist, entries, request, _file_orders(session))
        progress.step("laying out")
        content = _render(session, document, report_format)
        annexes = _render_annexes(session, document)
    _write(session, content)
    if annexes is not None:
        write_answer(annexes, session.args.annex_file, force=session.args.force)
    if request.words or request.filter.text:
        session.selected_items()  # says which words nothing has
    return session.finish()


def paper_request(session: Session, kind: ReportKind) -> ReportRequest:
    """Return the request for a paper that the options describe."""
    args = session.args
    return ReportRequest(
        kind=kind,
        board=args.board,
        compare_with=session.past_date_of(args.compare_with),
        filter=session.filter(),
        words=session.filter_words(),
        group_by=args.group_by,
        prepared_by=args.prepared_by,
        marking=args.marking,
        purpose=args.purpose,
        opening=_opening(session),
        missing_journal=session.settings.missing_journal_name,
    )


def _opening(session: Session) -> str:
    """Return the opening as it was typed, or the text of the file that it names."""
    typed: str = session.args.opening
    if not typed.startswith("@") and not _is_file(typed):
        return typed
    path = Path(typed.removeprefix("@"))
    try:
        return clean(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not UTF-8 text"
        if isinstance(error, OSError):
            reason = os_reason(error)
        raise Refused(f"the opening '{path}' cannot be read ({reason}).") from error


def _is_file(typed: str) -> bool:
    """Return whether a text is the name of a file; a long text is not."""
    try:
        return Path(typed).is_file()
    except (OSError, ValueError):
        return False


def _render(session: Session, document: ReportDocument, report_format: str) -> ReportContent:
    """Return the report, with its annexes if they belong there and have no file of their own.

    For a folder, it is a file for each table.
    """
    annex: bool | None = session.args.annex
    if session.args.annex_file is not None:
        annex = False
    shown = with_or_without_annexes(document, report_format, annex=annex)
    if session.writes_folder:
        return render_report_files(shown, report_format)
    return render_report(shown, report_format, session.text_width(PAGE_WIDTH))


def _write(session: Session, content: ReportContent) -> None:
    """Write the report, and say where its other tables are to be had if it is one table alone."""
    if isinstance(content, dict):
        folder = Path(session.args.output)
        write_files(folder, content, force=session.args.force)
        print_message(f"{plural(len(content), 'file')} written to {real_path(folder)}")
        return
    session.write(content)
    if session.args.format in FOLDER_FORMATS:
        print_message(
            f"this is the main table of the {session.args.kind} report:"
            f" -f {session.args.format} -o FOLDER writes a file for each of its tables."
        )


def _render_annexes(session: Session, document: ReportDocument) -> str | bytes | None:
    """Return the annexes in the format that the ending of their file names, None without a file."""
    file: str | None = session.args.annex_file
    if file is None:
        return None
    annexes = annexes_alone(document)
    if not annexes.blocks:
        raise Refused(f"the {document.kind} report has no annexes for '{file}'.")
    return render_report(annexes, format_for(file, REPORT_FORMATS, None))


def _refuse_annex_file(session: Session) -> None:
    """Refuse a file for the annexes that exists, or that belongs to something else."""
    file: str | None = session.args.annex_file
    if file is None:
        return
    if is_stdout(file):
        raise Refused("the annexes need a file of their own: give --annex-file the name of one.")
    session.refuse_file(Path(file))
    if real_path(file) == real_path(session.args.output or ""):
        raise Refused(f"'{file}' is the file of the report: name another for the annexes.")


def _file_orders(session: Session) -> FileOrders:
    """Return the order of the entries in each journal file, if a paper was tabled."""
    if not any(entry.kind == "tabled" for entry in session.checklist.entries):
        return NO_ORDERS
    return file_orders(session.settings.paths.journal, session.loaded.about.id)


def _refuse_binary_on_terminal(session: Session, report_format: str) -> None:
    if report_format not in BINARY_FORMATS or not is_stdout(session.args.output):
        return
    if sys.stdout.isatty():
        raise Refused(
            f"{report_format} is not for a terminal: name a file with -o,"
            f" such as -o paper.{report_format}."
        )


COMMANDS = {"report": Command(add_report, run_report)}
