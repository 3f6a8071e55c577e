"""The options that several commands share, each declared once."""

from argparse import Action, ArgumentParser, Namespace
from collections.abc import Sequence

from store.query.filters import EXAMPLE_WORDS, SORT_NAMES
from tui.config.typed_values import typed_text

TEXT_AND_JSON = ("text", "json")
PLAN_FILE_FORMATS = ("yaml",)

# What --help calls the arguments that name files, folders or plans; all others are text.
PATH_METAVARS = frozenset({
    "FILE", "FILE|FOLDER", "FOLDER", "NEW.yaml", "OLD.yaml", "PLAN", "PLAN.yaml", "TABLE",
})  # fmt: skip


def add_plan_options(parser: ArgumentParser) -> None:
    """Add the options for plan, journal, dates and author; each has an environment variable."""
    parser.add_argument(
        "--plan", metavar="PLAN", help="a shipped plan's name or a plan file (MILEPOST_PLAN)"
    )
    parser.add_argument(
        "--journal", metavar="FOLDER", help="the journal's folder (MILEPOST_JOURNAL)"
    )
    parser.add_argument(
        "--as-of", metavar="DATE", help="the date that the answer is about (MILEPOST_AS_OF)"
    )
    parser.add_argument(
        "--known-on",
        metavar="DATE",
        help="count only what had been recorded by then (MILEPOST_KNOWN_ON)",
    )
    parser.add_argument("--by", metavar="AUTHOR", help="who is writing (MILEPOST_BY)")


def add_app_options(parser: ArgumentParser) -> None:
    """Add the options for how the app draws."""
    parser.add_argument(
        "--ascii",
        action="store_true",
        default=None,
        help="draw with plain ASCII characters, for fonts that lack others (MILEPOST_ASCII)",
    )


def add_output_options(parser: ArgumentParser, formats: Sequence[str] = TEXT_AND_JSON) -> None:
    """Add the options for the answer's format and file."""
    parser.add_argument(
        "-f",
        "--format",
        choices=formats,
        help="the format of the answer (default: as the file's name ends, else text)",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write to a file; - is stdout")
    parser.add_argument("--force", action="store_true", help="replace a file that exists")
    parser.set_defaults(formats=formats)


def add_filter_options(parser: ArgumentParser) -> None:
    """Add the options that select items; one given twice selects the items of either value."""
    _add_repeatable(parser, "--pathway", "CODE", "a pathway, or 'not stated'")
    _add_repeatable(
        parser, "--lead", "CODE", "a lead agency, 'not stated', or 'NOMS*': NOMS and all its parts"
    )
    _add_repeatable(parser, "--tag", "CODE", "a group that cuts across pathways")
    _add_repeatable(parser, "--serves", "CODE", "an indicator or PSA, such as 'NI 143'")
    _add_repeatable(parser, "--area", "CODE", "an area that a measure is of")
    _add_repeatable(parser, "--priority", "N", "a priority's or section's number")
    _add_repeatable(parser, "--status", "S", "a status such as overdue, or late or closed")
    parser.add_argument("--due-before", metavar="DATE", help="due by the last day of DATE")
    parser.add_argument("--text", metavar="T", help="a phrase in anything that is shown of an item")
    parser.add_argument(
        "--words",
        metavar="W",
        help=f"words such as '{EXAMPLE_WORDS}', or a saved filter's name; `milepost help searching`",
    )
    parser.add_argument("--mine", action="store_true", help="your items alone: the filter 'mine'")


def add_sort_option(parser: ArgumentParser) -> None:
    """Add the option for the order of a list."""
    parser.add_argument("--sort", choices=SORT_NAMES, help="the order (default: the plan's)")


def _add_repeatable(parser: ArgumentParser, option: str, metavar: str, text: str) -> None:
    parser.add_argument(option, metavar=metavar, action="append", default=[], help=text)


def add_record_options(parser: ArgumentParser, *, ref: bool = True) -> None:
    """Add what every recording command takes; `ref` says whether it names an item."""
    if ref:
        parser.add_argument(
            "ref", metavar="REF", help="the item, such as 2.4.4-c or 1.3.1-b@Q3-2009/10"
        )
    add_plan_options(parser)
    parser.add_argument(
        "--on", metavar="DAY", help="the day it happened (default: the as-of date, else today)"
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="allow a day in the future, a clock that is far back, or a journal that is not there",
    )
    parser.add_argument("-f", "--format", choices=TEXT_AND_JSON, help="json prints the entry")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write that answer to a file; - is stdout"
    )
    parser.set_defaults(formats=TEXT_AND_JSON)


def compose_texts(parser: ArgumentParser, args: Namespace) -> None:
    """Give the arguments that are text, not paths, the form in which text is stored.

    Raises:
        Refused: if one holds bytes that are not text.

    """
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to list them
        if action.metavar in PATH_METAVARS:
            continue
        value = getattr(args, action.dest, None)
        if isinstance(value, str):
            setattr(args, action.dest, typed_text(value, _argument_name(action)))
        elif isinstance(value, list):
            texts = [typed_text(text, _argument_name(action)) for text in value]
            setattr(args, action.dest, texts)


def _argument_name(action: Action) -> str:
    """Return what --help calls an argument."""
    if action.option_strings:
        return action.option_strings[-1]
    return str(action.metavar)
