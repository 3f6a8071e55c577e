"""Reports of made-up plans for tests, and lookups in them."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from plan_data.load import LoadedPlan
from plan_data.model import Agency, Board, Milestone, Objective, Pathway, Plan, Priority, Section
from store.checklist.checklist import build_checklist
from store.journal.entry import Entry
from tests.store.factories import entry, usable_plan
from tui.reports.build import build_report
from tui.reports.context import ReportRequest
from tui.reports.document import Block, ReportDocument, ReportTable

BOARD = "EMRRP Board"


def plan_of(*objectives: Objective, dates: tuple[str, ...] = ()) -> LoadedPlan:
    """Return a plan with a priority for each objective, two pathways, two leads and a Board."""
    priorities = tuple(
        Priority(
            objective.number.rpartition(".")[0],
            f"Priority of {objective.number}",
            objectives=(objective,),
        )
        for objective in objectives
    )
    plan = Plan(
        plan="small",
        title="A small plan",
        year="2009/10",
        sections=(Section("1", "Everything", priorities=priorities),),
        boards=(Board(BOARD, dates=dates),),
        pathways=(Pathway("ELS", "Employment, Learning and Skills"), Pathway("ATB", "Attitudes")),
        agencies=(Agency("JCP", "Jobcentre Plus"), Agency("NOMS", "NOMS")),
    )
    return usable_plan(plan)


def objective(
    number: str,
    *milestones: Milestone,
    leads: tuple[str, ...] = ("JCP",),
    pathways: tuple[str, ...] = ("ELS",),
) -> Objective:
    return Objective(
        number, f"Objective {number}", leads=leads, pathways=pathways, milestones=milestones
    )


def document_of(
    plan: LoadedPlan,
    *entries: Entry,
    on: str = "2009-11-30",
    known_on: str = "",
    **request: Any,  # noqa: ANN401
) -> ReportDocument:
    known = date.fromisoformat(known_on) if known_on else None
    checklist = build_checklist(plan, entries, date.fromisoformat(on), known)
    return build_report(checklist, entries, ReportRequest(**request))


def block_of(document: ReportDocument, key: str) -> Block:
    return next(block for block in document.blocks if block.key == key)


def table_of(document: ReportDocument, key: str) -> ReportTable:
    return next(table for block in document.blocks for table in block.tables if table.key == key)


def rows_of(
    document: ReportDocument, key: str, otherwise: list[dict[str, Any]] | None = None
) -> list[dict[str, Any]]:
    """Return a table's rows by their columns' keys; `otherwise` if there is no such table."""
    keys = {table.key for block in document.blocks for table in block.tables}
    if otherwise is not None and key not in keys:
        return otherwise
    table = table_of(document, key)
    return [
        dict(zip([column.key for column in table.columns], row, strict=True)) for row in table.rows
    ]


def words_of(document: ReportDocument) -> str:
    """Return every text of a report."""
    texts = [document.title, *(f"{name} {value}" for name, value in document.facts)]
    for block in document.blocks:
        texts += [block.title, *block.paragraphs, *block.points]
        for table in block.tables:
            texts += [table.title, table.nothing, *(column.title for column in table.columns)]
            texts += [str(cell) for row in table.rows for cell in row]
    return "\n".join(texts)


# Any plan, any journal.

DAYS = st.dates(date(2009, 3, 1), date(2010, 9, 30))
PERIODS = st.sampled_from(
    ["Sep 2009", "2009-10-31", "autumn 2009", "Q3 2009/10", "2009/10", "Feb 2010"]
)
FORMS = [
    "{}",
    "{}?",
    "Jun 2009 to {}",
    "from {}",
    "throughout {}",
    "undated (until {})",
    "ongoing",
    "every month to {}",
]
KINDS = [
    "done",
    "reopened",
    "started",
    "note",
    "actual",
    "forecast",
    "rescheduled",
    "withdrawn",
    "retracted",
    "confirmed",
    "judged",
    "decision",
    "meeting",
    "cheered",
]


@st.composite
def plans(draw: st.DrawFn) -> LoadedPlan:
    """A plan with pathways of all kinds, a figure, and a milestone that is printed twice."""
    whens = [draw(st.sampled_from(FORMS)).format(draw(PERIODS)) for _ in range(4)]
    return plan_of(
        objective(
            "1.1.1",
            Milestone("1.1.1-a", "First", when=whens[0]),
            Milestone("1.1.1-b", "Second", when=whens[1]),
        ),
        objective(
            "1.2.1", Milestone("1.2.1-a", "Third", when=whens[2]), pathways=("ELS", "ATB"), leads=()
        ),
        objective(
            "1.3.1",
            Milestone("1.3.1-a", "Fourth", when=whens[3]),
            Milestone("1.3.1-b", "Figure", cumulative={"Q1": 100, "Q2": 300, "Q4": 500}),
            Milestone("1.3.1-c", "Twin", same_as="1.1.1-a"),
            leads=("NOMS", "JCP"),
            pathways=(),
        ),
        dates=draw(st.sampled_from([(), ("2009-07-21", "2010-01-12")])),
    )


@st.composite
def journals(draw: st.DrawFn, plan: LoadedPlan) -> tuple[Entry, ...]:
    """Any entries of any kind with ids in the order of recording."""
    refs = [*sorted({item.ref for item in plan.items}), "1.1.1-gone", ""]
    days = sorted(draw(st.lists(st.tuples(DAYS, DAYS), max_size=14)), key=lambda pair: pair[1])
    entries = []
    for number, (on, at) in enumerate(days, start=1):
        more: dict[str, Any] = {
            "actual": {"number": draw(st.integers(0, 600))},
            "forecast": {"when": draw(PERIODS)},
            "rescheduled": {"when": draw(PERIODS), "approved_by": BOARD},
            "withdrawn": {"approved_by": BOARD},
            "retracted": {"names": f"{draw(st.integers(1, 14)):026d}"},
            "judged": {
                "colour": draw(st.sampled_from(["green", "amber", "red"])),
                "text": "as I see it",
            },
            "note": {
                "text": "words",
                "cause": draw(st.sampled_from(["", "late"])),
                "action": "chase",
            },
            "meeting": {"when": draw(DAYS).isoformat(), "board": BOARD},
        }
        kind = draw(st.sampled_from(KINDS))
        fields = {"id": f"{number:026d}", "at": f"{at}T12:00", "text": "words"} | more.get(kind, {})
        entries.append(entry(kind, on.isoformat(), draw(st.sampled_from(refs)), **fields))
    return tuple(entries)


PLANS_AND_JOURNALS = plans().flatmap(lambda plan: st.tuples(st.just(plan), journals(plan)))
