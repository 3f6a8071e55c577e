"""The measures of a plan with their periods: what is to be returned when, against which target."""

from datetime import date

from msgspec import Struct


class MeasurePeriod(Struct, frozen=True, array_like=True, gc=False):
    """One period of a measure: its ref, its label as JSON and refs have it, and its days.

    `target` is None where print sets none for the period. `is_due` says whether an actual is due
    at its end.
    """

    ref: str
    label: str
    first: date
    due: date
    target: float | None = None
    is_due: bool = False


class PlanMeasure(Struct, frozen=True, kw_only=True, array_like=True):
    """One number that shows success, as the plan alone gives it.

    `objective`, `priority` and `section` are empty for a measure outside the table. `serves` are
    the codes that it names itself, `serves_above` those of its objective and priority.
    `periods` are in order of their last days. `returns` is when an actual is due beside them,
    without its `?`. `reading` is why print is read so, and `is_doubtful` whether a `?` asks a lead to
    confirm that. `is_milestone` says whether it is a cumulative milestone, whose id it then has.
    """

    id: str
    title: str
    printed: str | None
    unit: str | None
    shape: str
    better: str
    baseline: dict[str, float]
    objective: str
    priority: str
    section: str
    serves: tuple[str, ...]
    serves_above: tuple[str, ...]
    area: str | None
    leads: tuple[str, ...]
    pathways: tuple[str, ...]
    tags: tuple[str, ...]
    sum_of: tuple[str, ...]
    periods: tuple[MeasurePeriod, ...]
    is_milestone: bool = False
    returns: str | None = None
    reading: str | None = None
    is_doubtful: bool = False

    @property
    def is_cumulative(self) -> bool:
        """Whether an actual counts since the year's first day."""
        return self.shape == "cumulative"

    def all_serves(self) -> tuple[str, ...]:
        """Return the codes that the measure serves itself or through its objective or priority."""
        return tuple(dict.fromkeys((*self.serves, *self.serves_above)))
