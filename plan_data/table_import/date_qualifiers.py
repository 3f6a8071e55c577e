"""Words before a date that limit it or put it in doubt: "by the end of", "from", "around"."""

import re
import string

from msgspec import Struct

_STARTS = {
    "from",
    "commencing",
    "starting",
    "start",
    "starts",
    "start date",
    "begin",
    "begins",
    "commence",
    "commences",
    "no earlier than",
    "not earlier than",
    "not before",
    "beginning",
    "with effect from",
    "as from",
    "as of",
    "wef",
    "w.e.f",
}
_LIMITS = {"by", "before", "no later than", "not later than", "until", "up to"}
NOT_DUE = {"since", "beyond"}
NOT_DUE_IN_YEAR = {"for", "of", "since", "beyond"}
_WITHOUT_DAY = {"before", "after", "following"}
_LONGEST_LENGTH = 20  # characters of "twelve months" before a date
_LONGEST_PART = 30  # characters of "first working day" before a date
_MOST_BEFORE = 60  # characters before a date in which its words are searched
_IN_QUALIFIERS = f"{string.ascii_letters}. \t:-"  # no other character is in any of its words

SENTENCE_BREAK = re.compile(r"(?<=[.;])[ \t]+(?=[A-Z0-9(])|\n")
_QUALIFIER_AT_END = re.compile(
    r"""(?P<word>\b(?:by|not\ before|before|no\ later\ than|not\ later\ than|no\ earlier\ than
        |not\ earlier\ than|until|up\ to|from|(?:commencing|commences?|starting|starts?|start\ date
        |beginning|begins?)(?:[ \t:]+(?:in|on|from))?|with\ effect\ from|as\ from|as\ of|w\.?e\.?f\.?|during|throughout|in|for
        |since|beyond|after|following|of|due|between|to)\b[ \t:]*)?
        (?:\bthe[ \t]+)?(?P<end>\bend(?:[ \t]*-[ \t]*|[ \t]+of[ \t]+|[ \t]+))?(?:the[ \t]+)?
        (?P<part>\b(?:early|mid|late|beginning\ of|start\ of)[ \t-]*)?(?:\bthe[ \t]+)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_START_WITH_LINK = re.compile(r"((?:start|begin|commenc)[a-z ]*?):? (?:in|on|from)")
_PART_AT_END = re.compile(
    r"\b(?:(?:first|second|third|fourth|last|final|[1-4](?:st|nd|rd|th))[ \t]+(?:\w+day|\w+[ \t]+day|week"
    r"|weekend|fortnight|half|part|days)|weekend)[ \t]*$",
    re.IGNORECASE,
)
_LENGTH_AT_END = re.compile(
    r"\b(?:\d{1,3}|one|two|three|four|five|six|nine|ten|twelve)[ \t-]?(?:day|week|month|year)s?[ \t]*$",
    re.IGNORECASE,
)
_DOUBT_AFTER = re.compile(
    r"[ \t]*(?:\?|[([]?[ \t]*(?P<word>t\.?b\.?c\b\.?|to[ \t]be[ \t]confirmed|provisional(?:ly)?|estimated?"
    r"|est\b\.?|approx\w*|indicative|tentative(?:ly)?|expected|latest\?|at[ \t]risk)[ \t]*[)\]]?)",
    re.IGNORECASE,
)
_DOUBTFUL_WORD = re.compile(
    r"(?:(?P<about>\b(?:approx\w*|provisional\w*|circa|around|about|tentative\w*|subject to|expected"
    r"|anticipated|estimated?|indicative|likely|possibly|probably|hopefully)\b"
    r"|\b(?:c|ca|est|t\.?b\.?c)\b\.?(?=\W{0,4}$)|to be confirmed(?=\W{0,4}$)|[~\u2248](?=\s*$))"
    r"|\b(?P<awaited>issued|publication)\W+(?:\w+\W+){0,2}$)",
    re.IGNORECASE,
)


class DateQualifier(Struct, frozen=True):
    """The words directly before a date, in lower case.

    `start` is where they begin in the text. `word` is "by", "from" and the like, `part` "early",
    "mid" and the like, each "" if there is none; `end` is whether the end of the date is meant.
    """

    start: int
    word: str = ""
    part: str = ""
    end: bool = False

    @property
    def has_words(self) -> bool:
        """Whether there are any such words."""
        return bool(self.word or self.part or self.end)

    @property
    def is_start(self) -> bool:
        """Whether the words are "from" or the like."""
        return self.word in _STARTS

    @property
    def is_limit(self) -> bool:
        """Whether the words are "by", "end of" or the like."""
        return self.end or self.word in _LIMITS

    @property
    def changes_date(self) -> bool:
        """Whether the words belong to the timescale, as "by" does and "in" does not."""
        return self.is_start or self.is_limit or bool(self.part)


def read_qualifier(text: str, date_start: int) -> DateQualifier:
    """Return the words before the date that begins at `date_start`."""
    begin = max(0, date_start - _MOST_BEFORE)
    begin += len(text[begin:date_start].rstrip(_IN_QUALIFIERS))
    match = _QUALIFIER_AT_END.search(text, begin, date_start)
    if not match:
        return DateQualifier(date_start)
    word = (match["word"] or "").lower().strip(" \t:")
    part = (match["part"] or "").lower().strip(" -")
    return DateQualifier(
        match.start(),
        word=_START_WITH_LINK.sub(r"\1", " ".join(word.split())),
        part=part,
        end=bool(match["end"]),
    )


def _doubt_of_words(qualifier: DateQualifier) -> str:
    if qualifier.part:
        return f"'{qualifier.part}' is read as by the end of the time it names"
    if qualifier.word in _WITHOUT_DAY:
        return f"'{qualifier.word}' gives no day; the time itself is read"
    return ""


def doubt_of_qualifier(text: str, begin: int, date_start: int, qualifier: DateQualifier) -> str:
    """Return why the date that begins at `date_start` is in doubt, "" if it is not.

    `begin` is where the text before it ends to belong to an earlier date.
    """
    doubt = _doubt_of_words(qualifier)
    if doubt:
        return doubt
    if _LENGTH_AT_END.search(text, max(begin, qualifier.start - _LONGEST_LENGTH), qualifier.start):
        return "print gives a length of time with the date; the date itself is read"
    if _PART_AT_END.search(text, max(begin, qualifier.start - _LONGEST_PART), qualifier.start):
        return "print names a part of the time; the time itself is read"
    for sentence_break in SENTENCE_BREAK.finditer(text, begin, date_start):
        begin = sentence_break.end()
    match = _DOUBTFUL_WORD.search(text[begin:date_start])
    if not match:
        return ""
    if match["about"]:
        return f"print says '{match['about'].lower()}'"
    awaited = match["awaited"].lower()
    return f"print says '{awaited}': the date may be that of what is waited for"


def find_doubt_after(text: str, end: int) -> re.Match[str] | None:
    """Return what follows a date at once and puts it in doubt: "?", "(TBC)", "provisional"."""
    return _DOUBT_AFTER.match(text, end)
