"""Suggestions for a path while it is typed: the first file or folder that continues it."""

import asyncio
import os
from collections.abc import Collection

from textual.suggester import Suggester

_MOST_NAMES = 2_000  # of a folder that are looked at


class PathSuggester(Suggester):
    """Suggests folders, and the files with one of some endings; Right takes a suggestion."""

    def __init__(self, endings: Collection[str]) -> None:
        """Suggest files that end in one of `endings`, in lower case and with the dot."""
        super().__init__(use_cache=False, case_sensitive=True)
        self._endings = tuple(endings)

    async def get_suggestion(self, value: str) -> str | None:
        """Return the typed path with the rest of the first name that continues it."""
        folder, _, beginning = value.rpartition("/")
        if not beginning:
            return None
        name = await asyncio.to_thread(self._first_name, value, folder, beginning)
        if name is None:
            return None
        return value + name[len(beginning) :]

    def _first_name(self, value: str, folder: str, beginning: str) -> str | None:
        root = "/" if value.startswith("/") and not folder else folder or "."
        names = []
        try:
            with os.scandir(os.path.expanduser(root)) as entries:  # noqa: PTH111 - the path is a text
                for _, entry in zip(range(_MOST_NAMES), entries, strict=False):
                    if entry.name.startswith(beginning) and entry.name.isprintable():
                        names.append(self._offered(entry))
        except (OSError, ValueError):
            return None
        return min(filter(None, names), default=None)

    def _offered(self, entry: "os.DirEntry[str]") -> str:
        """Return an entry's name if it can be part of the path, a folder's with a slash."""
        if entry.is_dir():
            return f"{entry.name}/"
        if entry.name.lower().endswith(self._endings):
            return entry.name
        return ""
