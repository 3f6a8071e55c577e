"""The cache of parsed plans: never wrong, never in the way."""

import os
import random
import stat
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

import pytest

from plan_data.load import check_plan_file, load_plan
from plan_data.plan_cache import cache_key

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


def rewrite(kept: Path, path: Path, old: bytes, new: bytes) -> None:
    """Change the cached plan of a path, with the digest of what it then has."""
    key = cache_key(path, path.read_bytes())
    encoded = kept.read_bytes()[len(key) + 16 :].replace(old, new)
    kept.write_bytes(key + blake2b(encoded, digest_size=16).digest() + encoded)


def test_a_cached_plan_is_the_plan_with_its_items_and_problems(path: Path, cache: Path) -> None:
    fresh = check_plan_file(path)
    assert check_plan_file(path, cache) == fresh
    (kept,) = cache.iterdir()
    rewrite(kept, path, b',"Right",', b',"From the cache",')
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
def test_sections_that_another_program_wrote_into_the_cache_are_read_from_the_plan_s_file(
    path: Path, cache: Path, tree: bytes
) -> None:
    fresh = check_plan_file(path, cache)
    (kept,) = cache.iterdir()
    _, _, sections = kept.read_bytes().partition(b'"tree":')
    rewrite(kept, path, sections, tree + b"}")
    assert load_plan(path, cache).full_plan == fresh.plan


def test_a_flipped_bit_anywhere_in_the_cache_changes_nothing(path: Path, cache: Path) -> None:
    fresh = check_plan_file(path, cache)
    (kept,) = cache.iterdir()
    whole = kept.read_bytes()
    chance = random.Random(2009)  # noqa: S311 - the same bits in each run
    for _ in range(150):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        kept.write_bytes(damaged)
        assert check_plan_file(path, cache) == fresh
        assert kept.read_bytes() == whole


def test_bytes_that_are_swapped_or_filled_with_zeros_change_nothing(
    path: Path, cache: Path
) -> None:
    fresh = check_plan_file(path, cache)
    (kept,) = cache.iterdir()
    whole = kept.read_bytes()
    for damaged in (
        whole.replace(b"1.1.1-a", b"1.1.1-b"),
        whole[:-64] + bytes(64),
        bytes(len(whole)),
        whole + b" ",
    ):
        kept.write_bytes(damaged)
        assert check_plan_file(path, cache) == fresh


posix = pytest.mark.skipif(os.name != "posix", reason="owners, rights and links of POSIX")


@posix
def test_the_cache_is_private_also_if_its_folder_was_open(path: Path, cache: Path) -> None:
    cache.mkdir(parents=True)
    cache.chmod(0o777)
    fresh = check_plan_file(path, cache)
    (kept,) = cache.iterdir()
    assert (stat.S_IMODE(cache.stat().st_mode), stat.S_IMODE(kept.stat().st_mode)) == (0o700, 0o600)
    cache.chmod(0o755)
    assert check_plan_file(path, cache) == fresh
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700


@posix
def test_a_link_in_place_of_the_cached_plan_is_not_followed(
    path: Path, cache: Path, tmp_path: Path
) -> None:
    fresh = check_plan_file(path, cache)
    (kept,) = cache.iterdir()
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_bytes(kept.read_bytes())
    rewrite(elsewhere, path, b',"Right",', b',"Planted",')
    planted = elsewhere.read_bytes()
    kept.unlink()
    kept.symlink_to(elsewhere)
    assert check_plan_file(path, cache) == fresh
    assert elsewhere.read_bytes() == planted
    assert not kept.is_symlink()


@posix
def test_a_link_in_place_of_the_folder_is_not_used(path: Path, cache: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    cache.parent.mkdir()
    cache.symlink_to(elsewhere)
    assert check_plan_file(path, cache) == check_plan_file(path)
    assert list(elsewhere.iterdir()) == []
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o755


@posix
def test_a_pipe_in_place_of_the_cached_plan_is_replaced_without_waiting(
    path: Path, cache: Path
) -> None:
    fresh = check_plan_file(path, cache)
    (kept,) = cache.iterdir()
    kept.unlink()
    os.mkfifo(kept)
    assert check_plan_file(path, cache) == fresh
    assert kept.is_file()


@posix
@pytest.mark.skipif(
    getattr(os, "geteuid", lambda: 1)() != 0, reason="only root can give files away"
)
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_somebody_else_put_in_the_cache_is_not_trusted(
    path: Path, cache: Path, what: str
) -> None:
    fresh = check_plan_file(path, cache)
    (kept,) = cache.iterdir()
    rewrite(kept, path, b',"Right",', b',"Planted",')
    os.chown(kept if what == "file" else cache, 12345, 12345)
    assert check_plan_file(path, cache) == fresh


def test_part_files_of_killed_runs_are_cleared_and_those_of_running_ones_stay(
    path: Path, cache: Path, small_plan: WritesPlan
) -> None:
    check_plan_file(path, cache)
    old = [cache / "plan-0123.4567.part", cache / ".plan-0123.89ab.part"]
    for part in (*old, cache / ".plan.cdef.part"):
        part.write_bytes(b"half a pl")
    for part in old:
        os.utime(part, (0, 0))
    check_plan_file(small_plan(MILESTONES, "other.yaml"), cache)
    assert [kept.name for kept in cache.iterdir() if kept.suffix == ".part"] == [".plan.cdef.part"]


def test_the_cache_of_an_older_version_is_ignored_and_replaced(path: Path, cache: Path) -> None:
    fresh = check_plan_file(path, cache)
    (kept,) = cache.iterdir()
    whole = kept.read_bytes()
    key = cache_key(path, path.read_bytes())
    without_digest = key + whole[len(key) + 16 :]  # as 0.1 wrote it
    for older in (without_digest, without_digest.replace(b".py", b".pz")):
        kept.write_bytes(older)
        assert check_plan_file(path, cache) == fresh
        assert kept.read_bytes() == whole
