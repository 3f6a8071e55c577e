"""Which file of a journal's folder is an author's: one for each author, and none for two.

An author is the same in any case and any Unicode form.
"""

import re
from pathlib import Path

from plan_data.text import one_line
from store.journal.append_only import is_plain_file
from store.journal.reader import NotAJournalError, author_of

_SUFFIX = ".json"
_LONGEST_SLUG = 40  # with its digest: readers of the folder know names of this length
_DIGEST_BYTES = 5
_LONGEST_HEADER = 1024 * 1024


def author_key(author: str) -> str:
    """Return a name in the form in which authors are compared: on one line, lower-case, in NFC.

    Folding more than that would give Weiss and Weiß, who are two, one name.
    """
    name = one_line(author)
    if name.isascii():
        return name.lower()
    import unicodedata  # for few names

    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).lower())


def author_file_name(author: str, machine: str) -> str:
    """Return the name of the file that `machine` writes for an author.

    A name of ASCII words alone becomes these words. Of any other, as with accents, other scripts
    or signs, a digest of the name keeps the file apart from those of similar names.
    """
    key = author_key(author)
    slug = _slug(key)
    is_plain = "-" not in key and key.replace(" ", "-") == slug
    if is_plain and 0 < len(slug) <= _LONGEST_SLUG:
        return _file_name(slug, machine)
    return _file_name(_slug_with_digest(key), machine)


def _slug_with_digest(key: str) -> str:
    from hashlib import blake2b  # slow to import, and needed for few names
    from unicodedata import normalize

    digest = blake2b(key.encode("utf-8", "replace"), digest_size=_DIGEST_BYTES).hexdigest()
    letters = normalize("NFD", key).encode("ascii", "ignore").decode()
    longest = _LONGEST_SLUG - len(digest) - 1
    words = _slug(letters)[:longest].strip("-") or "author"
    return f"{words}-{digest}"


def find_author_file(folder: Path, author: str, machine: str) -> Path:
    """Return the file in `folder` that `machine` writes for an author.

    It is the one that version 0.1 named, if its header names the author. Otherwise it is the one of
    `author_file_name`, unless that is another author's from version 0.1.
    """
    key = author_key(author)
    old = folder / _file_name(_old_slug(author), machine)
    new = folder / author_file_name(author, machine)
    holder = _author_in(old)
    if holder == key:
        return old
    if old == new and holder is not None:
        return folder / _file_name(_slug_with_digest(key), machine)
    return new


def _author_in(path: Path) -> str | None:
    """Return whose file it is, in the form of `author_key`; None if it has no whole header."""
    try:
        if not is_plain_file(path):
            return None
        with path.open("rb") as file:
            return author_key(author_of(file.readline(_LONGEST_HEADER)))
    except (OSError, NotAJournalError):
        return None


def _file_name(slug: str, machine: str) -> str:
    return f"{slug}-{machine}{_SUFFIX}"


def _old_slug(author: str) -> str:
    """Return an author's part of a file's name as version 0.1 made it."""
    return _slug(author.lower())[:_LONGEST_SLUG] or "author"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")
