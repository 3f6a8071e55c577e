"""The plan as its file has it: immutable and typed.

Every field of a class is a key of the file; docs/plan-format.md explains them. The docstrings of
the classes are the descriptions in the JSON Schema, which editors show.
"""

from msgspec import Struct

from plan_data.vocabulary import VOCABULARY, Vocabulary


class Source(Struct, frozen=True, omit_defaults=True):
    """Where the official wording is printed: the page, and the row of its table."""

    page: int | None = None
    row: str | None = None


class Milestone(Struct, frozen=True, omit_defaults=True):
    """One thing that can be ticked; `when` or `cumulative` says when.

    `wording` is the full text of the user's own document where `title` is shorter, `carried_from`
    the plan and the ref that this was carried forward from, such as `north-2009-10 2.4.3-b`.
    `printed_leads` and `first_leads` are those of the objective unless it has `leads` of its own;
    its `tags` are added to the objective's. `returns` is when an actual of its figures is due
    beside their quarters.
    """

    id: str
    title: str
    printed: str | None = None
    when: str | None = None
    reading: str | None = None
    unit: str | None = None
    cumulative: dict[str, float] | None = None
    returns: str | None = None
    serves: tuple[str, ...] = ()
    leads: tuple[str, ...] | None = None
    printed_leads: str | None = None
    first_leads: bool = False
    pathways: tuple[str, ...] | None = None
    tags: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    same_as: str | None = None
    wording: str | None = None
    carried_from: str | None = None
    source: Source | None = None
    note: str | None = None


class Measure(Struct, frozen=True, omit_defaults=True):
    """One number that shows success.

    `shape` is "level" (the value of a period) or "cumulative" (since the year's first day), `better`
    "higher" or "lower". `targets` and `baseline` are by periods of the timescale language. An actual
    is due when `returns` says, else at the end of each target's period. `sum_of` names the measures
    whose targets and actuals add up to its own. With `each_area` it is one measure for each area of the
    plan, with the area's code at the end of its id.
    """

    id: str
    title: str
    printed: str | None = None
    unit: str | None = None
    shape: str = "level"
    better: str = "higher"
    targets: dict[str, float] = {}
    baseline: dict[str, float] = {}
    returns: str | None = None
    serves: tuple[str, ...] = ()
    area: str | None = None
    each_area: bool = False
    sum_of: tuple[str, ...] = ()
    leads: tuple[str, ...] | None = None
    pathways: tuple[str, ...] | None = None
    tags: tuple[str, ...] = ()
    reading: str | None = None
    note: str | None = None
    source: Source | None = None


class Objective(Struct, frozen=True, omit_defaults=True):
    """A numbered objective; its leads and pathways are its milestones'
    unless they name their own.
    """  # noqa: D205 - one sentence, which the schema quotes

    number: str
    title: str
    wording: str | None = None
    leads: tuple[str, ...] = ()
    printed_leads: str | None = None
    first_leads: bool = False
    pathways: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    pathways_inferred: bool = False
    success: tuple[str, ...] = ()
    measures: tuple[Measure, ...] = ()
    serves: tuple[str, ...] = ()
    source: Source | None = None
    reading: str | None = None
    note: str | None = None
    milestones: tuple[Milestone, ...] = ()


class Priority(Struct, frozen=True, omit_defaults=True):
    """A numbered priority."""

    number: str
    title: str
    note: str | None = None
    objectives: tuple[Objective, ...] = ()
    serves: tuple[str, ...] = ()


class Section(Struct, frozen=True, omit_defaults=True):
    """A numbered section of the plan."""

    number: str
    title: str
    note: str | None = None
    priorities: tuple[Priority, ...] = ()


class Board(Struct, frozen=True, omit_defaults=True):
    """A board that the plan reports to; `dates` are ISO days of its meetings."""

    name: str
    meets: str | None = None
    dates: tuple[str, ...] = ()
    chair: str | None = None
    reports_to: str | None = None
    members: tuple[str, ...] = ()
    note: str | None = None
    source: Source | None = None


class Pathway(Struct, frozen=True, omit_defaults=True):
    """A theme of the plan, every spelling of it in print, and who leads or champions it."""

    code: str
    name: str
    printed: tuple[str, ...] = ()
    board: str | None = None
    lead: str | None = None
    champion: str | None = None
    note: str | None = None
    source: Source | None = None


