"""The charts of a report: their numbers are also in words, and no colour is needed to read them."""

from datetime import date
from xml.etree.ElementTree import Element, fromstring

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_data.text import clean
from store.checklist.status import Colour
from tests.tui.reports.renderers.documents import HOSTILE
from tests.tui.reports.renderers.sight import BLIND, contrast, nearest
from tui.reports.document import (
    BarChart,
    ChartBar,
    ChartPoint,
    LineChart,
    LinePoint,
    Matrix,
    MatrixCell,
    MatrixRow,
    Picture,
    Timeline,
    TimelineRow,
    TrajectoryChart,
)
from tui.reports.renderers.svg_elements import FULL_WIDTH, PAINTS
from tui.reports.renderers.svg_pictures import picture_svg

ELS = ChartBar(
    "Employment, Learning and Skills",
    {"blue": 21, "green": 12, "amber": 1, "red": 4, "white": 0, "none": 1},
)
COUNTS = st.dictionaries(st.sampled_from([*PAINTS]), st.integers(0, 10_000))


def read(picture: Picture, key: str = "key") -> Element:
    """Return a picture as drawn, with names of elements as in SVG."""
    svg = fromstring(picture_svg(picture, key))  # noqa: S314 - our own picture
    for element in svg.iter():
        element.tag = element.tag.rpartition("}")[2]
    return svg


def drawn(*bars: ChartBar) -> Element:
    return read(BarChart("Progress by pathway", bars))


def line_of(*points: ChartPoint, unit: str = "starts") -> Element:
    return read(TrajectoryChart("Alcohol", unit, points))


def texts(picture: Element) -> list[str]:
    """Return the texts of a picture after its title."""
    return [text.text or "" for text in picture.iterfind("g/text")]


def test_bars_say_every_number_to_those_who_do_not_see_them() -> None:
    picture = drawn(ELS, ChartBar("Drugs", {}))
    assert picture.findtext("title") == "Progress by pathway"
    assert picture.findtext("desc") == (
        "Employment, Learning and Skills: 21 blue, 12 green, 1 amber, 4 red, 1 withdrawn. Drugs: none."
    )


def test_each_part_has_its_number_and_what_is_too_narrow_for_one_stands_beside_the_bar() -> None:
    written = texts(drawn(ELS))
    assert {"21", "12", "4"} <= set(written)
    assert "39 in all: 1 amber, 1 withdrawn" in " ".join(written)


def test_the_legend_says_in_words_the_colours_that_are_there_and_no_others() -> None:
    assert texts(drawn(ChartBar("Drugs", {"green": 4, "red": 1})))[:2] == ["Green", "Red"]


def test_a_label_too_long_is_shortened_in_the_chart_and_whole_in_its_words() -> None:
    label = "Children and Families of people who have been in prison or under supervision in the community"
    picture = drawn(ChartBar(label, {"blue": 1}))
    assert any(text.endswith("…") for text in texts(picture))
    assert label in (picture.findtext("desc") or "")


def test_bars_without_any_item_are_drawn_as_nothing() -> None:
    assert not list(drawn(ChartBar("Drugs", {"blue": 0})).iter("rect"))


@settings(deadline=None)
@given(st.lists(COUNTS, max_size=6))
def test_no_bar_leaves_the_picture_and_each_says_its_total(counts: list[dict[Colour, int]]) -> None:
    picture = drawn(*(ChartBar(f"Pathway {n}", count) for n, count in enumerate(counts)))
    for rect in picture.findall("g/rect"):
        assert float(rect.get("x", 0)) + float(rect.get("width", 0)) <= FULL_WIDTH
        assert float(rect.get("y", 0)) + float(rect.get("height", 0)) <= float(
            picture.get("viewBox", "").split()[3]
        )
    for count in counts:
        assert any(text.startswith(f"{sum(count.values())} in all") for text in texts(picture))


def test_numbers_stand_out_from_the_part_they_are_written_on() -> None:
    assert [
        colour for colour, paint in PAINTS.items() if contrast(paint.fill, paint.ink) < 4.5
    ] == []


