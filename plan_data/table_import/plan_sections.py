"""Put a table's objectives into sections and priorities, numbered where the table has no number."""

from collections.abc import Collection, Sequence
from itertools import chain
from typing import TypeVar

from plan_data.model import Objective, Priority, Section
from plan_data.table_import.import_report import ImportReport
from plan_data.table_import.milestone_titles import full_wording, shorten
from plan_data.table_import.numbered_records import NumberedGroup, ObjectiveRecord
from plan_data.table_import.objective_numbers import unused_numbers
from plan_data.text import agree, plural

_Numbered = TypeVar("_Numbered", ObjectiveRecord, NumberedGroup)


def number_blanks(
    numbered: Sequence[_Numbered],
    noun: str,
    report: ImportReport,
    used_before: Collection[str] = (),
) -> None:
    """Give a number to each that has none, other than those that were used before.

    `noun` is what one of them is called in the report.
    """
    blanks = [group for group in numbered if not group.number]
    numbers = unused_numbers({group.number for group in numbered}.union(used_before))
    for blank, number in zip(blanks, numbers, strict=False):
        blank.number = number
    if blanks:
        verb = agree(len(blanks), "has", "have")
        report.guessed.append(
            f"{len(blanks)} of {plural(len(numbered), noun)} {verb} no number in print; numbered here"
        )


def build_sections(
    objectives: Sequence[tuple[ObjectiveRecord, Objective]], title: str, report: ImportReport
) -> list[Section]:
    """Return the sections of the objectives, in the order in which each is first printed.

    What the table puts in no section or priority goes to one that has the plan's `title`.
    """
    other_section = NumberedGroup("", title)
    other_priorities: dict[NumberedGroup, NumberedGroup] = {}  # by their sections
    section_of: dict[NumberedGroup, NumberedGroup] = {}
    objectives_of: dict[NumberedGroup, list[Objective]] = {}
    for record, objective in objectives:
        section = record.section or other_section
        priority = record.priority
        if not priority:
            priority = other_priorities.setdefault(section, NumberedGroup("", section.title))
        section_of.setdefault(priority, section)
        objectives_of.setdefault(priority, []).append(objective)
    priorities_of: dict[NumberedGroup, list[NumberedGroup]] = {}
    for priority, section in section_of.items():
        priorities_of.setdefault(section, []).append(priority)
    number_blanks(list(priorities_of), "section", report)
    number_blanks(list(chain.from_iterable(priorities_of.values())), "priority", report)
    sections = []
    for section, groups in priorities_of.items():
        priorities = [_build_priority(group, objectives_of[group]) for group in groups]
        sections.append(_build_section(section, priorities))
    return sections


def _build_section(group: NumberedGroup, priorities: Sequence[Priority]) -> Section:
    title = shorten(group.title)
    return Section(group.number, title, full_wording(group.title, title), tuple(priorities))


def _build_priority(group: NumberedGroup, objectives: Sequence[Objective]) -> Priority:
    title = shorten(group.title)
    return Priority(group.number, title, full_wording(group.title, title), tuple(objectives))
