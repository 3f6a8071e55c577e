"""The pictures of a report in words, for formats without pictures and for those who see none."""

from collections.abc import Callable, Iterable
from typing import Any

from plan_data.text import clean
from store.checklist.status import Colour
from store.dates import format_day
from tui.reports.document import (
    BarChart,
    ChartBar,
    ChartPoint,
    LineChart,
    LinePoint,
    Matrix,
    MatrixRow,
    Picture,
    Timeline,
    TimelineRow,
    TrajectoryChart,
)
from tui.reports.renderers.svg_elements import PAINTS
from tui.wording.counts import format_number


def picture_words(picture: Picture) -> str:
    """Return the words of a picture: its own, or else its numbers written out."""
    if picture.words:
        return clean(picture.words)
    return clean(" ".join(_DESCRIPTIONS[type(picture)](picture)))


def picture_lines(picture: Picture) -> list[str]:
    """Return the words of a picture, with a line for each row of a timeline."""
    if isinstance(picture, Timeline) and not picture.words:
        return _timeline_words(picture)
    return [picture_words(picture)]


def can_be_drawn(picture: Picture) -> bool:
    """Return whether there is anything to see: one quarter or one day makes no line."""
    if isinstance(picture, BarChart):
        return bool(picture.bars)
    if isinstance(picture, Matrix | Timeline):
        return bool(picture.rows)
    return len(picture.points) > 1


def bar_counts_text(bar: ChartBar, colours: Iterable[Colour]) -> str:
    """Return the counts of these colours that are not zero: 4 green, 1 red."""
    texts = []
    for colour in colours:
        count = bar.counts.get(colour)
        if count:
            texts.append(f"{count} {PAINTS[colour].word}")
    return ", ".join(texts)


def _bar_chart_words(chart: BarChart) -> list[str]:
    return [f"{bar.label}: {bar_counts_text(bar, PAINTS) or 'none'}." for bar in chart.bars]


def _matrix_words(matrix: Matrix) -> list[str]:
    return [_matrix_row_words(matrix.columns, row) for row in matrix.rows]


def _matrix_row_words(columns: Iterable[str], row: MatrixRow) -> str:
    texts = []
    for column, cell in zip(columns, row.cells, strict=True):
        if cell.text:
            texts.append(f"{column} {cell.text}")
    return f"{row.label}: {', '.join(texts) or 'none'}."


def _line_chart_words(chart: LineChart) -> list[str]:
    points = ", ".join(map(_line_point_words, chart.points))
    return [f"{chart.noun}: {points or 'none'}."]


def _line_point_words(point: LinePoint) -> str:
    if point.value is None:
        return f"{point.label} not known"
    return f"{point.label} {point.value}"


def _timeline_words(timeline: Timeline) -> list[str]:
    return list(map(_timeline_row_words, timeline.rows))


def _timeline_row_words(row: TimelineRow) -> str:
    texts = []
    for name in ("planned", "approved", "forecast"):
        day = getattr(row, name)
        if day is not None:
            texts.append(f"{name} {format_day(day)}")
    return f"{row.label}: {', '.join(texts) or 'no date'}."


def _trajectory_words(chart: TrajectoryChart) -> list[str]:
    texts = []
    if chart.unit:
        texts.append(f"{chart.unit}.")
    texts += map(_trajectory_point_words, chart.points)
    if chart.needed:
        texts.append(f"Needed: {chart.needed}.")
    return texts


def _trajectory_point_words(point: ChartPoint) -> str:
    actual = "no return"
    if point.actual is not None:
        actual = f"actual {format_number(point.actual)}"
    return f"{point.label}: target {format_number(point.target)}, {actual}."


_DESCRIPTIONS: dict[type[Picture], Callable[[Any], list[str]]] = {
    BarChart: _bar_chart_words,
    Matrix: _matrix_words,
    LineChart: _line_chart_words,
    Timeline: _timeline_words,
    TrajectoryChart: _trajectory_words,
}
