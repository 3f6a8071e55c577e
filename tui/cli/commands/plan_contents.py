"""Commands that list plans, and a plan's pathways, leads, tags and glossary."""

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path

import msgspec

from plan_data.errors import ExitCode, Refused
from plan_data.load import known_plans, load_plan
from plan_data.model import Term
from plan_data.suggest import did_you_mean
from plan_data.text import fold
from store.query.groups import by_lead_and_family, by_pathway, by_tag
from tui.cli.options import add_output_options, add_plan_options
from tui.cli.output import print_message, single_line
from tui.cli.registry import Command
from tui.cli.session import Session
from tui.files import real_path
from tui.formats import checklist_json, checklist_text
from tui.wording.tables_and_promises import term_meaning


def add_plans(parser: ArgumentParser) -> None:
    """Declare the arguments of `plans`, and of `pathways`, `leads` and `tags`, which take the same."""
    add_plan_options(parser)
    add_output_options(parser)


def run_plans(session: Session) -> ExitCode:
    """Print the known plans: those that come with Milepost and those of the user's own folder.

    The plan that commands are about when none is named is marked; if it is a file elsewhere, a
    message says so.
    """
    paths = session.settings.paths
    chosen = session.settings.plan_name
    known = known_plans(paths.plans)
    in_use = _name_in_use(chosen, known)
    rows = []
    text = ""
    for name, path in known.items():
        about = load_plan(path, paths.cache).about
        rows.append(
            {
                "id": name,
                "title": about.title,
                "year": about.year_text,
                "file": str(path),
                "in_use": name == in_use,
            }
        )
        mark = "  (in use)" if name == in_use else ""
        text += f"{single_line(name):<24} {single_line(about.title)}{mark}\n"
    if session.wants_json:
        session.write_json(rows)
    else:
        session.write_text(text)
    if not in_use and chosen != "all":
        print_message(f"the plan in use is none of these, but {chosen}.")
    return ExitCode.OK


def _name_in_use(chosen: str, known: Mapping[str, Path]) -> str:
    """Return which of the known plans is chosen, by its name or its file; empty if none is."""
    if chosen in known:
        return chosen
    file = real_path(Path(chosen))
    return next((name for name, path in known.items() if real_path(path) == file), "")


def run_pathways(session: Session) -> ExitCode:
    """Print the pathways with their counts."""
    about = session.loaded.about
    groups = by_pathway(session.checklist)
    if session.wants_json:
        session.write(checklist_json.pathways_json(about, groups))
    else:
        session.write_text(checklist_text.pathways_text(about, groups))
    if not session.loaded.has_pathways:
        print_message(f"this plan has no {session.loaded.vocabulary.plural('pathway')}.")
    return session.finish()


def run_leads(session: Session) -> ExitCode:
    """Print the lead agencies with their counts, and those of an agency with all its parts."""
    about = session.loaded.about
    groups = by_lead_and_family(session.checklist)
    if session.wants_json:
        session.write(checklist_json.leads_json(about, groups))
    else:
        session.write_text(checklist_text.leads_text(about, groups))
    if not session.loaded.has_leads:
        print_message(f"this plan names no {session.loaded.vocabulary.plural('lead')}.")
    return session.finish()


def run_tags(session: Session) -> ExitCode:
    """Print the tags with their counts."""
    groups = by_tag(session.checklist)
    if session.wants_json:
        session.write(checklist_json.groups_json(groups))
    else:
        session.write_text(checklist_text.groups_text(groups))
    if not groups:
        print_message("this plan's file has no tags: groups that cut across the plan.")
    return session.finish()


def add_glossary(parser: ArgumentParser) -> None:
    """Declare the arguments of `glossary`."""
    parser.add_argument("term", metavar="TERM", nargs="?", help="only this term")
    add_plan_options(parser)
    add_output_options(parser)


def run_glossary(session: Session) -> ExitCode:
    """Print the plan's glossary, or one term of it."""
    terms = session.loaded.about.glossary
    if session.args.term:
        terms = _matching_terms(terms, session.args.term)
    if session.wants_json:
        objects = list(map(msgspec.structs.asdict, terms))
        session.write_json(objects)
    else:
        session.write_text("".join(map(_term_line, terms)))
    return ExitCode.OK


def _matching_terms(terms: tuple[Term, ...], name: str) -> tuple[Term, ...]:
    wanted = fold(name.strip())
    matches = tuple([term for term in terms if fold(term.term) == wanted])
    if not matches:
        names = [term.term for term in terms]
        hint = did_you_mean(name, names, everything=0)
        hint = hint or "`milepost glossary` prints all of it."
        raise Refused(f"the glossary has no '{name}'; {hint}")
    return matches


def _term_line(term: Term) -> str:
    return f"{term.term:<10} {term_meaning(term)}\n"


COMMANDS = {
    "plans": Command(add_plans, run_plans),
    "pathways": Command(add_plans, run_pathways),
    "leads": Command(add_plans, run_leads),
    "tags": Command(add_plans, run_tags),
    "glossary": Command(add_glossary, run_glossary),
}
