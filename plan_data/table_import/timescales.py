"""A cell's timescales: dates beside repeats, "ongoing", "to be agreed", and what they say together."""

import re
from bisect import bisect

import msgspec

from plan_data.model import Milestone
from plan_data.table_import.phrases import SENTENCE, Phrase, date_phrases, in_text_order
from plan_data.timescale.financial_year import FinancialYear
from plan_data.timescale.occurrences import expand_occurrences
from plan_data.timescale.period_parser import NotATimescale
from plan_data.timescale.periods import MONTHS

_REPEATS: tuple[tuple[str, str, str], ...] = (
    (r"fortnightly|every (?:two|2) weeks|every fortnight", "", "the timescale language has no fortnight"),
    (
        r"bi-?annual(?:ly)?",
        "every 6 months",
        "'bi-annual' may be twice a year or every two years; read as twice a year",
    ),
    (r"bi-?monthly", "every 2 months", "'bi-monthly' may be twice a month or every two months; read as the latter"),
    (r"(?:6|six)[ -]?monthly|half[ -]?yearly|twice[ -](?:yearly|a year)|every (?:6|six) months", "every 6 months", ""),
    (r"(?:3|three)[ -]?monthly|every (?:3|three) months", "every quarter", ""),
    (r"(?:2|two)[ -]?monthly|every (?:2|two|other) months?", "every 2 months", ""),
    (r"quarterly|(?:every|each|per) quarter|end of (?:every|each) quarter", "every quarter", ""),
    (r"(?<!\d )(?<!\d-)(?<!\d)monthly|(?:every|each|per) month", "every month", ""),
    (r"weekly|(?:every|each|per) week", "every week", ""),
    (r"annually|yearly|(?:every|each|per) year|(?:^|(?<=\n))annual(?= )", "every year", ""),
)
_ONGOING = re.compile(r"\b(?:on-?going|continuous(?:ly)?|continuing|continues)\b", re.IGNORECASE)
_THROUGHOUT = re.compile(
    r"\b(?:through(?:out)?(?: the)?(?: (?:whole|financial|plan))? year|all year(?: round)?|year[- ]round)\b",
    re.IGNORECASE,
)
_YEAR_END = re.compile(
    r"\b(?:(?:by )?(?:the )?end of (?:the )?(?:financial )?year|year[- ]end)\b(?! \d)", re.IGNORECASE
)
_UNDATED = re.compile(
    r"\b(to be (?:agreed|confirmed|determined|decided|arranged|set)|t\.?b\.?[acd]\b\.?|as required|when required"
    r"|as soon as possible|asap|immediate(?:ly)?|not applicable|n/a)(?!\w)",
    re.IGNORECASE,
)
_SHORT_REASONS = {"tba": "to be agreed", "tbc": "to be confirmed", "tbd": "to be determined", "n/a": "not applicable"}
_BESIDE = re.compile(r"[ \t,(\u2013-]*(?:and)?[ \t(]*", re.IGNORECASE)
_MOST_WORDS = 6  # in a sentence that says its repeat and little else
_TITLE_LIKE = "the word stands in a sentence and may not be the timescale"


def timescales(text: str, year: FinancialYear) -> list[Phrase]:
    """Return the phrases of a timescale cell, in print's order, each in the timescale language."""
    found = in_text_order([*_others(text, year), *date_phrases(text, year)])
    found = _without_qualifiers(text, found)
    for combine in (_years_that_continue, _weekly_through_the_year, _repeats_with_ends, _repeats_then):
        found = combine(text, found, year)
    return [_certified(phrase, year) for phrase in found]


def _others(text: str, year: FinancialYear) -> list[Phrase]:
    found = []
    for pattern, when, why in _REPEATS:
        for match in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            doubt = why or ("" if _says_little_else(text, match) else _TITLE_LIKE)
            kind = "repeat" if when else "undated"
            found.append(Phrase(*match.span(), when or f"undated ({match[0].lower()})", kind, doubt if when else ""))  # type: ignore[arg-type] # one of the two kinds
    for match in _ONGOING.finditer(text):
        sure = match[0].lower().replace("-", "") == "ongoing"
        found.append(Phrase(*match.span(), "ongoing", "ongoing", "" if sure else f"'{match[0]}' is read as ongoing"))
    found += [Phrase(*match.span(), f"throughout {year.label}", "throughout") for match in _THROUGHOUT.finditer(text)]
    for match in _YEAR_END.finditer(text):
        why = "which year's end is not printed; read as the plan's"
        found.append(Phrase(*match.span(), f"by {year.label}", "date", why, "quarter", year.period))
    for match in _UNDATED.finditer(text):
        reason = match[1].lower().replace(".", "")
        found.append(Phrase(*match.span(), f"undated ({_SHORT_REASONS.get(reason, reason)})", "undated"))
    return found


def _says_little_else(text: str, match: re.Match[str]) -> bool:
    after = SENTENCE.search(text, match.end())
    rest = text[match.end() : after.start() if after else len(text)]
    before = text[: match.start()].rstrip(" \t(")
    opens = not before or before[-1] in ".;\n" or bool(_ONGOING.search(before, max(0, len(before) - 9)))
    return opens and len(rest.split()) < _MOST_WORDS and not re.search(r"\d", rest)


def _without_qualifiers(text: str, found: list[Phrase]) -> list[Phrase]:
    """Drop years beside a nearer date in their sentence, and repeats that a list of dates spells out."""
    ends = [cut.start() for cut in SENTENCE.finditer(text)]
    exact = {bisect(ends, each.start) for each in found if each.level in {"day", "month", "season"}}
    lists = {bisect(ends, each.start) for each in found if each.several}
    return [
        each
        for each in found
        if not (each.level in {"year", "year range"} and bisect(ends, each.start) in exact)
        and not (each.kind == "repeat" and bisect(ends, each.start) in lists)
    ]


