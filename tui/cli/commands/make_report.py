"""The command `report`: a Board's paper, in the formats that people use."""

import sys
from argparse import ArgumentParser
from pathlib import Path

from plan_data.errors import Refused
from tui.cli.options import add_filters, add_output, add_where
from tui.cli.progress import Progress
from tui.cli.session import Session
from tui.config.saved_filters import saved_words
from tui.config.typed_values import parse_date
from tui.reports.build import build_report
from tui.reports.context import GROUPINGS, PURPOSES, REPORT_KINDS, ReportRequest
from tui.reports.renderers.registry import BINARY_FORMATS, REPORT_ENDINGS, REPORT_FORMATS, render_report

_OTHER_OFFICE = {".doc": "docx", ".odt": "docx", ".rtf": "docx", ".xls": "xlsx", ".ods": "xlsx"}


def add_report(parser: ArgumentParser) -> None:
    """Declare `report`."""
    parser.add_argument(
        "kind", metavar="KIND", choices=REPORT_KINDS, help=f"{', '.join(REPORT_KINDS[:-1])} or {REPORT_KINDS[-1]}"
    )
    parser.add_argument(
        "--compare-with",
        "--since",
        metavar="DATE",
        help="the last report's date (default: the last Board meeting before, else the end of the quarter before)",
    )
    parser.add_argument("--group-by", choices=GROUPINGS, help="the groups of the checklist (default: priority)")
    parser.add_argument("--prepared-by", metavar="WHO", default="", help="who prepared it, for the header")
    parser.add_argument("--marking", metavar="T", default="", help="a marking, for the header")
    parser.add_argument(
        "--purpose", choices=PURPOSES, help="what the Board is to do with it (default of exception: decision)"
    )
    add_filters(parser)
    add_where(parser)
    add_output(parser, REPORT_FORMATS)
    parser.set_defaults(format="")  # a paper has more endings than a list


def run_report(session: Session) -> int:
    """Make a paper and write it to where -o says; nothing is recorded."""
    layout = _layout(session)
    with Progress(4) as bar:
        bar.step("reading the plan")
        request = _request(session)
        bar.step("reading the journal")
        entries = session.contents.entries
        bar.step("comparing")
        paper = build_report(session.checklist, entries, request)
        bar.step("laying out")
        content = render_report(paper, layout)
    session.write(content)
    return session.finish()


def _request(session: Session) -> ReportRequest:
    args = session.args
    return ReportRequest(
        kind=args.kind,
        compare_with=parse_date(args.compare_with, session.settings.clock.today) if args.compare_with else None,
        filter=session.filter(),
        words=saved_words(session.settings.preferences, args.words) if args.words else "",
        group_by=args.group_by,
        prepared_by=args.prepared_by,
        marking=args.marking,
        purpose=args.purpose,
    )


def _layout(session: Session) -> str:
    target = session.args.output or "-"
    ending = Path(target).suffix.lower()
    if ending == ".pdf":
        raise Refused("a PDF is printed from the HTML: write -o paper.html, open it in a browser and print to PDF.")
    if ending in _OTHER_OFFICE and not session.args.format:
        raise Refused(
            f"no paper is written as {ending}: write -o paper.{_OTHER_OFFICE[ending]}, which opens there too."
        )
    layout: str = session.args.format or REPORT_ENDINGS.get(ending, "text")
    if layout in BINARY_FORMATS and target == "-" and sys.stdout.isatty():
        raise Refused(f"{layout} is not for a terminal: name a file with -o, such as -o paper.{layout}.")
    return layout
