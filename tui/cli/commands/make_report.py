"""`milepost report`: the Board's papers, in each report format."""

import sys
from argparse import ArgumentParser

from plan_data.errors import ExitCode, Refused
from store.board.tabled import FileOrders, file_orders
from tui.cli.options import add_filter_options, add_output_options, add_plan_options
from tui.cli.output import is_stdout
from tui.cli.progress import Progress
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.reports.build import build_report
from tui.reports.context import (
    GROUPINGS,
    NO_ORDERS,
    PURPOSES,
    REPORT_KINDS,
    ReportKind,
    ReportRequest,
)
from tui.reports.renderers.registry import (
    BINARY_FORMATS,
    REPORT_FORMATS,
    render_report,
)


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


def add_paper_options(parser: ArgumentParser) -> None:
    """Declare the options that say what is in a paper, for `report` and `board table`."""
    parser.add_argument(
        "--compare-with",
        "--since",
        metavar="DATE",
        help="the last report's date (default: the last Board meeting before, else the end of"
        " the quarter before)",
    )
    parser.add_argument(
        "--group-by", choices=GROUPINGS, help="the groups of the checklist (default: priority)"
    )
    parser.add_argument(
        "--prepared-by", metavar="WHO", default="", help="who prepared it, for the header"
    )
    parser.add_argument("--marking", metavar="T", default="", help="a marking, for the header")
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
    with Progress(4) as progress:
        progress.step("reading the plan")
        request = paper_request(session, session.args.kind)
        progress.step("reading the journal")
        entries = session.contents.entries
        progress.step("comparing")
        document = build_report(session.checklist, entries, request, _file_orders(session))
        progress.step("laying out")
        content = render_report(document, report_format)
    session.write(content)
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
        missing_journal=session.settings.missing_journal_name,
    )


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
