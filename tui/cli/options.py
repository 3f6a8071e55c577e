"""The options that several commands share, each declared once."""

from argparse import ArgumentParser
from collections.abc import Sequence

TEXT_AND_JSON = ("text", "json")


def add_where(parser: ArgumentParser) -> None:
    """Add which plan, whose journal and what date; each has an environment variable."""
    parser.add_argument("--plan", metavar="PLAN", help="a shipped plan's name or a plan file (MILEPOST_PLAN)")
    parser.add_argument("--journal", metavar="FOLDER", help="the journal's folder (MILEPOST_JOURNAL)")
    parser.add_argument("--as-of", metavar="DATE", help="the date that the answer is about (MILEPOST_AS_OF)")
    parser.add_argument(
        "--known-on", metavar="DATE", help="count only what had been recorded by then (MILEPOST_KNOWN_ON)"
    )
    parser.add_argument("--by", metavar="AUTHOR", help="who is writing (MILEPOST_BY)")


def add_app(parser: ArgumentParser) -> None:
    """Add how the app draws."""
    told = "draw with plain ASCII characters, for fonts that lack others (MILEPOST_ASCII)"
    parser.add_argument("--ascii", action="store_true", default=None, help=told)


def add_output(parser: ArgumentParser, formats: Sequence[str] = TEXT_AND_JSON) -> None:
    """Add in which format, and where to."""
    told = "the format of the answer (default: as the file's name ends, else text)"
    parser.add_argument("-f", "--format", choices=formats, help=told)
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file; - is stdout")
    parser.add_argument("--force", action="store_true", help="replace a file that exists")


def add_filters(parser: ArgumentParser) -> None:
    """Add what items must be to be shown; an option given twice asks for either."""
    parser.add_argument("--pathway", metavar="CODE", action="append", default=[], help="a pathway, or 'not stated'")
    parser.add_argument("--lead", metavar="CODE", action="append", default=[], help="a lead agency, or 'not stated'")
    parser.add_argument("--priority", metavar="N", action="append", default=[], help="a priority's or section's number")
    parser.add_argument("--status", metavar="S", action="append", default=[], help="a status, such as overdue")
    parser.add_argument("--due-before", metavar="DATE", help="due by the last day of DATE")
    parser.add_argument("--text", metavar="T", help="words in the title, the timescale or a note")
    parser.add_argument("--words", metavar="W", help="words such as 'overdue ELS jan', or a saved filter's name")


def add_act(parser: ArgumentParser, *, ref: bool = True) -> None:
    """Add what every act takes."""
    if ref:
        parser.add_argument("ref", metavar="REF", help="the item, such as 2.4.4-c or 1.3.1-b@Q3-2009/10")
    add_where(parser)
    parser.add_argument("--on", metavar="DAY", help="the day it happened (default: the as-of date, else today)")
    parser.add_argument("--force", action="store_true", help="allow a day in the future")
    parser.add_argument("-f", "--format", choices=TEXT_AND_JSON, default="text", help="json prints the entry")
    parser.add_argument("-o", "--output", metavar="FILE", help="write that answer to a file; - is stdout")
