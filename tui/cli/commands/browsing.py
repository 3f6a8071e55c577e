"""Commands that look: status, list, show, and what the plan and the journal hold."""

from argparse import ArgumentParser

from plan_data.errors import ExitCode, MilepostError, Refused
from plan_data.load import known_plans, load_plan
from plan_data.problem import Problem
from store.checklist.checklist import build_checklist
from store.checklist.retractions import recorded_by, retracted_by
from store.journal.folder import files_by_plan, journal_files, read_files
from store.query.groups import by_lead, by_pathway
from store.query.lookup import find_items
from tui.cli.options import add_filters, add_output, add_where
from tui.cli.progress import Progress
from tui.cli.session import Session
from tui.formats import checklist_json, checklist_text
from tui.formats.registry import LIST_FORMATS, render_list
from tui.wording import entry_text


def add_status(parser: ArgumentParser) -> None:
    """Declare `status`."""
    add_filters(parser)
    add_where(parser)
    add_output(parser)


def run_status(session: Session) -> int:
    """Print counts, then what needs attention."""
    if session.settings.plan_name == "all":
        return _status_of_all(session)
    items = session.selected_items()
    layout = checklist_json.status_json if session.args.format == "json" else checklist_text.status_report_text
    session.write(layout(session.checklist, items))
    return session.finish()


def _status_of_all(session: Session) -> int:
    """Print one line for each plan at hand, one plan in memory at a time."""
    if session.has_filter():
        raise Refused("a filter's words are one plan's own: name that plan with --plan, or leave the filter out.")
    settings = session.settings
    files = files_by_plan(journal_files(settings.paths.journal))
    rows, problems = [], list(read_files(files.get("", [])).problems)
    plans = known_plans(settings.paths.plans)
    with Progress(len(plans)) as bar:
        for name, path in plans.items():
            bar.step(name)
            try:
                plan = load_plan(path, settings.paths.cache)
            except MilepostError as error:
                problems.append(Problem(str(path), 0, 0, f"this plan is left out: {error}"))
                continue
            contents = read_files(files.get(plan.about.id, []))
            whole = build_checklist(plan, contents.entries, settings.as_of, settings.known_on, contents.problems)
            rows.append(checklist_text.plan_counts(name, whole))
            problems += whole.problems
    problems = list(dict.fromkeys(problems))  # a file that holds entries for two plans is read for each
    session.write(checklist_json.dump_json(rows) if session.args.format == "json" else checklist_text.plans_text(rows))
    return session.report_problems(problems)


def add_list(parser: ArgumentParser) -> None:
    """Declare `list`."""
    add_filters(parser)
    add_where(parser)
    add_output(parser, LIST_FORMATS)


def run_list(session: Session) -> int:
    """Print the checklist."""
    items = session.selected_items()
    session.write(render_list(session.checklist, items, session.args.format))
    return session.finish()


def add_show(parser: ArgumentParser) -> None:
    """Declare `show`."""
    parser.add_argument("ref", metavar="REF", help="an item's ref, or a milestone's id for all of its items")
    add_where(parser)
    add_output(parser)


def run_show(session: Session) -> int:
    """Print one item whole."""
    whole = session.checklist
    refs = {item.ref for item in find_items(whole.loaded.items, session.args.ref)}
    items = [item for item in whole.items if item.ref in refs]
    if session.args.format == "json":
        session.write(checklist_json.render(whole, items))
    else:
        session.write(
            "\n".join(
                checklist_text.item_details_text(item, session.loaded.objectives[item.planned.objective])
                for item in items
            )
        )
    return session.finish()


def add_log(parser: ArgumentParser) -> None:
    """Declare `log`."""
    parser.add_argument("ref", metavar="REF", nargs="?", help="only this item's entries")
    add_where(parser)
    add_output(parser)


def run_log(session: Session) -> int:
    """Print every entry, also those that were taken back, in the order they were recorded."""
    plan_id = session.loaded.about.id
    entries = recorded_by((e for e in session.contents.entries if e.plan == plan_id), session.settings.known_on)
    gone = retracted_by(entries)
    if session.args.ref:
        wanted = session.args.ref.strip().casefold()
        refs = {entry.ref for entry in entries if wanted in {entry.ref.casefold(), entry.ref.split("@")[0].casefold()}}
        refs = refs or {item.ref for item in find_items(session.loaded.items, session.args.ref)}
        entries = tuple(entry for entry in entries if entry.ref in refs)
    if session.args.format == "json":
        session.write(
            checklist_json.dump_json([checklist_json.entry_object(entry, gone.get(entry.id)) for entry in entries])
        )
    else:
        session.write("".join(f"{entry_text.log_line(entry, gone.get(entry.id))}\n" for entry in entries))
    return session.finish()


def add_plans(parser: ArgumentParser) -> None:
    """Declare `plans`."""
    add_where(parser)
    add_output(parser)


def run_plans(session: Session) -> int:
    """Print the plans at hand: those that come with Milepost, and those of the user's own folder."""
    rows = []
    for name, path in known_plans(session.settings.paths.plans).items():
        plan = load_plan(path, session.settings.paths.cache).about
        rows.append({"id": name, "title": plan.title, "year": plan.year, "file": str(path)})
    text = "".join(f"{row['id']:<24} {row['title']}\n" for row in rows)
    session.write(checklist_json.dump_json(rows) if session.args.format == "json" else text)
    return ExitCode.OK


add_pathways = add_leads = add_plans


def run_pathways(session: Session) -> int:
    """Print the pathways with their counts."""
    groups = by_pathway(session.checklist)
    if session.args.format == "json":
        session.write(checklist_json.pathways_json(session.loaded.about, groups))
    else:
        session.write(checklist_text.pathways_text(session.loaded.about, groups))
    return session.finish()


def run_leads(session: Session) -> int:
    """Print the lead agencies with their counts."""
    groups = by_lead(session.checklist)
    session.write(
        checklist_json.leads_json(groups) if session.args.format == "json" else checklist_text.leads_text(groups)
    )
    return session.finish()


def add_glossary(parser: ArgumentParser) -> None:
    """Declare `glossary`."""
    parser.add_argument("term", metavar="TERM", nargs="?", help="only this term")
    add_where(parser)
    add_output(parser)


def run_glossary(session: Session) -> int:
    """Print the plan's glossary."""
    from plan_data.suggest import did_you_mean

    terms = session.loaded.about.glossary
    if typed := session.args.term:
        found = tuple(term for term in terms if term.term.casefold() == typed.casefold())
        if not found:
            hint = did_you_mean(typed, [term.term for term in terms], everything=0)
            raise Refused(f"the glossary has no '{typed}'; {hint or '`milepost glossary` prints all of it.'}")
        terms = found
    if session.args.format == "json":
        session.write(checklist_json.dump_json([{"term": t.term, "means": t.means, "note": t.note} for t in terms]))
    else:
        session.write("".join(f"{t.term:<10} {t.means}{f' ({t.note})' if t.note else ''}\n" for t in terms))
    return ExitCode.OK
