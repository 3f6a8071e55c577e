"""The command that converts a region's delivery table into a plan file."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from plan_data.errors import ExitCode
from tui.cli.options import PLAN_FILE_FORMATS
from tui.cli.output import print_message
from tui.cli.registry import Command
from tui.cli.session import Session

_LONGEST_COMMENT = 20_000  # characters of a plan file in which choices of columns are searched


def add_import(parser: ArgumentParser) -> None:
    """Declare the arguments of `import`."""
    parser.add_argument(
        "table", metavar="TABLE", help="a CSV, tab-separated, Markdown, XLSX or DOCX file"
    )
    parser.add_argument(
        "--id", dest="plan_id", metavar="ID", help="the plan's id, such as wales-2010-11"
    )
    parser.add_argument("--title", metavar="TITLE", help="the plan's title")
    parser.add_argument(
        "--year", metavar="YEAR", help="the plan's year, such as 2010/11, 2024 or 2021 to 2025"
    )
    parser.add_argument(
        "--table",
        dest="number",
        metavar="N",
        type=int,
        help="which of a file's sheets or tables",
    )
    parser.add_argument(
        "--column",
        dest="columns",
        metavar="HEADING=ROLE",
        action="append",
        default=[],
        help="what a column holds, such as 'Deliverable=objective'; kept in the plan file",
    )
    parser.add_argument(
        "--preview",
        action="store_true",
        help="show what each column is read as, and write nothing",
    )
    parser.add_argument(
        "-o", "--output", metavar="PLAN.yaml", help="the plan file to write; - is stdout"
    )
    parser.add_argument("--force", action="store_true", help="replace a file that exists")
    parser.set_defaults(formats=PLAN_FILE_FORMATS)


def run_import(session: Session) -> ExitCode:
    """Write a table's plan file, and list what was certain, guessed or left out."""
    from plan_data.table_import.importer import ImportOptions, import_table
    from tui.wording.import_text import column_text

    args = session.args
    options = ImportOptions(
        plan=args.plan_id,
        title=args.title,
        year=args.year,
        table=args.number,
        columns=tuple(args.columns) or _kept_choices(args.output),
    )
    imported = import_table(Path(args.table), options)
    for reading in imported.columns:
        print_message(f"column: {column_text(reading)}")
    if not args.preview:
        session.write(imported.text)
    _print_findings("sure", imported.report.sure)
    _print_findings("guessed", imported.report.guessed)
    _print_findings("left for you", imported.report.left)
    return ExitCode.OK


def _kept_choices(output: str | None) -> tuple[str, ...]:
    """Return the choices of columns in the comment of the plan file that is replaced."""
    from plan_data.table_import.importer import choices_in_plan

    if not output or output == "-":
        return ()
    try:
        with Path(output).open(encoding="utf-8") as stream:
            text = stream.read(_LONGEST_COMMENT)
    except (OSError, ValueError):
        return ()
    return tuple(choices_in_plan(text))


def _print_findings(label: str, sentences: Sequence[str]) -> None:
    for sentence in sentences or ["nothing"]:
        print_message(f"{label}: {sentence}")


COMMANDS = {"import": Command(add_import, run_import)}