def _years_that_continue(text: str, found: list[Phrase], _: FinancialYear) -> list[Phrase]:
    """Read "2009-10 ongoing" as throughout that year, "2010 and ongoing" as that year and on from it."""
    kept: list[Phrase] = []
    for phrase in found:
        before = kept[-1] if kept else None
        beside = before and before.level == "year" and _BESIDE.fullmatch(text[before.end : phrase.start])
        if before and beside and phrase.kind in {"ongoing", "throughout"} and "/" in before.when:
            why = "a year and words for no end; read as through that year"
            when = f"throughout {before.when.removeprefix('from ').removeprefix('by ')}"
            kept[-1] = Phrase(before.start, phrase.end, when, "throughout", why)
        elif before and beside and phrase.kind == "ongoing":
            kept.append(
                msgspec.structs.replace(phrase, start=before.start, when=f"ongoing {_from(before)}", why=before.why)
            )
        elif phrase.level == "year" and (cut := text.lower().find("and ongoing", phrase.start, phrase.end)) >= 0:
            year = phrase.when.removeprefix("from ")
            ongoing = msgspec.structs.replace(
                phrase, start=cut, when=f"ongoing from {year}", kind="ongoing", level=None
            )
            kept += [msgspec.structs.replace(phrase, end=cut, when=year), ongoing]
        else:
            kept.append(phrase)
    return kept


def _from(phrase: Phrase) -> str:
    return f"from {phrase.when.removeprefix('from ').removeprefix('by ')}"


def _weekly_through_the_year(text: str, found: list[Phrase], _: FinancialYear) -> list[Phrase]:
    kept: list[Phrase] = []
    for phrase in found:
        before = kept[-1] if kept else None
        beside = before and _BESIDE.fullmatch(text[before.end : phrase.start])
        if before and beside and {before.kind, phrase.kind} == {"throughout", "repeat"}:
            repeat = before if before.kind == "repeat" else phrase
            why = "a repeat and words for the whole year; read as repeating through it"
            kept[-1] = msgspec.structs.replace(repeat, start=before.start, end=phrase.end, why=why)
        else:
            kept.append(phrase)
    return kept


def _repeats_with_ends(text: str, found: list[Phrase], year: FinancialYear) -> list[Phrase]:
    """Read "quarterly from October 2009", "monthly until June 2010" and "quarterly, 2009-10" as one."""
    kept: list[Phrase] = []
    for phrase in found:
        place = max((n for n, each in enumerate(kept) if each.kind != "undated"), default=0)
        before = kept[place] if kept else None
        if before and before.kind == "repeat" and phrase.kind == "date" and not phrase.several:
            gap = text[before.end : phrase.start]
            ended = _ended(before, phrase, gap, year) if not SENTENCE.search(gap) else None
            if ended:
                kept[place:] = [msgspec.structs.replace(ended, end=phrase.end)]
                continue
        kept.append(phrase)
    return kept


def _ended(repeat: Phrase, date: Phrase, gap: str, year: FinancialYear) -> Phrase | None:
    few = len(gap.split()) <= 2  # noqa: PLR2004 - words between that belong to neither
    apart = repeat.why or "the start stands apart from the repeat; read as belonging to it"
    if date.when.startswith("from ") and " from " not in repeat.when:
        return msgspec.structs.replace(
            repeat, when=f"{repeat.when} {date.when}", why=apart if gap.strip(" ,:") else date.why
        )
    if date.word in {"until", "up to", "to"} and few:
        return msgspec.structs.replace(repeat, when=f"{repeat.when} to {date.when.removeprefix('by ')}", why=date.why)
    if date.level == "year" and "/" in date.when and date.when.removeprefix("by ") == year.label:
        return repeat
    if date.level in {"year", "year range"} and few:
        return msgspec.structs.replace(repeat, when=f"{repeat.when} to {date.when.removeprefix('by ')}", why=date.why)
    return None


def _repeats_then(text: str, found: list[Phrase], year: FinancialYear) -> list[Phrase]:
    """Start "thereafter" after the date before it; let a repeat run on to a date past the plan's year."""
    kept: list[Phrase] = []
    for phrase in found:
        before = next((each for each in reversed(kept) if each.due), None)
        if phrase.kind == "repeat" and before and before.due and " " not in phrase.when.removeprefix("every ")[8:]:
            after = text[phrase.start : phrase.end + 40]
            if re.search(r"\bthereafter\b", after, re.IGNORECASE):
                following = before.due.last.month % 12
                label = f"{MONTHS[following]} {before.due.last.year + (following == 0)}"
                phrase = msgspec.structs.replace(  # noqa: PLW2901 - the same phrase, dated
                    phrase, when=f"{phrase.when} from {label}", why="'thereafter' is read as from the month after"
                )
            elif kept[-1] is before and before.when.startswith("by ") and before.due.last > year.last:
                phrase = msgspec.structs.replace(  # noqa: PLW2901
                    phrase,
                    when=f"{phrase.when} to {before.when[3:]}",
                    why="no end is printed; read as to the date before it",
                )
        kept.append(phrase)
    return kept


def _certified(phrase: Phrase, year: FinancialYear) -> Phrase:
    """Return a phrase whose `when` the timescale language has; what it refuses is left undated."""
    try:
        if expand_occurrences(Milestone(id="", title="", when=phrase.when), year):
            return phrase
    except NotATimescale:
        pass
    why = f"'{phrase.when}' is no time that the language has"
    return msgspec.structs.replace(phrase, when="undated (timescale not understood)", kind="undated", why=why, due=None)
