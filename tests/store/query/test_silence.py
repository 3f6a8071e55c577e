"""When each lead and pathway last reported."""

from datetime import date

from plan_data.model import Agency, Milestone, Objective, Pathway, Plan, Priority, Section
from store.checklist.checklist import build_checklist
from store.journal.entry import Entry
from store.query.silence import Silence, silences
from tests.store.factories import entry, usable_plan
from tests.store.measure_factories import RATE, rate
from tests.store.measure_factories import plan_of as measured_plan


def _milestone(letter: str, lead: str, *pathways: str) -> Milestone:
    return Milestone(
        id=f"1.1.1-{letter}",
        title=f"Milestone {letter}",
        when="Dec 2009",
        leads=(lead,),
        pathways=pathways,
    )


PLAN = usable_plan(
    Plan(
        plan="small",
        title="A small plan",
        year="2009/10",
        sections=(
            Section(
                "1",
                "Everything",
                priorities=(
                    Priority(
                        "1.1",
                        "First",
                        objectives=(
                            Objective(
                                "1.1.1",
                                "The objective",
                                milestones=(
                                    _milestone("a", "JCP", "ELS"),
                                    _milestone("b", "JCP", "ELS"),
                                    _milestone("c", "PCT", "HEALTH"),
                                    _milestone("d", "YOT", "HEALTH"),
                                ),
                            ),
                        ),
                    ),
                ),
            ),
        ),
        pathways=(Pathway("ELS", "Employment"), Pathway("HEALTH", "Health")),
        agencies=(
            Agency("JCP", "Jobcentre Plus"),
            Agency("PCT", "Primary Care Trust"),
            Agency("YOT", "Youth Offending Team"),
            Agency("NONE", "An agency without items"),
        ),
    )
)


def asked(*entries: Entry, on: str = "2009-11-30", since: str = "") -> list[Silence]:
    day = date.fromisoformat(since) if since else None
    return silences(build_checklist(PLAN, entries, date.fromisoformat(on)), day)


def lines(found: list[Silence]) -> list[tuple[str, str, int | None, int]]:
    return [(each.kind, each.code, each.days, each.open_milestones) for each in found]


NOTE = entry("note", "2009-11-20", ref="1.1.1-a", text="On its way")
TICK = entry("done", "2009-10-31", ref="1.1.1-c")


def test_whoever_never_reported_comes_first_and_then_the_longest_silence() -> None:
    assert lines(asked(NOTE, TICK)) == [
        ("lead", "YOT", None, 1),
        ("lead", "PCT", 30, 0),
        ("pathway", "HEALTH", 30, 1),
        ("lead", "JCP", 10, 2),
        ("pathway", "ELS", 10, 2),
    ]


def test_only_reports_count_and_only_the_newest_that_happened_and_was_not_taken_back() -> None:
    newer = entry("note", "2009-11-25", ref="1.1.1-b", text="Wrong item")
    taken_back = entry("retracted", "2009-11-25", ref="1.1.1-b", names=newer.id)
    ahead = entry("note", "2009-12-24", ref="1.1.1-a", text="Later")
    decided = entry("decision", "2009-11-28", ref="1.1.1-a", text="Noted")
    by_code = {each.code: each for each in asked(NOTE, newer, taken_back, ahead, decided)}
    assert by_code["JCP"].last == NOTE


def test_who_has_reported_since_a_day_is_left_out_that_day_included() -> None:
    codes = [each.code for each in asked(NOTE, TICK, since="2009-11-20")]
    assert codes == ["YOT", "PCT", "HEALTH"]
    codes = [each.code for each in asked(NOTE, TICK, since="2009-11-21")]
    assert codes == ["YOT", "PCT", "HEALTH", "JCP", "ELS"]


def test_an_answer_that_there_is_nothing_to_report_ends_the_silence_of_its_lead() -> None:
    nil = entry("nil", "2009-11-25", ref="", by="YOT")

    assert lines(asked(nil, TICK))[-1] == ("lead", "YOT", 5, 1)
    assert [each.code for each in asked(nil, TICK, since="2009-11-25")][:2] == ["JCP", "ELS"]


def test_a_return_of_a_measure_ends_the_silence_of_those_who_answer_for_it() -> None:
    plan = measured_plan(rate())
    figure = entry("actual", "2009-11-25", f"{RATE}@Q2-2009/10", number=64)
    found = silences(build_checklist(plan, [figure], date(2009, 11, 30)))

    assert lines(found) == [("lead", "JCP", 5, 1), ("pathway", "ELS", 5, 1)]
