"""`milepost show`: one item, or a part of the plan with the items below it."""

from argparse import ArgumentParser

from plan_data.errors import ExitCode, Refused
from plan_data.load import LoadedPlan
from store.checklist.checklist import ChecklistItem
from store.query.lookup import find_items
from store.query.measure_refs import MeasureRefs
from store.query.plan_parts import NamedPart, find_part, nearest_parts
from tui.cli.options import add_output_options, add_plan_options
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.formats import plan_part_json, plan_part_text


def add_show(parser: ArgumentParser) -> None:
    """Declare the arguments of `show`."""
    parser.add_argument(
        "ref",
        metavar="REF",
        help="the ref of an item or measure, a milestone's id, the number of an objective, priority "
        "or section, or the name of a board, pathway, lead, tag, indicator, PSA, area, table or "
        "commitment; 'plan' for the plan",
    )
    add_plan_options(parser)
    add_output_options(parser)


def run_show(session: Session) -> ExitCode:
    """Print everything about what was named: items, or a part of the plan."""
    found = _find(session, session.args.ref)
    checklist = session.checklist
    if isinstance(found, NamedPart):
        if session.wants_json:
            session.write(plan_part_json.part_json(found, checklist))
        else:
            width = session.text_width(plan_part_text.PAGE_WIDTH)
            session.write_text(plan_part_text.part_text(found, checklist, width))
        return session.finish()
    if session.wants_json:
        session.write(plan_part_json.items_json(checklist, found))
        return session.finish()
    texts = [plan_part_text.item_details_text(item, checklist) for item in found]
    session.write_text("\n".join(texts))
    return session.finish()


def _find(session: Session, typed: str) -> NamedPart | list[ChecklistItem]:
    """Return the items that are meant, or else the part of the plan.

    Raises:
        Refused: if nothing has that name, or several parts; it names them, or the nearest.

    """
    plan = session.loaded.full_plan
    try:
        refs = {planned.ref for planned in find_items(session.loaded.items, typed)}
    except Refused as refusal:
        part = find_part(plan, _without_period(session.loaded, typed))
        if part is not None:
            return part
        raise _with_nearest(refusal, typed, nearest_parts(plan, typed)) from refusal
    return [item for item in session.checklist.items if item.ref in refs]


def _without_period(loaded: LoadedPlan, typed: str) -> str:
    """Return the id of the measure that a ref of one of its periods names, else what was typed."""
    if "@" not in typed:
        return typed
    measure = MeasureRefs(loaded).find(typed)
    if measure is None:
        return typed
    return measure.id


def _with_nearest(refusal: Refused, typed: str, names: list[str]) -> Refused:
    """Return the refusal of a ref; of what is no ref, with the nearest names of the plan's parts."""
    if typed.strip()[:1].isdigit():
        return refusal
    sentence = f"nothing in this plan is called '{typed}';"
    if names:
        nearest = " or ".join([f"'{name}'" for name in names])
        return Refused(f"{sentence} did you mean {nearest}?")
    commands = "`milepost list`, `pathways`, `leads`, `tables` and `show plan`"
    return Refused(f"{sentence} {commands} name what there is.")


COMMANDS = {"show": Command(add_show, run_show)}
