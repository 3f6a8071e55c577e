"""`milepost report`: the Board's papers, in each report format."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from plan_data.errors import ExitCode, Refused
from tui.cli.options import add_filter_options, add_output_options, add_plan_options
from tui.cli.output import is_stdout
from tui.cli.progress import Progress
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.reports.build import build_report
from tui.reports.context import GROUPINGS, PURPOSES, REPORT_KINDS, ReportRequest
from tui.reports.renderers.registry import (
    BINARY_FORMATS,
    REPORT_ENDINGS,
    REPORT_FORMATS,
    render_report,
)

# Formats of other office programs, and the format to write instead, which those programs open.
_OFFICE_FORMATS = {".doc": "docx", ".odt": "docx", ".rtf": "docx", ".xls": "xlsx", ".ods": "xlsx"}


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
        "--compare-with",
        "--since",
        metavar="DATE",
        help="the last report's date (default: the last Board meeting before, else the end of the quarter before)",
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
    add_plan_options(parser)
    add_output_options(parser, REPORT_FORMATS)
    parser.set_defaults(format="")  # the session would choose among the formats of a list


def run_report(session: Session) -> ExitCode:
    """Write a report to stdout or the file of `-o`; the journal stays as it is."""
    report_format = _choose_format(session)
    with Progress(4) as progress:
        progress.step("reading the plan")
        request = _request(session)
        progress.step("reading the journal")
        entries = session.contents.entries
        progress.step("comparing")
        document = build_report(session.checklist, entries, request)
        progress.step("laying out")
        content = render_report(document, report_format)
    session.write(content)
    return session.finish()


def _request(session: Session) -> ReportRequest:
    args = session.args
    return ReportRequest(
        kind=args.kind,
        compare_with=session.date_of(args.compare_with),
        filter=session.filter(),
        words=session.filter_words(),
        group_by=args.group_by,
        prepared_by=args.prepared_by,
        marking=args.marking,
        purpose=args.purpose,
    )


def _choose_format(session: Session) -> str:
    """Return the format that was given, else that of the output file's ending, else text."""
    output = session.args.output
    ending = Path(output or "").suffix.lower()
    if ending == ".pdf":
        raise Refused(
            "a PDF is printed from the HTML: write -o paper.html, open it in a browser and print to PDF."
        )
    given: str = session.args.format
    if ending in _OFFICE_FORMATS and not given:
        instead = _OFFICE_FORMATS[ending]
        raise Refused(
            f"no paper is written as {ending}: write -o paper.{instead}, which opens there too."
        )
    chosen = given or REPORT_ENDINGS.get(ending, "text")
    if chosen in BINARY_FORMATS and is_stdout(output) and sys.stdout.isatty():
        raise Refused(
            f"{chosen} is not for a terminal: name a file with -o, such as -o paper.{chosen}."
        )
    return chosen


COMMANDS = {"report": Command(add_report, run_report)}
