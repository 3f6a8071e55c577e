"""Build a plan from a table's objectives, with every guess marked in the plan and reported."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from plan_data.errors import Unusable
from plan_data.model import Agency, Measure, Milestone, Objective, Pathway, Plan, Source
from plan_data.table_import.agency_names import NameRegister
from plan_data.table_import.date_phrases import MOST_IN_CELL, CrowdedCell, refuse_crowded
from plan_data.table_import.import_report import ImportReport
from plan_data.table_import.kept_numbers import KeptNumbers
from plan_data.table_import.milestone_drafts import (
    MilestoneDraft,
    drafts_of_dates,
    drafts_of_targets,
)
from plan_data.table_import.milestone_titles import (
    full_wording,
    shorten,
    unique_titles,
)
from plan_data.table_import.numbered_records import ObjectiveRecord
from plan_data.table_import.plan_heading import PlanHeading
from plan_data.table_import.plan_sections import build_sections, number_blanks
from plan_data.table_import.row_drafts import drafts_of_part
from plan_data.table_import.row_fields import ObjectivePart
from plan_data.table_import.success_reader import SuccessCells, measure_of_draft, read_success
from plan_data.table_import.sure_times import TimeContext, marked_unless_sure
from plan_data.table_import.table_cells import flatten
from plan_data.timescale.periods import Period

MOST_MILESTONES = 10_000
MOST_CHARACTERS = 8_000_000  # of the milestones' texts

_PartDraft = tuple[MilestoneDraft, ObjectivePart]  # a milestone and the row that has it
_PartSuccess = tuple[ObjectivePart, SuccessCells]  # a row and what it says of success
_NUMBERED_HERE = "Print gives the objective no number; this one is ours."


def build_plan(
    heading: PlanHeading,
    records: Sequence[ObjectiveRecord],
    kept: KeptNumbers,
    report: ImportReport,
) -> Plan:
    """Return the plan of the table's objectives; those without a number are given one.

    Raises:
        Unusable: if the plan would be far larger than a delivery plan.

    """
    for record in _number_objectives(records, kept, report):
        record.readings.append(_NUMBERED_HERE)
    builder = _ObjectiveBuilder(heading, records, kept, report)
    objectives = [(record, builder.build(record)) for record in records]
    return Plan(
        plan=heading.plan_id,
        title=heading.title,
        year=heading.one_year,
        years=heading.several_years,
        year_starts=heading.year_starts,
        quarters=heading.quarters,
        start=heading.start,
        pathways=tuple(builder.pathways()),
        agencies=tuple(builder.agencies()),
        sections=tuple(build_sections(objectives, heading.title, report)),
    )


def _number_objectives(
    records: Sequence[ObjectiveRecord], kept: KeptNumbers, report: ImportReport
) -> list[ObjectiveRecord]:
    """Give a number to each objective that has none in print, and return these.

    One that the replaced plan has too keeps its number.
    """
    blanks = [record for record in records if not record.number]
    printed = {record.number for record in records}
    titles = [shorten(flatten(record.title)) for record in blanks]
    for place, number in kept.numbers_of(titles, printed).items():
        blanks[place].number = number
    number_blanks(records, "objective", report, kept.used_numbers)
    return blanks


class _ObjectiveBuilder:
    def __init__(
        self,
        heading: PlanHeading,
        records: Sequence[ObjectiveRecord],
        kept: KeptNumbers,
        report: ImportReport,
    ) -> None:
        parts = [part for record in records for part in record.parts]
        self._agencies = NameRegister(part.lead for part in parts)
        self._pathways = NameRegister((part.pathway for part in parts), pathways=True)
        self._kept = kept
        self._year = heading.year
        self._heading = heading
        self._report = report
        self._milestone_count = 0
        self._characters = 0

    def agencies(self) -> Iterator[Agency]:
        """Yield the agencies of the objectives built so far."""
        for code, printed in self._agencies.printed.items():
            yield Agency(code, printed[0], tuple(printed))

    def pathways(self) -> Iterator[Pathway]:
        """Yield the pathways of the objectives built so far."""
        for code, printed in self._pathways.printed.items():
            yield Pathway(code, printed[0], tuple(printed))

    def build(self, record: ObjectiveRecord) -> Objective:
        """Return an objective with its milestones, and report what was guessed or left."""
        success = [(part, read_success(part, self._year)) for part in record.parts]
        drafts: list[_PartDraft] = []
        for part, cells in success:
            drafts += self._drafts_of_part(record, part, cells)
        measures = tuple(self._measures(record, success))
        readings = list(record.readings)
        for part, cells in success:
            readings += self._read_names(record, part)
            readings += self._numbers_not_read(record, cells)
        title = flatten(record.title)
        short = shorten(title)
        return Objective(
            number=record.number,
            title=short,
            wording=full_wording(title, short),
            leads=self._agencies.read_all(part.lead for part in record.parts),
            pathways=self._pathways.read_all(part.pathway for part in record.parts),
            success=tuple([text for _, cells in success for text in cells.sentences]),
            measures=measures,
            source=Source(row=record.number),
            reading=" ".join(readings) or None,
            milestones=tuple(self._milestones(record, drafts)),
        )

    def _measures(
        self, record: ObjectiveRecord, success: Sequence[_PartSuccess]
    ) -> Iterator[Measure]:
        """Yield the measures of an objective, and report those that are doubtful."""
        number = record.number
        count = 0
        for part, cells in success:
            leads = (
                self._agencies.read_names(part.lead).codes if _has_several_leads(record) else None
            )
            for draft in cells.drafts:
                count += 1
                measure = measure_of_draft(draft, f"{number}-m{count}", flatten(record.title))
                self._count(measure.title, measure.printed or "")
                if measure.reading:
                    printed = shorten(measure.printed or "")
                    self._report.guessed.append(
                        f"{number}: '{printed}' as the measure {measure.id}: {measure.reading}"
                    )
                yield replace(measure, leads=leads)

    def _numbers_not_read(self, record: ObjectiveRecord, cells: SuccessCells) -> Iterator[str]:
        """Yield and report the sentences with a number that could not be read as a target."""
        for sentence in cells.not_read:
            text = f"'{shorten(flatten(sentence))}'"
            self._report.left.append(f"{record.number}: {text} has numbers, and no measure is read")
            yield f"The numbers in {text} are not read as a measure."

    def _drafts_of_part(
        self, record: ObjectiveRecord, part: ObjectivePart, cells: SuccessCells
    ) -> Iterator[_PartDraft]:
        """Yield and report the milestones of a row.

        Raises:
            Unusable: if there are more than a row of a delivery table has.

        """
        try:
            drafts = self._read_drafts(record, part, cells)
            refuse_crowded(drafts)
        except CrowdedCell:
            raise Unusable(
                f"line {part.line} of the table has more than {MOST_IN_CELL} dates and figures: "
                "a row of a delivery table has far fewer."
            ) from None
        for each in drafts:
            draft = marked_unless_sure(self._time_context(each, record, part))
            self._report_reading(record.number, draft)
            yield draft, part

    def _time_context(
        self, draft: MilestoneDraft, record: ObjectiveRecord, part: ObjectivePart
    ) -> TimeContext:
        return TimeContext(
            draft,
            title=flatten(record.title),
            column_doubt=part.date_doubt,
            rival=part.rival,
            years=part.evidence.years,
            year=self._year,
            year_doubt=self._heading.year_doubt,
            start_doubt=self._heading.start_doubt,
        )

    def _read_drafts(
        self, record: ObjectiveRecord, part: ObjectivePart, cells: SuccessCells
    ) -> list[MilestoneDraft]:
        drafts = drafts_of_part(part, cells.timescale, record.title, self._year)
        known = {draft.due for draft in drafts if draft.due}
        if part is record.parts[0]:
            drafts += self._drafts_of_title(record, known)
        where = "measure of success, not the timescale"
        drafts += drafts_of_dates(cells.measure, self._year, where, known)
        if not any(draft.cumulative for draft in drafts):
            drafts += drafts_of_targets(cells.measure, self._year)
        return drafts

    def _drafts_of_title(
        self, record: ObjectiveRecord, known: set[Period]
    ) -> Iterator[MilestoneDraft]:
        where = "objective, not the timescale"
        for draft in drafts_of_dates(flatten(record.title), self._year, where, known):
            if draft.due not in known:
                yield draft

    def _report_reading(self, number: str, draft: MilestoneDraft) -> None:
        when = draft.when
        printed = _printed_label(draft)
        if when and when.startswith("undated"):
            self._report.left.append(f"{number}: {printed} is {when}")
        elif when and draft.why:
            self._report.guessed.append(f"{number}: {printed} as '{when}': {draft.why}")
        elif draft.why:
            self._report.guessed.append(f"{number}: {draft.why}")

    def _read_names(self, record: ObjectiveRecord, part: ObjectivePart) -> Iterator[str]:
        """Yield the readings of a row's leads and pathways, and report them."""
        number = record.number
        agencies = self._agencies.read_names(part.lead)
        if agencies.split:
            lead = flatten(part.lead)
            yield f"The lead cell '{lead}' is read as {len(agencies.codes)} agencies."
            self._report.guessed.append(f"{number}: '{lead}' as {', '.join(agencies.codes)}")
        if not part.lead and part is record.parts[0]:
            self._report.left.append(f"{number}: no lead is printed")
        pathways = self._pathways.read_names(part.pathway)
        if pathways.split:
            pathway = flatten(part.pathway)
            yield f"The cell '{pathway}' is read as {len(pathways.codes)} pathways."
            self._report.guessed.append(f"{number}: '{pathway}' as {', '.join(pathways.codes)}")

    def _milestones(
        self, record: ObjectiveRecord, part_drafts: Sequence[_PartDraft]
    ) -> Iterator[Milestone]:
        drafts = [draft for draft, _ in part_drafts]
        full_titles = _full_titles(record, drafts)
        titles = unique_titles(full_titles, drafts)
        facts = [(title, draft.printed or "") for title, draft in zip(titles, drafts, strict=True)]
        ids = self._kept.milestone_ids(record.number, facts)
        has_several_leads = _has_several_leads(record)
        for index, (draft, part) in enumerate(part_drafts):
            leads = None
            pathways = None
            if has_several_leads:
                leads = self._agencies.read_names(part.lead).codes
                pathways = self._pathways.read_names(part.pathway).codes
            self._count(titles[index], full_titles[index], draft.printed)
            part.milestone_ids.append(ids[index])
            yield Milestone(
                id=ids[index],
                title=titles[index],
                wording=full_wording(full_titles[index], titles[index]),
                printed=draft.printed or None,
                when=draft.when,
                reading=_reading_of(draft),
                unit=draft.unit or None,
                cumulative=draft.cumulative,
                leads=leads,
                pathways=pathways,
            )

    def _count(self, *texts: str) -> None:
        """Count a milestone and its texts: many short dates can make a plan far larger than its table."""
        self._milestone_count += 1
        self._characters += sum(map(len, texts))
        if self._milestone_count > MOST_MILESTONES or self._characters > MOST_CHARACTERS:
            raise Unusable(
                f"the table makes a plan of more than {MOST_MILESTONES} milestones or {MOST_CHARACTERS} "
                "characters: a delivery table has far fewer."
            )


