"""Commands about measures: their numbers, and what serves an indicator."""

from argparse import ArgumentParser

from plan_data.errors import ExitCode
from plan_data.model import Indicator
from store.checklist.measure_states import MeasureState
from store.query.conditions import Condition
from store.query.filters import find_served
from store.query.measure_filter import select_measures, without_blank
from store.query.served import Served, parts_that_serve
from tui.cli.options import add_filter_options, add_output_options, add_plan_options
from tui.cli.output import print_message
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.formats import measure_output


def add_measures(parser: ArgumentParser) -> None:
    """Declare the arguments of `measures`."""
    add_filter_options(parser)
    add_plan_options(parser)
    add_output_options(parser)


def run_measures(session: Session) -> ExitCode:
    """Print the measures with each of their periods against its target."""
    states, condition = _selected(session)
    if session.wants_json:
        session.write(measure_output.measures_json(session.checklist, states))
    else:
        shown = without_blank(states, session.filter(), condition)
        left_out = len(states) - len(shown)
        session.write_text(measure_output.measures_text(session.checklist, shown, left_out))
    if not session.loaded.measures:
        message = "this plan's file has no measures: numbers with targets."
        print_message(session.loaded.vocabulary.reword(message))
    return session.finish()


def _selected(session: Session) -> tuple[tuple[MeasureState, ...], Condition | None]:
    """Return the measures that match the filter options, in plan order, and the words' condition."""
    checklist = session.checklist
    states = select_measures(checklist.measure_states, session.filter(), session.loaded.about)
    if not session.args.words:
        return states, None
    from store.query.measure_search import MeasureSearch
    from store.query.search import read_words

    search = read_words(checklist, session.filter_words())
    return MeasureSearch(checklist).among(states, search.condition), search.condition


def add_indicators(parser: ArgumentParser) -> None:
    """Declare the arguments of `indicators`."""
    parser.add_argument(
        "code", metavar="CODE", nargs="?", help="only what serves this indicator or PSA"
    )
    add_plan_options(parser)
    add_output_options(parser)


def run_indicators(session: Session) -> ExitCode:
    """Print the plan's indicators, or what serves one of them."""
    about = session.loaded.about
    if session.args.code:
        codes = find_served(about, session.args.code)
        named = [each for each in about.indicators if each.code in codes]
        return _print_served(session, codes[0], named, parts_that_serve(session.loaded, codes))
    counts = {
        each.code: parts_that_serve(session.loaded, (each.code,)).total for each in about.indicators
    }
    if session.wants_json:
        session.write(measure_output.indicators_json(session.checklist, counts))
    else:
        session.write_text(measure_output.indicators_text(about.indicators, counts))
    if not about.indicators:
        print_message("this plan's file has no indicators.")
    return session.finish()


def _print_served(
    session: Session, code: str, indicators: list[Indicator], served: Served
) -> ExitCode:
    ids = {measure.id for measure in served.measures}
    states: list[MeasureState] = [
        state for state in session.checklist.measure_states if state.measure.id in ids
    ]
    if session.wants_json:
        session.write(
            measure_output.served_json(session.checklist, code, indicators, served, states)
        )
    else:
        session.write_text(
            measure_output.served_text(session.checklist, code, indicators, served, states)
        )
    return session.finish()


COMMANDS = {
    "measures": Command(add_measures, run_measures),
    "indicators": Command(add_indicators, run_indicators),
}
