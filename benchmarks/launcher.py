"""Run one command from a small process, and note what it took: `launcher.py NOTE COMMAND...`.

The kernel counts the parent's memory at the start of a child as the child's; this parent has
almost none.
"""

import json
import os
import sys
from pathlib import Path
from time import perf_counter

_KILOBYTES = 1024 if sys.platform == "darwin" else 1  # what the system counts in
_OUTPUT = [
    (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
    (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
]


def main(note: str, *words: str) -> None:
    """Run `words` and write seconds, megabytes and the exit code to `note`."""
    start = perf_counter()
    child = os.posix_spawnp(words[0], words, os.environ, file_actions=_OUTPUT)
    _, status, used = os.wait4(child, 0)
    seconds = perf_counter() - start
    Path(note).write_text(
        json.dumps(
            [seconds, used.ru_maxrss / _KILOBYTES / 1024, os.waitstatus_to_exitcode(status)]
        ),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