def _has_several_leads(record: ObjectiveRecord) -> bool:
    """Return whether several rows of an objective have leads or pathways, each its own."""
    named = [(part.lead, part.pathway) for part in record.parts if part.lead or part.pathway]
    return len(set(named)) > 1


def _measures(record: ObjectiveRecord) -> Iterator[str]:
    for part in record.parts:
        yield from filter(None, part.measure.split("\n"))


def _full_titles(record: ObjectiveRecord, drafts: Sequence[MilestoneDraft]) -> list[str]:
    """Return each milestone's words, or else the measure of its place, or the objective's words."""
    dated = [draft for draft in drafts if not draft.cumulative]
    measures = _paired_measures(record, dated)
    title = flatten(record.title)
    measure_of: dict[MilestoneDraft, str] = {}
    for draft, measure in zip(dated, measures, strict=False):
        measure_of.setdefault(draft, measure)
    titles = []
    for draft in drafts:
        measure = ""
        if not draft.cumulative:
            measure = measure_of.get(draft, "")
        titles.append(draft.text or measure or title)
    return titles


def _paired_measures(record: ObjectiveRecord, dated: Sequence[MilestoneDraft]) -> list[str]:
    """Return the measures of an objective if there is one for each of several milestones.

    Those of an outcome and an indicator beside each other are not.
    """
    if any(part.measure_cells > 1 for part in record.parts):
        return []
    measures = list(_measures(record))
    if len(measures) == len(dated) > 1:
        return measures
    return []


def _printed_label(draft: MilestoneDraft) -> str:
    printed = draft.printed or draft.text
    if not printed:
        return "a blank timescale"
    return f"'{shorten(printed)}'"


def _reading_of(draft: MilestoneDraft) -> str | None:
    """Return why a reading is a guess and what print says beside it, None if neither."""
    sentences = [_as_sentence(text) for text in (draft.why, draft.note) if text]
    return " ".join(sentences) or None


def _as_sentence(why: str) -> str:
    return f"{why[0].upper()}{why[1:].rstrip('.')}."
