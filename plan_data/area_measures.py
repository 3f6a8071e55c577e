"""Measures outside any objective; one of every area becomes a measure for each area."""

from collections.abc import Iterator

from msgspec.structs import replace

from plan_data.model import About, Area, Measure


def measures_outside(about: About) -> tuple[Measure, ...]:
    """Return the measures outside the table, one for each area in place of an `each_area` one.

    A measure that the file writes out itself takes the place of one with the same id.
    """
    found: list[Measure] = []
    for measure, area in _with_areas(about):
        if area is None:
            found.append(measure)
        else:
            found.append(_of_area(measure, area))
    return tuple(found)


def written_of_cells(about: About) -> dict[str, Measure]:
    """Return the measures as the file has them by the ids of the measures of areas that they make."""
    return {
        _cell_id(measure, area): measure for measure, area in _with_areas(about) if area is not None
    }


def _with_areas(about: About) -> Iterator[tuple[Measure, Area | None]]:
    """Yield each measure, one of each area with each area for which none is written out."""
    written = {measure.id for measure in about.measures}
    for measure in about.measures:
        if not measure.each_area:
            yield measure, None
            continue
        for area in about.areas:
            if measure.id and _cell_id(measure, area) not in written:
                yield measure, area


def _cell_id(measure: Measure, area: Area) -> str:
    return f"{measure.id}-{area.code}"


def _of_area(measure: Measure, area: Area) -> Measure:
    return replace(
        measure,
        id=_cell_id(measure, area),
        title=f"{measure.title}, {area.name}",
        area=area.code,
        each_area=False,
    )
