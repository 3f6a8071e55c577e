"""Put French, Spanish and German times into the English words that the date readers know.

Only words beside a year, a month or a quarter are replaced: "fin 2024", not "fin de semana".
"""

import re
from collections.abc import Callable

from msgspec import Struct

from plan_data.table_import.foreign_months import FOREIGN_MONTH, english_month

_ENGLISH_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_YEAR = r"(?:19|20)\d\d\b"
_OF = r"(?:\s+(?:de\s+l['\u2019]ann[ée]e|del?\s+a[ñn]o|des\s+jahres|del?|du|des|im))?"
_PART = r"(?:first|second|third|fourth)\s+(?:quarter|half)"
_TIME = (
    rf"(?:{_YEAR}|(?:\d{{1,2}}(?:er|\.|º|°)?\s+(?:de\s+)?)?(?:{FOREIGN_MONTH}|{_ENGLISH_MONTH})\b|{_PART}|Q[1-4]\b"
    r"|end\s+of|mid|early|spring|summer|autumn|winter)"
)
_ARTICLE = r"(?:\s+(?:la|le|l['\u2019]|el|del?|des|du|der|dem|den|zum|zur|mois\s+de))?"
_BEFORE_TIME = rf"(?={_ARTICLE}[\s-]+{_TIME})"
_ORDINALS = {
    "first": r"1er|1re|1[èe]re|premi[eè]re?|primer|1[º°.]|erste[sn]?",
    "second": r"2e|2nd|2[èe]me|deuxi[èe]me|second|segundo|2[º°.]|zweite[sn]?",
    "third": r"3e|3[èe]me|troisi[èe]me|tercer|3er|3[º°.]|dritte[sn]?",
    "fourth": r"4e|4[èe]me|quatri[èe]me|cuarto|4to|4[º°.]|vierte[sn]?",
}
_QUARTER = r"trimestre|trim\b\.?|quartal|vierteljahr"
_HALF = r"semestre|halbjahr"


class _WordRewrite(Struct, frozen=True):
    """Words in another language, and the English words for them."""

    pattern: re.Pattern[str]
    english: str


def _rewrite(pattern: str, english: str) -> _WordRewrite:
    return _WordRewrite(re.compile(pattern, re.IGNORECASE), english)


def _rewrites_of_parts() -> list[_WordRewrite]:
    """Return the rewrites of quarters and halves, with a year or without."""
    rewrites = []
    for ordinal, words in _ORDINALS.items():
        for noun, names in (("quarter", _QUARTER), ("half", _HALF)):
            start = rf"(?<![\w.])(?:{words})\s*(?:{names})(?!\w)"
            rewrites.append(_rewrite(rf"{start}{_OF}\s+(?={_YEAR})", f"{ordinal} {noun} of "))
            rewrites.append(_rewrite(start, f"{ordinal} {noun}"))
    return rewrites


def _rewrites_of_words() -> list[_WordRewrite]:
    """Return the rewrites of words before a time, those nearest to it first."""
    rewrites = []
    for english, words in _WORDS_BEFORE_TIME:
        rewrites.append(
            _rewrite(rf"(?<!\w)(?:{words}){_ARTICLE}{_BEFORE_TIME}[\s-]+", f"{english} ")
        )
    return rewrites


