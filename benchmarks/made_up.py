"""Made-up plans and journals of any size, the same each time, in the proportions of the real ones."""

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec

from plan_data.items import PlanItem
from plan_data.load import load_usable
from plan_data.model import Agency, Board, Milestone, Objective, Pathway, Plan, Priority, Section
from plan_data.plan_yaml import plan_yaml
from store.entry import Draft
from store.journal import Journal

AUTHORS = ("ELS lead", "Health lead", "ATB lead", "PPO lead")
_FIRST = date(2009, 4, 1)
_DAYS = 240
_A_PRIORITY, _AN_OBJECTIVE = 50, 5  # milestones
_WHENS = ("Sep 2009", "30 Nov 2009", "Jun 2009 to Dec 2009", "from Jun 2009", "autumn 2009", "ongoing", "Feb 2010")
_TITLES = ("Regional template agreed with the partners", "Training for offender managers in place", "Review of provision")
_PATHWAYS = ("ACCM", "ATB", "DRUGS", "ALCOHOL", "ELS", "FBD", "HEALTH", "C&F")
_AGENCIES = ("NOMS-DOM", "BIS-LSC", "DH-EM", "NOMS-PRISONS", "NOMS-PROBATION", "GOEM")


def write_plan(path: Path, milestones: int, name: str = "made-up") -> Path:
    """Write a plan file with so many milestones, each of one item."""
    chance = random.Random(milestones)  # noqa: S311 - nothing secret
    made = [_milestone(number, chance) for number in range(milestones)]
    priorities = [
        _priority(n // _A_PRIORITY + 1, made[n : n + _A_PRIORITY], chance) for n in range(0, milestones, _A_PRIORITY)
    ]
    plan = Plan(
        plan=name,
        title=f"Made-up plan of {milestones} milestones",
        year="2009/10",
        boards=(Board("Regional Board", dates=("2009-09-15", "2010-01-12")),),
        pathways=tuple(Pathway(code, f"The pathway {code}", (code,)) for code in _PATHWAYS),
        agencies=tuple(Agency(code, f"The agency {code}", (code,)) for code in _AGENCIES),
        sections=(Section("1", "Everything", priorities=tuple(priorities)),),
    )
    path.write_text(plan_yaml(plan), encoding="utf-8")
    return path


def _milestone(number: int, chance: random.Random) -> Milestone:
    title = f"{chance.choice(_TITLES)}, part {number}"
    return Milestone(id="", title=title, printed="September 2009", when=chance.choice(_WHENS))


def _priority(number: int, milestones: list[Milestone], chance: random.Random) -> Priority:
    objectives = []
    for start in range(0, len(milestones), _AN_OBJECTIVE):
        own = f"1.{number}.{start // _AN_OBJECTIVE + 1}"
        named = [
            msgspec.structs.replace(milestone, id=f"{own}-{letter}")
            for letter, milestone in zip("abcde", milestones[start : start + _AN_OBJECTIVE], strict=False)
        ]
        leads, pathways = (chance.choice(_AGENCIES),), (chance.choice(_PATHWAYS),)
        objectives.append(Objective(own, f"Objective {own}", leads=leads, pathways=pathways, milestones=tuple(named)))
    return Priority(f"1.{number}", f"Priority {number}", objectives=tuple(objectives))


def write_journal(folder: Path, plan: Path | str, entries: int, machine: str = "0123abcd") -> None:
    """Write a journal of so many entries about a plan's items, in the files of a few authors."""
    usable = load_usable(Path(plan))
    chance = random.Random(entries)  # noqa: S311
    journal = Journal(folder, machine)
    for which, author in enumerate(AUTHORS):
        numbers = range(which, entries, len(AUTHORS))
        drafts = [_draft(chance.choice(usable.items), _FIRST + timedelta(days=n * _DAYS // entries), n) for n in numbers]
        if drafts:
            now = datetime.combine(drafts[0].on, datetime.min.time(), UTC)
            journal.record(drafts, plan=usable.plan.plan, author=author, now=now)


def _draft(item: PlanItem, on: date, number: int) -> Draft:
    text = f"Note {number}: the partners met, and asked for the figures of the quarter by Friday."
    dated = item.kind not in {"figure", "continuing"}
    match number % 10:
        case 0 if item.kind != "figure":
            return Draft(ref=item.ref, kind="done", on=on)
        case 1 if dated:
            return Draft(ref=item.ref, kind="forecast", on=on, when="Jan 2010")
        case 2 if dated:
            return Draft(ref=item.ref, kind="started", on=on)
        case _:
            return Draft(ref=item.ref, kind="note", on=on, text=text)
