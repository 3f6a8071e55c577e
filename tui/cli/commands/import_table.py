"""The command that reads a region's delivery table into a plan file."""

from argparse import ArgumentParser
from pathlib import Path

from plan_data.errors import ExitCode
from tui.cli.output import print_message
from tui.cli.session import Session


def add_import(parser: ArgumentParser) -> None:
    """Declare `import`."""
    parser.add_argument("table", metavar="TABLE", help="a CSV, tab-separated, Markdown, XLSX or DOCX file")
    parser.add_argument("--id", dest="plan_id", metavar="ID", help="the plan's id, such as wales-2010-11")
    parser.add_argument("--title", metavar="TITLE", help="the plan's title")
    parser.add_argument("--year", metavar="YEAR", help="the plan's financial year, such as 2010/11")
    parser.add_argument("--table", dest="number", metavar="N", type=int, help="which of a file's sheets or tables")
    parser.add_argument("-o", "--output", metavar="PLAN.yaml", help="the plan file to write; - is stdout")
    parser.add_argument("--force", action="store_true", help="replace a file that exists")


def run_import(session: Session) -> int:
    """Write the plan of a table, and say what was sure, guessed and left."""
    from plan_data.table_import.importer import ImportOptions, import_table

    args = session.args
    asked = ImportOptions(args.plan_id, args.title, args.year, args.number)
    imported = import_table(Path(args.table), asked)
    session.write(imported.text)
    report = imported.report
    for word, told in (("sure", report.sure), ("guessed", report.guessed), ("left for you", report.left)):
        for sentence in told or ["nothing"]:
            print_message(f"{word}: {sentence}")
    return ExitCode.OK
