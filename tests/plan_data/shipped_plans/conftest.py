"""Each of the two plans in turn."""

import pytest

from plan_data.load import LoadedPlan


@pytest.fixture(params=["east_midlands", "london"])
def plan(request: pytest.FixtureRequest) -> LoadedPlan:
    found: LoadedPlan = request.getfixturevalue(request.param)
    return found


@pytest.fixture(params=["east_midlands", "london"])
def named_plan(request: pytest.FixtureRequest) -> tuple[str, LoadedPlan]:
    return request.param, request.getfixturevalue(request.param)
