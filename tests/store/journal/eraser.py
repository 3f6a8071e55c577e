"""A process that erases entries and prints the id of each once it is acknowledged, for tests.

python -m tests.store.journal.eraser FOLDER: the ids come on the first line of stdin
"""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from store.journal.erase import erase

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for entry_id in sys.stdin.readline().split():
        erase(folder, entry_id, by="ELS lead", at=datetime.now(UTC), why="asked for")
        os.write(sys.stdout.fileno(), f"{entry_id}\n".encode())