def test_labels_stand_out_from_the_paper_or_from_their_halo() -> None:
    for picture in (drawn(ELS), line_of(ChartPoint("Q1", 10, 12), ChartPoint("Q2", 20, None))):
        for text in picture.iter("text"):
            assert (
                contrast(text.get("fill", picture.get("fill", "")), text.get("stroke", "#ffffff"))
                >= 4.5
            )


@pytest.mark.parametrize("blindness", BLIND)
def test_people_who_are_colour_blind_tell_the_parts_apart(blindness: str) -> None:
    assert nearest([paint.fill for paint in PAINTS.values()], blindness) > 15


def test_parts_are_told_apart_in_black_and_white() -> None:
    picture = drawn(ChartBar("All", dict.fromkeys(PAINTS, 5)))
    paths = [pattern.find("path") for pattern in picture.iter("pattern")]
    lines = ["" if path is None else path.get("d", "") for path in paths]
    plain = [
        fill
        for fill, line in zip((p.fill for p in PAINTS.values()), lines, strict=True)
        if not line
    ]
    assert len({line for line in lines if line}) == 4
    assert contrast(*plain) > 4.5


def test_a_trajectory_says_every_number_to_those_who_do_not_see_it() -> None:
    picture = line_of(ChartPoint("Q1", 10.5, 12), ChartPoint("Q2", 21, None))
    assert picture.findtext("title") == "Alcohol"
    assert (
        picture.findtext("desc") == "starts. Q1: target 10.5, actual 12. Q2: target 21, no return."
    )


def test_each_point_has_its_value_and_a_missing_return_none() -> None:
    picture = line_of(ChartPoint("Q1", 10.5, 12), ChartPoint("Q2", 21, None))
    assert texts(picture) == ["Target", "Actual", "starts", "10.5", "12", "Q1", "21", "Q2"]


def test_labels_too_long_for_their_place_are_shortened_and_whole_in_the_words() -> None:
    picture = line_of(
        *(ChartPoint(f"Quarter {n} of the plan's year", n, n) for n in range(1, 5)),
        unit="completions " * 5,
    )
    assert all(len(text) <= 24 for text in texts(picture))
    assert "Quarter 4 of the plan's year: target 4" in (picture.findtext("desc") or "")


def test_the_line_of_actuals_is_not_drawn_across_a_missing_return() -> None:
    picture = line_of(
        ChartPoint("Q1", 10, 9),
        ChartPoint("Q2", 20, None),
        ChartPoint("Q3", 30, 28),
        ChartPoint("Q4", 40, 39),
    )
    solid = [line for line in picture.iter("line") if not line.get("stroke-dasharray")]
    assert len(solid) == 2  # the legend's, and from Q3 to Q4


def test_higher_values_are_drawn_higher_also_below_nought() -> None:
    picture = line_of(ChartPoint("Q1", 10, -5), ChartPoint("Q2", 20, 3), ChartPoint("Q3", 30, 30))
    heights = [float(dot.get("cy", 0)) for dot in picture.iter("circle")][1:]
    assert heights == sorted(heights, reverse=True)
    assert all(0 < height < 190 for height in heights)


@pytest.mark.parametrize(
    "points",
    [(), (ChartPoint("2009/10", 66, None),), (ChartPoint("Q1", 0, 0), ChartPoint("Q2", 0, 0))],
)
def test_a_trajectory_of_few_points_or_of_noughts_is_drawn(points: tuple[ChartPoint, ...]) -> None:
    assert texts(line_of(*points, unit=""))[:2] == ["Target", "Actual"]


def test_hostile_text_changes_no_element_of_a_chart() -> None:
    def shape(picture: Element) -> set[tuple[str, tuple[str, ...]]]:
        return {(part.tag, tuple(sorted(part.keys()))) for part in picture.iter()}

    def named(text: str) -> list[Element]:
        bars = BarChart(text, (ChartBar(text, {"red": 2}),))
        trajectory = TrajectoryChart(text, text, (ChartPoint(text, 2, 1),))
        return [read(bars), read(trajectory)]

    tame = named("two lines of words that are as long as the others are")
    hostile = named(HOSTILE)
    assert [shape(picture) for picture in hostile] == [shape(picture) for picture in tame]
    assert all(picture.findtext("title") == clean(HOSTILE) for picture in hostile)


