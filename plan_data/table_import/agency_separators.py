"""Cut a cell into the names of agencies: a comma, an "and" or a "/" may be part of one."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

_SEPARATOR = re.compile(r"\n|\s\+(?=\s)|(?P<outside_brackets>[;,/]|\sand(?=\s))")
_BRACKET = re.compile(r"[()]")
_POST = (
    r"(?:manager|director|head|chair|president|officer|coordinator|minister|dean|secretary|lead"
    r"|adviser|advisor|executive|inspector|superintendent|sergeant)"
)
# "Manager, Community" is one person; "Housing manager, Police" are two.
_POST_BEFORE_COMMA = re.compile(
    r"(?:^|\n|[;/])\s*(?:(?:deputy|assistant|associate|senior|general|executive|acting|vice|chief"
    rf"|police|detective)\s+)*(?:vice-|executive\s+)?{_POST}\s*$",
    re.IGNORECASE,
)
_GOVERNOR_BEFORE_COMMA = re.compile(r"(?:^|[\n;/]|\s)governor\s*$", re.IGNORECASE)
_PRISON = re.compile(r"\s*HM\s?(?:P|YOI|PYOI)\b")
_GROUPS_OF_ONE_KIND = re.compile(  # Y2 and Y6 teachers
    r"\s*(?P<kind>[A-Z][A-Za-z]{0,5}) ?\d{1,2} and (?P=kind) ?\d{1,2}\s+[a-z].*"
)
_FIELD_OF_POST = re.compile(r"\s*(?!(?:.*\b)?(?:police|probation|council)\b)[A-Z][a-z]{3,}\s*")
_POST_AFTER_AND = re.compile(
    r"\s+[A-Z][a-z]+\s+(?:manager|director|officer|coordinator|adviser|advisor|executive)\b",
    re.IGNORECASE,
)
_UNIT_AFTER_AND = re.compile(
    r"\s+(?:[A-Z][a-z]+\s+){1,3}(?:partnership|sub-?group|service|board|committee|group|team|unit"
    r"|department|forum|panel|directorate|division|branch|network|(?<!environment )agency)s?\s*$",
    re.IGNORECASE,
)
_OF_OR_FOR = re.compile(r" (?:of|for) ")
_TWO_WORDS = re.compile(r"\s*[A-Z][a-z]{3,} [A-Z][a-z]{3,}\s*")
_OFFICE_AFTER_AND = re.compile(
    r"\s+(?:[A-Z][a-z]+\s+){1,3}(?:directorate|division|branch)\s*$", re.IGNORECASE
)
_UNIT_OR_POST_OF = re.compile(
    r"(?:^|[;,/\n]|\s)(?:head|director|manager|lead|minister|ministry|department|dept|secretary of state"
    r"|directorate|institute|office|committee)\s+(?:of|for)\s+(?:the\s+)?(?:[A-Z][a-z]+\s*){1,2}$",
    re.IGNORECASE,
)
# "UHC/PHC Officer" is one post with two fields; "HoS/School Manager" are two.
_ACRONYM_BEFORE_SLASH = re.compile(r"(?:^|[;,\n])\s*[A-Z]{2,5}$")
_POST_AFTER_SLASH = re.compile(
    r"[A-Z]{2,5} (?:(?:Programme|Project|Team|Technical) )?"
    r"(?:Officer|Lead|Adviser|Advisor|Coordinator|Specialist|Team|Unit)s?\s*$"
)
_FIELD_AFTER_AND = re.compile(r"\s+[A-Z][a-z]{3,}(?:\s+[A-Z][a-z]{3,})?\s*")
# What is an agency or a person of its own, not the field of another.
_OWN_NAME = re.compile(
    r"\b(?:police|probation|prisons?|councils?|schools?|courts?|office|service|agency|authority|board"
    rf"|trust|government|university|clerk|{_POST}s?|[a-z]{{2,}}(?:ers?|ors?|ists?|ees|ians?|[wm][ae]n|ants))\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_ACRONYM = re.compile(r"\((?P<letters>[A-Z][A-Za-z]{1,9})\)")
_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
_SMALL_WORDS = frozenset(["and", "of", "the", "for", "in", "to", "on"])
_LONGEST_NAME = 90  # characters on each side of an "and" that may be inside a name


def split_agencies(cell: str, is_alone: Callable[[str], bool]) -> list[str]:
    """Return the parts of a cell between separators; most separators in brackets are none.

    `is_alone` returns whether a name is all that another cell of the table has.
    """
    brackets = [(bracket.start(), bracket[0]) for bracket in _BRACKET.finditer(cell)]
    written_out = list(_written_out(cell))
    parts = []
    begin = 0
    for separator in _SEPARATOR.finditer(cell):
        following = _SEPARATOR.search(cell, separator.end())
        after = cell[separator.end() : following.start() if following else None]
        before = cell[begin : separator.start()]
        if _is_inside(separator.start(), written_out):
            continue
        if _is_inside_name(before, separator[0], after, is_alone):
            continue
        if separator["outside_brackets"] and _is_before_closing(brackets, separator.end()):
            continue
        parts.append(before)
        begin = separator.end()
    parts.append(cell[begin:])
    return parts


def _is_inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first < place < last for first, last in spans)


def _is_inside_name(
    before: str, separator: str, after: str, is_alone: Callable[[str], bool]
) -> bool:
    """Return whether a comma, a "/" or an "and" is part of a post or of a body's name."""
    if separator == "/":
        return bool(_ACRONYM_BEFORE_SLASH.search(before) and _POST_AFTER_SLASH.match(after))
    if separator == ",":
        return _is_before_place(before, after)
    if separator != " and" or max(len(before), len(after)) > _LONGEST_NAME:
        return False
    if is_alone(before) or is_alone(after):
        return False
    if _GROUPS_OF_ONE_KIND.fullmatch(f"{before}{separator}{after}"):
        return True
    return _is_post(before, after) or _is_body(before, after)


