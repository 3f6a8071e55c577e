"""All known plans with their journals, one after the other, so that their number costs no memory."""

from collections.abc import Iterator

from msgspec import Struct

from plan_data.errors import MilepostError
from plan_data.load import known_plans, load_plan
from plan_data.problem import Problem
from store.checklist.checklist import Checklist, build_checklist
from store.journal.folder import JournalContents, files_by_plan, journal_files, read_files
from tui.cli.progress import Progress
from tui.cli.session import Session


class KnownPlan(Struct, frozen=True):
    """A plan by the name it is known by, what its journal holds, and its checklist."""

    name: str
    contents: JournalContents
    checklist: Checklist


def every_plan(session: Session, problems: list[Problem]) -> Iterator[KnownPlan]:
    """Yield each plan that can be loaded; only one is in memory at a time.

    What is wrong with the journal's folder, with plans and with their entries is added to
    `problems` on the way.
    """
    settings = session.settings
    files = files_by_plan(journal_files(settings.paths.journal))
    problems += read_files(files.get("", [])).problems
    if session.folder_problem:
        problems.append(session.folder_problem)
    plans = known_plans(settings.paths.plans)
    with Progress(len(plans)) as progress:
        for name, path in plans.items():
            progress.step(name)
            try:
                loaded = load_plan(path, settings.paths.cache)
            except MilepostError as error:
                problems.append(Problem(str(path), 0, 0, f"this plan is left out: {error}"))
                continue
            contents = read_files(files.get(loaded.about.id, []))
            checklist = build_checklist(
                loaded, contents.entries, settings.as_of, settings.known_on, contents.problems
            )
            problems += checklist.problems
            yield KnownPlan(name, contents, checklist)
