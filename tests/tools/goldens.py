"""The golden files of tests/goldens: `python -m tests.tools.goldens` writes them again.

tests/test_goldens.py fails if the files and the output of Milepost differ. Read the difference
before writing them again: whatever changes there changes for users and their scripts.
"""

import os
import sys
from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent.parent / "goldens"
TESTS = FOLDER.parent / "test_goldens.py"
WRITE = "WRITE_GOLDENS"  # the environment variable that makes the tests write instead of compare
_MOST_LINES = 40  # of a difference; more would hide what it is about

Normalise = Callable[[bytes], bytes]


def check_golden(name: str, content: bytes, normalise: Normalise = bytes) -> None:
    """Fail if a golden file does not hold `content`; or write it, if that is asked for.

    `normalise` is applied to both before they are compared. A file that is then equal is not
    written.
    """
    path = FOLDER / name
    kept = path.read_bytes() if path.exists() else b""
    if normalise(kept) == normalise(content):
        return
    if os.environ.get(WRITE):
        path.write_bytes(content)
        return
    pytest.fail(
        f"tests/goldens/{name} is not what Milepost prints now. If users shall see the change,"
        f" run: python -m tests.tools.goldens\n{_difference(normalise(kept), normalise(content))}",
        pytrace=False,
    )


def _difference(kept: bytes, content: bytes) -> str:
    before, now = kept.decode().splitlines(), content.decode().splitlines()
    lines = list(unified_diff(before, now, "kept", "now", lineterm=""))
    if len(lines) > _MOST_LINES:
        lines[_MOST_LINES:] = [f"... and {len(lines) - _MOST_LINES} more lines"]
    return "\n".join(lines)


def main() -> int:
    """Write all golden files again, and return pytest's exit code."""
    os.environ[WRITE] = "1"
    return int(pytest.main([str(TESTS), "-p", "no:cacheprovider"]))


if __name__ == "__main__":
    sys.exit(main())
