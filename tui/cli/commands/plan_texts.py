"""Commands for what a plan has beside its delivery table: its tables, and promises in its text."""

from argparse import ArgumentParser

from plan_data.errors import ExitCode
from plan_data.model import Table
from store.query.commitments import CommitmentFilter
from store.query.filters import find_lead, find_pathway, find_tag
from store.query.plan_parts import find_tables
from tui.cli.options import add_output_options, add_plan_options
from tui.cli.output import print_message
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.formats import plan_part_json, plan_tables
from tui.formats.plan_part_text import PAGE_WIDTH

_TABLE_FORMATS = ("text", "json", "csv")


def add_tables(parser: ArgumentParser) -> None:
    """Declare the arguments of `tables`."""
    parser.add_argument(
        "name", metavar="NAME", nargs="?", help="words of a table's title, or its indicator"
    )
    add_plan_options(parser)
    add_output_options(parser, _TABLE_FORMATS)


def run_tables(session: Session) -> ExitCode:
    """Print a line for each table of the plan, or the one table that is named."""
    about = session.loaded.about
    tables = list(about.tables)
    if session.args.name:
        tables = find_tables(about, session.args.name)
    if session.wants_json:
        session.write(plan_part_json.tables_json(about, tables))
    elif session.args.name and len(tables) == 1:
        _write_table(session, tables[0])
    elif session.args.format == "csv":
        session.write(plan_tables.tables_csv(tables))
    else:
        session.write_text(plan_tables.tables_text(tables))
    if not tables:
        print_message("this plan's file has no tables.")
    return session.report_problems(session.loaded.problems)


def _write_table(session: Session, table: Table) -> None:
    if session.args.format == "csv":
        session.write(plan_tables.table_csv(table))
        return
    width = session.text_width(PAGE_WIDTH)
    session.write_text(plan_tables.table_text(table, width))


def add_commitments(parser: ArgumentParser) -> None:
    """Declare the arguments of `commitments`."""
    for option, text in (
        ("--pathway", "a pathway, or 'not stated'"),
        ("--lead", "a lead agency, or 'not stated'"),
        ("--tag", "a tag, such as women"),
    ):
        parser.add_argument(option, metavar="CODE", action="append", default=[], help=text)
    parser.add_argument("--text", metavar="T", help="words in the promise, its group or its note")
    add_plan_options(parser)
    add_output_options(parser)


def run_commitments(session: Session) -> ExitCode:
    """Print the promises in the plan's text, under their headings."""
    args, about = session.args, session.loaded.about
    wanted = CommitmentFilter(
        pathways=tuple([find_pathway(about, typed) for typed in args.pathway]),
        leads=tuple([find_lead(about, typed) for typed in args.lead]),
        tags=tuple([find_tag(about, typed) for typed in args.tag]),
        text=args.text or "",
    )
    commitments = wanted.select(about.commitments)
    if session.wants_json:
        session.write(plan_part_json.commitments_json(about, commitments))
    else:
        session.write_text(plan_tables.commitments_text(commitments, about))
    if not about.commitments:
        print_message("this plan's file has no commitments: promises outside its delivery table.")
    elif not commitments:
        print_message("none of this plan's commitments fits these filters.")
    return session.report_problems(session.loaded.problems)


COMMANDS = {
    "tables": Command(add_tables, run_tables),
    "commitments": Command(add_commitments, run_commitments),
}
