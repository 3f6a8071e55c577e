"""The measures that stand outside any objective, those that are of each area written out."""

from collections.abc import Iterator

from msgspec.structs import replace

from plan_data.model import About, Measure


def measures_outside(about: About) -> tuple[Measure, ...]:
    """Return the measures outside the table, one for each area in place of an `each_area` one.

    A measure that the file writes out itself takes the place of one with the same id.
    """
    written = {measure.id for measure in about.measures}
    found: list[Measure] = []
    for measure in about.measures:
        if measure.each_area:
            found += [each for each in _of_each_area(measure, about) if each.id not in written]
        else:
            found.append(measure)
    return tuple(found)


def _of_each_area(measure: Measure, about: About) -> Iterator[Measure]:
    if not measure.id:
        return
    for area in about.areas:
        yield replace(
            measure,
            id=f"{measure.id}-{area.code}",
            title=f"{measure.title}, {area.name}",
            area=area.code,
            each_area=False,
        )
