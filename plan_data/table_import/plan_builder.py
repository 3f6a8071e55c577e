"""A table's rows into a plan, with every guess marked and told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from plan_data.model import Agency, Milestone, Objective, Pathway, Plan, Priority, Section, Source
from plan_data.table_import.agency_names import Register
from plan_data.table_import.import_report import ImportReport
from plan_data.table_import.milestone_drafts import MilestoneDraft, other_drafts, target_drafts, timescale_drafts
from plan_data.table_import.milestone_titles import cut, letters, set_apart
from plan_data.table_import.objective_records import NumberedGroup, Part, Record
from plan_data.table_import.table_cells import flat
from plan_data.timescale.periods import Period


class PlanHeading(Struct, frozen=True):
    """The plan's id, title and year."""

    plan: str
    title: str
    year: Period


@dataclass
class _Place:
    """A priority or a section while it is filled."""

    group: NumberedGroup
    parts: list[Objective] = field(default_factory=list)


def build_plan(heading: PlanHeading, records: Sequence[Record], report: ImportReport) -> Plan:
    """Return the plan of the table's objectives."""
    numbered = _with_numbers(records, report)
    builder = _Builder(heading.year, numbered, report)
    objectives = [(record, builder.objective(record)) for record in numbered]
    return Plan(
        plan=heading.plan,
        title=heading.title,
        year=heading.year.label,
        pathways=tuple(Pathway(code, forms[0], tuple(forms)) for code, forms in builder.pathways.printed.items()),
        agencies=tuple(Agency(code, forms[0], tuple(forms)) for code, forms in builder.agencies.printed.items()),
        sections=tuple(_sections(objectives, heading.title, report)),
    )


def _with_numbers(records: Sequence[Record], report: ImportReport) -> Sequence[Record]:
    """Give a number to each objective that has none in print."""
    taken = {record.number for record in records}
    blank = sum(not record.number for record in records)
    count = 0
    for record in records:
        if not record.number:
            count += 1
            while str(count) in taken:
                count += 1
            record.number = str(count)
            record.readings.append("Print gives the objective no number; this one is ours.")
    if count:
        report.guessed.append(f"{blank} of {len(records)} objectives have no number in print; numbered here")
    return records


class _Builder:
    def __init__(self, year: Period, records: Sequence[Record], report: ImportReport) -> None:
        parts = [part for record in records for part in record.parts]
        self.agencies = Register(part.lead for part in parts)
        self.pathways = Register((part.pathway for part in parts), theme=True)
        self._year, self._report = year, report

    def objective(self, record: Record) -> Objective:
        own = [self._milestones(record, part) for part in record.parts]
        several = len([part for part in record.parts if part.lead or part.pathway]) > 1
        drafts = [
            (draft, part if several else None)
            for part, drafts in zip(record.parts, own, strict=True)
            for draft in drafts
        ]
        readings = [*record.readings, *self._readings(record)]
        title = flat(record.title)
        success = [line for part in record.parts for line in part.measure.split("\n") if line]
        return Objective(
            number=record.number,
            title=cut(title),
            wording=title if cut(title) != title else None,
            leads=self._all(self.agencies, [part.lead for part in record.parts]),
            pathways=self._all(self.pathways, [part.pathway for part in record.parts]),
            success=tuple(success),
            source=Source(row=record.number),
            reading=" ".join(readings) or None,
            milestones=tuple(self._numbered(record, drafts)),
        )

    def _milestones(self, record: Record, part: Part) -> list[MilestoneDraft]:
        drafts = timescale_drafts(part.timescale, self._year)
        dues = {draft.due for draft in drafts if draft.due}
        if part is record.parts[0]:
            title = flat(record.title)
            drafts += [
                d for d in other_drafts(title, self._year, "objective, not the timescale", dues) if not _twin(d, drafts)
            ]
        drafts += other_drafts(part.measure, self._year, "measure of success, not the timescale", dues)
        if not any(draft.cumulative for draft in drafts):
            drafts += target_drafts(part.measure)
        return self._told(record, drafts)

    def _told(self, record: Record, drafts: list[MilestoneDraft]) -> list[MilestoneDraft]:
        for draft in drafts:
            said = f"'{cut(draft.printed or draft.text)}'" if draft.printed or draft.text else "a blank timescale"
            if draft.when and draft.when.startswith("undated"):
                self._report.left.append(f"{record.number}: {said} is {draft.when}")
            elif draft.when and draft.why:
                self._report.guessed.append(f"{record.number}: {said} as '{draft.when}': {draft.why}")
            elif draft.cumulative and draft.why:
                self._report.guessed.append(f"{record.number}: {draft.why}")
        return drafts

    def _numbered(self, record: Record, drafts: Sequence[tuple[MilestoneDraft, Part | None]]) -> Iterator[Milestone]:
        full = _titles(record, [draft for draft, _ in drafts])
        short = set_apart(full, [draft for draft, _ in drafts])
        for n, (draft, part) in enumerate(drafts):
            yield Milestone(
                id=f"{record.number}-{letters(n)}",
                title=short[n],
                wording=_full(full[n]),
                printed=draft.printed or None,
                when=draft.when,
                reading=f"{draft.why[0].upper()}{draft.why[1:].rstrip('.')}." if draft.why else None,
                unit=draft.unit or None,
                cumulative=draft.cumulative,
                leads=self.agencies.names(part.lead).codes if part else None,
                pathways=self.pathways.names(part.pathway).codes if part else None,
            )

    def _readings(self, record: Record) -> Iterator[str]:
        for part in record.parts:
            names = self.agencies.names(part.lead)
            if names.split:
                yield f"The lead cell '{flat(part.lead)}' is read as {len(names.codes)} agencies."
                self._report.guessed.append(f"{record.number}: '{flat(part.lead)}' as {', '.join(names.codes)}")
            if not part.lead and part is record.parts[0]:
                self._report.left.append(f"{record.number}: no lead is printed")
            themes = self.pathways.names(part.pathway)
            if themes.split:
                yield f"The cell '{flat(part.pathway)}' is read as {len(themes.codes)} pathways."
                self._report.guessed.append(f"{record.number}: '{flat(part.pathway)}' as {', '.join(themes.codes)}")

    @staticmethod
    def _all(register: Register, cells: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for cell in cells for code in register.names(cell).codes))