class Agency(Struct, frozen=True, omit_defaults=True):
    """Who can answer for an item, and every spelling of it in print.

    `part_of` is the code of the agency that it is a part of.
    """

    code: str
    name: str
    printed: tuple[str, ...] = ()
    part_of: str | None = None
    note: str | None = None


class Tag(Struct, frozen=True, omit_defaults=True):
    """A group that cuts across pathways, such as women."""

    code: str
    name: str
    note: str | None = None
    source: Source | None = None


class Indicator(Struct, frozen=True, omit_defaults=True):
    """What measures, milestones, objectives and priorities may serve; `psa` names its PSAs."""

    code: str
    name: str
    psa: tuple[str, ...] = ()
    note: str | None = None
    source: Source | None = None


class Area(Struct, frozen=True, omit_defaults=True):
    """A part of the region that a measure may be of, and every spelling of it in print."""

    code: str
    name: str
    printed: tuple[str, ...] = ()
    note: str | None = None


class Commitment(Struct, frozen=True, omit_defaults=True):
    """A promise in the plan's text, outside its delivery table: without a date, and not ticked.

    `group` is the heading above it in print.
    """

    id: str
    title: str
    group: str | None = None
    leads: tuple[str, ...] = ()
    pathways: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    note: str | None = None
    source: Source | None = None


class Term(Struct, frozen=True, omit_defaults=True):
    """A line of the plan's glossary; `ours` if the plan's editor added it."""

    term: str
    means: str
    ours: bool = False
    note: str | None = None


class Table(Struct, frozen=True, omit_defaults=True):
    """A table of the plan beside its delivery table, such as an indicator's targets."""

    title: str
    indicator: str | None = None
    note: str | None = None
    source: Source | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


class Footnote(Struct, frozen=True, omit_defaults=True):
    """A numbered footnote of the plan, in our words."""

    number: str
    text: str


class About(Struct, frozen=True, omit_defaults=True):
    """What a plan says of itself: all of it but its sections.

    Either `year` or `years` is written; `year_starts` is the month in which each starts. `start` is the
    first day of the work. `measures` are those outside any objective, such as an
    indicator's targets by area.
    """

    plan: str
    title: str
    year: str
    years: str | None = None
    year_starts: str | None = None
    quarters: str | None = None
    start: str | None = None
    published: str | None = None
    publisher: str | None = None
    note: str | None = None
    boards: tuple[Board, ...] = ()
    pathways: tuple[Pathway, ...] = ()
    agencies: tuple[Agency, ...] = ()
    tags: tuple[Tag, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    areas: tuple[Area, ...] = ()
    measures: tuple[Measure, ...] = ()
    glossary: tuple[Term, ...] = ()
    tables: tuple[Table, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    vocabulary: Vocabulary = VOCABULARY

    @property
    def id(self) -> str:
        """The plan's id, which the file keeps under `plan`."""
        return self.plan

    @property
    def year_text(self) -> str:
        """The plan's year or years as they are written: 2009/10, 2024 or 2021 to 2025."""
        return self.year or self.years or ""

    def pathways_of_board(self, name: str) -> tuple[str, ...]:
        """Return the codes of the pathways whose board has a name."""
        return tuple([pathway.code for pathway in self.pathways if pathway.board == name])

    def agencies_above(self, code: str) -> tuple[str, ...]:
        """Return the codes of the agencies that an agency is a part of, the nearest first."""
        above = {agency.code: agency.part_of for agency in self.agencies}
        codes: list[str] = []
        current = above.get(code)
        while current is not None and current not in (code, *codes):
            codes.append(current)
            current = above.get(current)
        return tuple(codes)

    def agency_family(self, code: str) -> frozenset[str]:
        """Return the codes of an agency and of all its parts."""
        parts = [
            agency.code for agency in self.agencies if code in self.agencies_above(agency.code)
        ]
        return frozenset((code, *parts))


class Plan(About, frozen=True, omit_defaults=True, kw_only=True):
    """One published delivery plan for one region and year."""

    sections: tuple[Section, ...]

    def priority_titles(self) -> dict[str, str]:
        """Return the title of each priority by its number, in plan order."""
        titles = {}
        for section in self.sections:
            for priority in section.priorities:
                titles[priority.number] = priority.title
        return titles

    @property
    def about(self) -> About:
        """The plan without its sections."""
        return About(**{name: getattr(self, name) for name in About.__struct_fields__})
