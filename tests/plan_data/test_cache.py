"""The cache of parsed plans: never wrong, never in the way."""

from collections.abc import Callable
from pathlib import Path

import pytest

from plan_data.load import check_plan_file, load_plan

WritesPlan = Callable[..., Path]
MILESTONES = (
    "- {id: 1.1.1-a, title: Right, when: every month}\n- {id: 1.1.1-b, title: Odd, when: some day}"
)


@pytest.fixture
def path(small_plan: WritesPlan) -> Path:
    return small_plan(MILESTONES)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "deep"


def test_a_cached_plan_is_the_plan_with_its_items_and_problems(path: Path, cache: Path) -> None:
    fresh = check_plan_file(path)
    assert check_plan_file(path, cache) == fresh
    (kept,) = cache.iterdir()
    kept.write_bytes(kept.read_bytes().replace(b',"Right",', b',"From the cache",'))
    assert check_plan_file(path, cache).items[0].title == "From the cache"


def test_a_changed_plan_is_read_again(path: Path, cache: Path, small_plan: WritesPlan) -> None:
    check_plan_file(path, cache)
    small_plan(MILESTONES.replace("Right", "Wrong"))
    assert check_plan_file(path, cache).items[0].title == "Wrong"


def test_the_same_plan_elsewhere_names_its_own_file(
    path: Path, cache: Path, small_plan: WritesPlan
) -> None:
    check_plan_file(path, cache)
    other = small_plan(MILESTONES, "other.yaml")
    assert [problem.file for problem in check_plan_file(other, cache).problems] == [str(other)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"null",
        b"[]",
        b"{}",
        b"1e999",
        b'{"plan": 1, "items": [], "problems": []}',
        b'{"plan": null, "items": [], "problems": []}',
        (
            b'{"plan": {"plan": "x", "title": "x", "year": "x", "sections": []}, "items": [], "problems": []}'
        ),
        (
            b'{"plan": {"plan": "x", "title": "x", "year": "2009/10", "sections": {}}, "items": [], "problems": []}'
        ),
        (
            b'{"plan": {"plan": "x", "title": "x", "year": "2009/10", "sections": []}, "items": [{}], "problems": []}'
        ),
        b'{"other": ' + b"[" * 100_000,
        b"[" * 100_000,
    ],
)
def test_a_damaged_cache_is_ignored_and_written_again(
    path: Path, cache: Path, content: bytes
) -> None:
    fresh = check_plan_file(path, cache)
    (kept,) = cache.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(content)
    assert load_plan(path, cache).items == fresh.items
    assert kept.read_bytes() == whole


def test_a_cache_cut_off_anywhere_is_ignored(small_plan: WritesPlan, cache: Path) -> None:
    path = small_plan("- {id: 1.1.1-a, title: Right, when: 2010}")
    fresh = check_plan_file(path, cache)
    (kept,) = cache.iterdir()
    whole = kept.read_bytes()
    for length in range(0, len(whole), 7):
        kept.write_bytes(whole[:length])
        assert check_plan_file(path, cache) == fresh


def test_a_cache_that_cannot_be_written_is_no_failure(path: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    assert check_plan_file(path, in_the_way) == check_plan_file(path)
    assert check_plan_file(path, in_the_way / "below") == check_plan_file(path)
    assert in_the_way.read_text() == "not a folder"


def test_a_folder_in_place_of_the_cached_plan_is_no_failure(path: Path, cache: Path) -> None:
    fresh = check_plan_file(path, cache)
    (kept,) = cache.iterdir()
    kept.unlink()
    kept.mkdir()
    assert check_plan_file(path, cache) == fresh


def test_nothing_is_left_beside_the_cached_plan(path: Path, cache: Path) -> None:
    check_plan_file(path, cache)
    assert [kept.suffix for kept in cache.iterdir()] == [".json"]


@pytest.mark.parametrize("tree", [b"7", b'[{"number":5}]'])
def test_sections_that_were_damaged_in_the_cache_are_read_from_the_plan_s_file(
    path: Path, cache: Path, tree: bytes
) -> None:
    fresh = check_plan_file(path, cache)
    (kept,) = cache.iterdir()
    before, _, _ = kept.read_bytes().partition(b'"tree":')
    kept.write_bytes(before + b'"tree":' + tree + b"}")
    assert load_plan(path, cache).full_plan == fresh.plan
