"""A checklist with entries of several kinds, for searches."""

import msgspec
import pytest

from plan_data.load import LoadedPlan
from store.checklist.checklist import Checklist, build_checklist
from tests.store.factories import entry
from tests.store.query.searches import DAY

BOARD_MEETS = entry("meeting", "2009-11-01", "", when="2010-01-12", board="EMRRP Board")


@pytest.fixture(scope="module")
def checklist(east_midlands: LoadedPlan) -> Checklist:
    plan = east_midlands.about.id
    moved = {"when": "Feb 2010", "approved_by": "Board", "plan": plan}
    entries = [
        msgspec.structs.replace(BOARD_MEETS, plan=plan),
        entry("note", "2009-11-02", "2.4.2-a", text="Waiting for Zoë.", plan=plan, by="José Ruiz"),
        entry("done", "2009-11-03", "2.4.4-c", plan=plan, by="ELS lead"),
        entry("rescheduled", "2009-11-04", "2.4.5-a", **moved),
    ]
    return build_checklist(east_midlands, entries, DAY)
