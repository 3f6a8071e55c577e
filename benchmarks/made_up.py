"""Generated plans and journals of any size, reproducible, with the proportions of real ones."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from plan_data.load import LoadedPlan
from store.journal.entry import EntryDraft
from store.journal.folder import Journal

AUTHORS = ("ELS lead", "Health lead", "ATB lead", "PPO lead")
_FIRST = date(2009, 4, 1)
_DAYS = 240
_A_PRIORITY, _AN_OBJECTIVE = 50, 5  # milestones
_WHENS = (
    "Sep 2009",
    "30 Nov 2009",
    "Jun 2009 to Dec 2009",
    "from Jun 2009",
    "autumn 2009",
    "ongoing",
    "Feb 2010",
)
_TITLES = (
    "Regional template agreed with the partners",
    "Training for offender managers in place",
    "Review of provision",
)
_PATHWAYS = ("ACCM", "ATB", "DRUGS", "ALCOHOL", "ELS", "FBD", "HEALTH", "C&F")
_AGENCIES = ("NOMS-DOM", "BIS-LSC", "DH-EM", "NOMS-PRISONS", "NOMS-PROBATION", "GOEM")


class Thing(Struct, frozen=True):
    """What entries can be about."""

    ref: str
    can_be_ticked: bool = True
    takes_dates: bool = True


class MadePlan(Struct, frozen=True):
    """A plan file, its id, and what there is in it."""

    path: Path
    name: str
    things: tuple[Thing, ...]


def things_of(plan: LoadedPlan) -> MadePlan:
    """Return a real plan as what entries can be made up about."""
    things = [
        Thing(i.ref, i.kind != "figure", i.kind not in {"figure", "continuing"}) for i in plan.items
    ]
    return MadePlan(plan.path, plan.about.id, tuple(things))


def write_plan(path: Path, milestones: int, name: str = "made-up", measures: int = 0) -> MadePlan:
    """Write a plan file with `milestones` milestones of one item each, and measures by month.

    It is written as text, because the YAML library takes a minute for 100,000.
    """
    chance = random.Random(milestones)  # noqa: S311 - nothing secret
    lines, things = _head(name, milestones, measures), []
    for number in range(milestones):
        within = number % _A_PRIORITY
        priority = f"1.{number // _A_PRIORITY + 1}"
        objective = f"{priority}.{within // _AN_OBJECTIVE + 1}"
        if not within:
            lines += [
                f'      - number: "{priority}"',
                f"        title: Priority {priority}",
                "        objectives:",
            ]
        if not within % _AN_OBJECTIVE:
            lines += _objective(objective, chance)
        title, when = f"{chance.choice(_TITLES)}, part {number}", chance.choice(_WHENS)
        ref = f"{objective}-{'abcde'[within % _AN_OBJECTIVE]}"
        lines += [f"              - id: {ref}", f'                title: "{title}"']
        lines += ["                printed: September 2009", f"                when: {when}"]
        things.append(Thing(ref, takes_dates=when != "ongoing"))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return MadePlan(path, name, tuple(things))


def _measures(measures: int) -> list[str]:
    """Return the lines of measures outside the table, each with twelve periods."""
    if not measures:
        return []
    made = [
        f'  - {{id: M-{number}, title: "Rate, part {number}", unit: "%",'
        f" targets: {{2009/10: {number % 100}}}, returns: every month}}"
        for number in range(measures)
    ]
    return ["measures:", *made]


def _head(name: str, milestones: int, measures: int) -> list[str]:
    """Return a plan file's lines down to its only section."""
    coded = {"pathways": _PATHWAYS, "agencies": _AGENCIES}
    return [
        f"plan: {name}",
        f"title: Made-up plan of {milestones} milestones",
        "year: 2009/10",
        "boards:",
        "  - {name: Regional Board, dates: [2009-09-15, 2010-01-12]}",
        *(
            line
            for key, codes in coded.items()
            for line in (
                f"{key}:",
                *(f"  - {{code: {c}, name: The one of {c}, printed: [{c}]}}" for c in codes),
            )
        ),
        *_measures(measures),
        "sections:",
        '  - number: "1"',
        "    title: Everything",
        "    priorities:",
    ]


def _objective(number: str, chance: random.Random) -> list[str]:
    return [
        f'          - number: "{number}"',
        f"            title: Objective {number}",
        f"            leads: [{chance.choice(_AGENCIES)}]",
        f"            pathways: [{chance.choice(_PATHWAYS)}]",
        "            milestones:",
    ]


def write_journal(
    folder: Path,
    plan: MadePlan,
    entries: int,
    machine: str = "0123abcd",
    authors: Sequence[str] = AUTHORS,
) -> None:
    """Write so many entries about a plan's items, in the files of a few authors."""
    chance = random.Random(entries)  # noqa: S311
    journal = Journal(folder, machine)
    for which, author in enumerate(authors):
        numbers = range(which, entries, len(authors))
        drafts = [
            _draft(chance.choice(plan.things), _FIRST + timedelta(days=n * _DAYS // entries), n)
            for n in numbers
        ]
        if drafts:
            now = datetime.combine(drafts[0].on, datetime.min.time(), UTC)
            journal.record(drafts, plan=plan.name, author=author, now=now)


def _draft(thing: Thing, on: date, number: int) -> EntryDraft:
    text = f"Note {number}: the partners met, and asked for the figures of the quarter by Friday."
    match number % 10:
        case 0 if thing.can_be_ticked:
            return EntryDraft(ref=thing.ref, kind="done", on=on)
        case 1 if thing.takes_dates:
            return EntryDraft(ref=thing.ref, kind="forecast", on=on, when="Jan 2010")
        case 2 if thing.takes_dates:
            return EntryDraft(ref=thing.ref, kind="started", on=on)
        case _:
            return EntryDraft(ref=thing.ref, kind="note", on=on, text=text)