def _is_before_place(before: str, after: str) -> bool:
    """Return whether a post is before a comma: Manager, Community, or Governor, HMP Leicester."""
    if _GOVERNOR_BEFORE_COMMA.search(before):
        return bool(_PRISON.match(after))
    return bool(_POST_BEFORE_COMMA.search(before))


def _is_post(before: str, after: str) -> bool:
    """Return whether the two sides of an "and" are People and Culture Manager."""
    return bool(_FIELD_OF_POST.fullmatch(before) and _POST_AFTER_AND.match(after))


def _is_body(before: str, after: str) -> bool:
    """Return whether they are Fire and Rescue Service, or Ministry of Health and Care."""
    if _OWN_NAME.search(_OF_OR_FOR.split(before)[-1]) or _OWN_NAME.match(after.strip()):
        return False
    if _FIELD_OF_POST.fullmatch(before) and _UNIT_AFTER_AND.match(after):
        return True
    if _TWO_WORDS.fullmatch(before) and _OFFICE_AFTER_AND.match(after):
        return True
    field = _IN_BRACKETS.sub("", after)
    is_field = bool(_FIELD_AFTER_AND.fullmatch(field)) and not _OWN_NAME.search(after)
    return is_field and bool(_UNIT_OR_POST_OF.search(before))


def _is_before_closing(brackets: Sequence[tuple[int, str]], place: int) -> bool:
    """Return whether the next bracket after a place is a closing one."""
    following = bisect_left(brackets, (place, ""))
    return following < len(brackets) and brackets[following][1] == ")"


def _written_out(cell: str) -> Iterator[tuple[int, int]]:
    """Yield where a name begins and ends that an acronym in brackets follows.

    Innovation, Science and Development (ISD) is one name, by the first letters of its words.
    """
    at = 0
    for acronym in _ACRONYM.finditer(cell):
        letters = [letter for letter in acronym["letters"] if letter.isupper()]
        words = [
            word
            for word in _WORD.finditer(cell, at, acronym.start())
            if word[0] not in _SMALL_WORDS
        ]
        initials = [word[0][0].upper() for word in words]
        for place in range(len(words) - len(letters), -1, -1):
            if initials[place : place + len(letters)] == letters:
                yield words[place].start(), acronym.end()
                break
        at = acronym.end()