def _twin(draft: MilestoneDraft, drafts: Sequence[MilestoneDraft]) -> bool:
    return any(draft.due == other.due for other in drafts)


def _titles(record: Record, drafts: Sequence[MilestoneDraft]) -> list[str]:
    """Return a title for each milestone: its own words, its measure by position, or the objective's words."""
    measures = [line for part in record.parts for line in part.measure.split("\n") if line]
    dated = [draft for draft in drafts if not draft.cumulative]
    paired = len(measures) == len(dated) > 1
    titles = []
    for draft in drafts:
        by_place = measures[dated.index(draft)] if paired and draft in dated else ""
        titles.append(draft.text or by_place or flat(record.title))
    return titles


def _sections(objectives: Sequence[tuple[Record, Objective]], title: str, report: ImportReport) -> Iterator[Section]:
    places: dict[int, tuple[NumberedGroup, list[tuple[NumberedGroup, list[Objective]]]]] = {}
    whole, by_default = NumberedGroup("", title), NumberedGroup("", title)
    homes: dict[int, NumberedGroup] = {}
    for record, objective in objectives:
        priority = record.priority or by_default
        section = homes.setdefault(id(priority), record.section or whole)
        _, inside = places.setdefault(id(section), (section, []))
        found = next((listed for group, listed in inside if group is priority), None)
        if found is None:
            inside.append((priority, [objective]))
        else:
            found.append(objective)
    _number([section for section, _ in places.values()], "sections", report)
    _number([priority for _, inside in places.values() for priority, _ in inside], "priorities", report)
    for section, inside in places.values():
        priorities = tuple(_priority(group, listed) for group, listed in inside)
        yield Section(section.number, cut(section.title), _full(section.title), priorities)


def _priority(group: NumberedGroup, objectives: Sequence[Objective]) -> Priority:
    return Priority(group.number, cut(group.title), _full(group.title), tuple(objectives))


def _full(title: str) -> str | None:
    return title if cut(title) != title else None


def _number(groups: Sequence[NumberedGroup], what: str, report: ImportReport) -> None:
    """Give a number to each section or priority that has none in print."""
    taken = {group.number for group in groups}
    count = 0
    blank = [group for group in groups if not group.number]
    for group in blank:
        while not group.number or group.number in taken:
            count += 1
            group.number = str(count)
        taken.add(group.number)
    if blank:
        report.guessed.append(f"{len(blank)} of {len(groups)} {what} have no number in print; numbered here")