_WORDS_BEFORE_TIME = (
    ("spring", r"printemps|primavera|fr[üu]hjahr|fr[üu]hling"),
    ("summer", r"[ée]t[ée]|verano|sommer"),
    ("autumn", r"automne|oto[ñn]o|herbst"),
    ("winter", r"hiver|invierno"),
    ("end of", r"(?:la\s+)?fin|fines|final(?:es)?(?=\s+de)|ende"),
    ("mid", r"(?:la\s+)?mi|mediados|mitte"),
    ("early", r"(?:le\s+)?d[ée]but|principios|inicios|comienzos|anfang"),
    ("in", r"courant|en|im|im\s+laufe"),
    ("from", r"[àa]\s+partir|[àa]\s+compter|d[èe]s|a\s+partir|desde|ab|seit|depuis"),
    ("before", r"avant|antes|vor"),
    ("after", r"apr[èe]s|despu[ée]s|nach"),
    ("by", r"d['\u2019]ici|au\s+plus\s+tard|jusqu['\u2019][àae]n?u?|hasta|para|bis|sp[äa]testens"),
)
_REWRITES = (
    _rewrite(rf"(?<!\w)(?:t([1-4])|([1-4])t)[\s/-]*(?={_YEAR})", "Q"),
    _rewrite(r"(?<=\d\d)[\s/-]+t([1-4])(?!\w)", "Q"),
    *_rewrites_of_parts(),
    *_rewrites_of_words(),
)
_HINT = re.compile(
    rf"trim|quartal|vierteljahr|semestre|halbjahr|(?<!\w)t[1-4](?!\w)|(?<!\w)[1-4]t(?!\w)"
    rf"|(?<!\w)(?:{FOREIGN_MONTH})(?!\w)"
    rf"|(?<!\w)(?:{'|'.join(words for _, words in _WORDS_BEFORE_TIME)}){_BEFORE_TIME}",
    re.IGNORECASE,
)
_DATED_MONTH = re.compile(
    rf"(?<!\w)(?:{FOREIGN_MONTH})\.?,?\s+(?:del?\s+)?{_YEAR}"
    rf"|\d{{1,2}}(?:er|\.|º|°)?\s+(?:de\s+)?(?:{FOREIGN_MONTH})(?!\w)",
    re.IGNORECASE,
)
_MONTH = re.compile(
    rf"(?<!\w)(?P<name>{FOREIGN_MONTH})(?:(?P<dot>\.)|(?!\w))(?P<of>,?\s+del?(?=\s+{_YEAR}))?",
    re.IGNORECASE,
)
_BETWEEN_MONTHS = re.compile(
    rf"(?P<before>\b(?:{_ENGLISH_MONTH})(?:\s+{_YEAR})?)\s+(?P<word>et|y|e|und|ou|o|oder|[àa]|al|au|bis)\s+"
    rf"(?=(?:el\s+|le\s+)?(?:\d{{1,2}}(?:er|\.|º|°)?\s+(?:de\s+)?)?(?:{_ENGLISH_MONTH})\b)",
    re.IGNORECASE,
)
_CONNECTIONS = {"et": "and", "y": "and", "e": "and", "und": "and", "ou": "or", "o": "or"}
_CONNECTIONS["oder"] = "or"
_ALONE = {
    "every month": r"mensuel(?:le)?(?:ment)?|mensual(?:mente)?|monatlich|chaque\s+mois|cada\s+mes",
    "every quarter": r"trimestriel(?:le)?(?:ment)?|trimestral(?:mente)?|viertelj[äa]hrlich",
    "every year": r"annuel(?:le)?(?:ment)?|anual(?:mente)?|j[äa]hrlich|chaque\s+ann[ée]e",
    "every week": r"hebdomadaire|semanal(?:mente)?|w[öo]chentlich",
    "ongoing": r"en\s+continu|en\s+cours|en\s+curso|permanente?|continuo|laufend|fortlaufend",
    "to be determined": r"[àa]\s+d[ée]terminer|[àa]\s+d[ée]finir|por\s+(?:determinar|definir)|offen",
}
_WORDS_ALONE = [(english, re.compile(words, re.IGNORECASE)) for english, words in _ALONE.items()]
_LONGEST_ALONE = 40  # characters of a cell that is one such word


def rewrite_foreign(text: str, replaced: Callable[[str, str], None]) -> str:
    """Return a cell's text with its foreign times in English.

    `replaced` is called with the new and the printed words of each.
    """
    english = _word_alone(text)
    if english:
        replaced(english, text.strip())
        return english
    if not _HINT.search(text):
        return text
    if _DATED_MONTH.search(text):
        text = _MONTH.sub(lambda match: _month(match, replaced), text)
        text = _BETWEEN_MONTHS.sub(_connected, text)
    for rewrite in _REWRITES:
        text = rewrite.pattern.sub(lambda match: _words(match, rewrite.english, replaced), text)  # noqa: B023 - called at once
    return text


def _word_alone(text: str) -> str:
    words = text.strip(" .")
    if len(words) > _LONGEST_ALONE:
        return ""
    for english, pattern in _WORDS_ALONE:
        if pattern.fullmatch(words):
            return english
    return ""


def _month(match: re.Match[str], replaced: Callable[[str, str], None]) -> str:
    name = english_month(match["name"])
    replaced(name, match[0])
    return name


def _connected(match: re.Match[str]) -> str:
    word = _CONNECTIONS.get(match["word"].lower(), "to")
    return f"{match['before']} {word} "


def _words(match: re.Match[str], english: str, replaced: Callable[[str, str], None]) -> str:
    if english == "Q":
        number = next(filter(None, match.groups()))
        english = f"{match[0][: len(match[0]) - len(match[0].lstrip(' /-'))]}Q{number} "
    replaced(english.strip(), match[0].strip())
    return english
