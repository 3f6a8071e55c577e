"""Read what a row says of success: measures, the sentences that stay, and what was not read."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from plan_data.model import Measure
from plan_data.table_import.milestone_titles import shorten
from plan_data.table_import.printed_measures import (
    MeasureDraft,
    draft_of_cells,
    draft_of_profile,
    has_target,
    measures_of_lines,
)
from plan_data.table_import.quarter_figures import find_year_targets
from plan_data.table_import.row_fields import ObjectivePart
from plan_data.table_import.table_cells import flatten
from plan_data.timescale.financial_year import FinancialYear


class SuccessCells(Struct, frozen=True):
    """What a row says of success.

    `sentences` are those that stay, `not_read` those of them with a number that is no measure.
    `timescale` is the timescale cell without the percentages by quarter, and `measure` all text
    that may have dates and figures.
    """

    drafts: tuple[MeasureDraft, ...]
    sentences: tuple[str, ...]
    not_read: tuple[str, ...]
    timescale: str
    measure: str


def read_success(part: ObjectivePart, year: FinancialYear) -> SuccessCells:
    """Return the measures in a row's cells; nothing that the cells say is left out."""
    lines = _lines(part.measure)
    profiles, timescale = _profiles(part.timescale, year)
    if part.target:
        cells = _read_targets(part, lines, year)
    else:
        read = measures_of_lines(lines, year, part.measure_year)
        cells = SuccessCells(read.drafts, read.kept, read.not_read, "", part.measure)
    cells = _with_baseline(cells, part, year)
    titles = [line for line in cells.sentences if not has_target(line)]
    for profile in profiles:
        is_of_line = not profile.text and len(titles) == len(profiles) == 1
        named = replace(profile, text=titles[0]) if is_of_line else profile
        cells = replace(cells, drafts=(*cells.drafts, named))
    return replace(cells, timescale=timescale)


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


def _profiles(timescale: str, year: FinancialYear) -> tuple[list[MeasureDraft], str]:
    """Return the percentages by quarter of a timescale cell, and the cell without their lines."""
    profiles: list[MeasureDraft] = []
    kept: list[str] = []
    for line in timescale.split("\n"):
        draft = draft_of_profile(line, year)
        if draft is None or any(map(str.isdigit, draft.text)):
            kept.append(line)
        else:
            profiles.append(draft)
    return profiles, "\n".join(kept)


def _read_targets(part: ObjectivePart, lines: Sequence[str], year: FinancialYear) -> SuccessCells:
    """Read a column of targets: each line has the words of the measure in the same place."""
    targets = _lines(part.target)
    titles = _beside(targets, lines)
    named = (part.target_year, part.baseline_year)
    drafts: list[MeasureDraft] = []
    sentences = [] if len(lines) == len(targets) else [*lines]
    not_read: list[str] = []
    texts = list(filter(None, [part.measure]))
    rows = zip(targets, titles, _beside(targets, _lines(part.baseline)), strict=True)
    for target, title, baseline in rows:
        is_figure = _is_figure(target)
        draft = None if is_figure else draft_of_cells(title, target, baseline, year, named)
        if draft is not None:
            drafts.append(draft)
            continue
        sentence = ": ".join(filter(None, [title, target]))
        sentences.append(sentence)
        texts.append(target)
        if not is_figure and any(map(str.isdigit, target)):
            not_read.append(sentence)
    return SuccessCells(
        tuple(drafts), tuple(sentences), tuple(not_read), timescale="", measure="\n".join(texts)
    )


def _beside(lines: Sequence[str], others: Sequence[str]) -> Sequence[str]:
    """Return the lines of another cell, as many as those of one; blank if it has more or fewer."""
    if len(others) == len(lines):
        return others
    return [""] * len(lines)


def _is_figure(target: str) -> bool:
    """Return whether a target is a number of things, which becomes a cumulative milestone."""
    return any(find_year_targets(target))


def _with_baseline(cells: SuccessCells, part: ObjectivePart, year: FinancialYear) -> SuccessCells:
    """Return the cells with the baseline of their only measure, else as a sentence that stays."""
    if not part.baseline or any(draft.baseline for draft in cells.drafts):
        return cells
    if len(cells.drafts) == 1:
        draft = _draft_with_baseline(cells.drafts[0], part, year)
        if draft is not None:
            return replace(cells, drafts=(draft,))
    sentence = f"Baseline: {flatten(part.baseline)}"
    return replace(
        cells,
        sentences=(*cells.sentences, sentence),
        not_read=(*cells.not_read, sentence),
    )


def _draft_with_baseline(
    draft: MeasureDraft, part: ObjectivePart, year: FinancialYear
) -> MeasureDraft | None:
    """Return a measure with the baseline of its row, None if that is not one number."""
    percent = "%" if draft.unit == "%" else ""
    (value,) = draft.targets.values()
    named = (part.target_year, part.baseline_year)
    read = draft_of_cells("", f"{value:.15g}{percent}", part.baseline, year, named)
    if read is None or not read.baseline:
        return None
    doubts = [doubt for doubt in read.doubts if doubt not in draft.doubts]
    better = draft.better or read.better
    return replace(draft, baseline=read.baseline, better=better, doubts=(*draft.doubts, *doubts))


def measure_of_draft(draft: MeasureDraft, measure_id: str, title: str) -> Measure:
    """Return the measure of a draft, each period with a `?` if the reading is doubtful.

    `title` is for a number without words of its own.
    """
    doubts = draft.all_doubts()
    mark = "?" if doubts else ""
    words = draft.text or title
    printed = draft.printed
    if draft.text and shorten(draft.text) != draft.text and draft.text not in printed:
        printed = f"{draft.text}: {printed}"
    return Measure(
        id=measure_id,
        title=shorten(words),
        printed=printed,
        unit=draft.unit or None,
        better=draft.better or "higher",
        targets=dict(_marked(draft.targets, mark)),
        baseline=draft.baseline,
        reading=" ".join(doubts) or None,
    )


def _marked(targets: dict[str, float], mark: str) -> Iterator[tuple[str, float]]:
    for label, target in targets.items():
        yield f"{label.removesuffix('?')}{mark}", target