MATRIX = Matrix(
    "Worst colour by pathway and quarter",
    "Pathway",
    ("Q1", "Q2"),
    (
        MatrixRow("Drugs", (MatrixCell(7, "red", "3 Red of 7"), MatrixCell())),
        MatrixRow("Health", (MatrixCell(2, "blue", "2 Blue of 2"), MatrixCell(1, "none", "1"))),
    ),
)
LINE = LineChart("Late", "milestones late", (LinePoint("Jun", 0), LinePoint("Jul", 4)))
TIMELINE = Timeline(
    "Dates that moved",
    date(2009, 6, 1),
    date(2010, 3, 31),
    date(2009, 11, 30),
    (
        TimelineRow("1.1.1-a Reviews", date(2009, 9, 30), date(2009, 12, 31), date(2010, 6, 30)),
        TimelineRow("1.1.1-b No date"),
    ),
)


def test_a_matrix_has_the_word_of_its_colour_in_each_cell_that_is_not_empty() -> None:
    picture = read(MATRIX)
    written = texts(picture)
    assert written == ["Pathway", "Q1", "Q2", "Drugs", "3 Red of 7", "Health", "2 Blue of 2", "1"]
    assert picture.findtext("desc") == ("Drugs: Q1 3 Red of 7. Health: Q1 2 Blue of 2, Q2 1.")


def test_a_line_of_counts_has_each_number_and_is_broken_where_one_is_not_known() -> None:
    picture = read(LINE)
    assert texts(picture) == ["0", "Jun", "4", "Jul"]
    assert picture.findtext("desc") == "milestones late: Jun 0, Jul 4."
    gap = LineChart("Late", "late", (*LINE.points, LinePoint("Aug", None), LinePoint("Sep", 5)))
    assert len(list(read(gap).iter("line"))) == 1
    assert "Aug not known" in (read(gap).findtext("desc") or "")


def test_a_timeline_has_months_and_each_date_in_the_picture() -> None:
    picture = read(TIMELINE)
    written = texts(picture)
    assert {"Jun", "2009", "Jan", "2010", "Planned", "30 Nov 2009", "30 Jun 2010"} <= set(written)
    for mark in [*picture.iter("circle"), *picture.iter("line")]:
        assert 0 <= float(mark.get("cx") or mark.get("x2") or 0) <= FULL_WIDTH
    assert picture.findtext("desc") == (
        "1.1.1-a Reviews: planned 30 Sep 2009, approved 31 Dec 2009, forecast 30 Jun 2010."
        " 1.1.1-b No date: no date."
    )


def test_what_a_measure_needs_is_written_under_its_line() -> None:
    chart = TrajectoryChart("T", "", (ChartPoint("Q1", 1, 1),), "736 in two quarters after 366")
    assert "Needed: 736 in two quarters after 366" in " ".join(texts(read(chart)))


@pytest.mark.parametrize("picture", [MATRIX, LINE, TIMELINE], ids=lambda picture: picture.title)
def test_words_of_its_own_take_the_place_of_those_of_a_picture(picture: Picture) -> None:
    worded = msgspec.structs.replace(picture, words="In words.")
    assert read(worded).findtext("desc") == "In words."


_DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@settings(deadline=None)
@given(_DAYS, _DAYS, _DAYS, st.lists(_DAYS | st.none(), max_size=5))
def test_dates_in_any_order_stay_in_the_picture(
    first: date, last: date, today: date, days: list[date | None]
) -> None:
    last = max(first, last)
    rows = tuple(TimelineRow("Row", day, day, day) for day in days)
    picture = read(Timeline("T", first, last, today, rows))
    for mark in picture.iter("circle"):
        assert 0 <= float(mark.get("cx", 0)) <= FULL_WIDTH
