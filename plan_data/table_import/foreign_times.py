"""Put French, Spanish and German times into the English words that the date readers know.

Only words beside a year, a month or a quarter are replaced: "fin 2024", not "fin de semana".
"""

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from plan_data.table_import.foreign_months import FOREIGN_MONTH, english_month

_ENGLISH_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_YEAR = r"(?:19|20)\d\d\b"
_OF = r"(?:\s+(?:de\s+l['\u2019]ann[ée]e|del?\s+a[ñn]o|des\s+jahres|del?|du|des|im))?"
_PART = r"(?:(?:first|second|third|fourth)\s+(?:quarter|half)|calendar\s+Q[1-4])"
_TIME = (
    rf"(?:{_YEAR}|\d{{1,2}}[./]\d{{1,2}}[./](?:\d\d)?\d\d\b|(?:\d{{1,2}}(?:er|\.|º|°)?\s+(?:de\s+)?)?(?:{FOREIGN_MONTH}|{_ENGLISH_MONTH})\b|{_PART}|Q[1-4]\b"
    r"|end\s+of|mid|early|spring|summer|autumn|winter)"
)
_ARTICLE = r"(?:\s+(?:la|le|l['\u2019]|el|del?|des|du|der|dem|den|zum|zur|mois\s+de))?"
_L = r"\s+l['\u2019]"  # before a vowel: l'automne
_BEFORE_TIME = rf"(?=(?:{_L}|{_ARTICLE}[\s-]+){_TIME})"
_ORDINALS = {
    "first": r"i\.?|1er|1re|1[èe]re|premi[eè]re?|primer|1[º°.]|erste[sn]?",
    "second": r"ii\.?|2e|2nd|2[èe]me|deuxi[èe]me|second|segundo|2[º°.]|zweite[sn]?",
    "third": r"iii\.?|3e|3[èe]me|troisi[èe]me|tercer|3er|3[º°.]|dritte[sn]?",
    "fourth": r"iv\.?|4e|4[èe]me|quatri[èe]me|cuarto|4to|4[º°.]|vierte[sn]?",
}
_ROMAN = ("", "I", "II", "III", "IV")
_YEARS = r"(?:a[ñn]o|ann[ée]e|jahr)(?!\w)"
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
    for number, (ordinal, words) in enumerate(_ORDINALS.items(), start=1):
        quarter = rf"(?<![\w.])(?:{words})\s*(?:{_QUARTER})(?!\w)"
        half = rf"(?<![\w.])(?:{words})\s*(?:{_HALF})(?!\w)"
        rewrites += [
            _rewrite(rf"{quarter}{_OF}\s+(?={_YEAR})", f"calendar Q{number} "),
            _rewrite(quarter, f"{ordinal} quarter"),
            _rewrite(rf"{half}{_OF}\s+(?={_YEAR})", f"{ordinal} half of "),
            _rewrite(half, f"{ordinal} half"),
            _rewrite(rf"(?<![\w.])(?-i:{_ROMAN[number]})\.?\s+quarter(?!\w)", f"{ordinal} quarter"),
        ]
    return rewrites


def _rewrites_of_words() -> list[_WordRewrite]:
    """Return the rewrites of words before a time, those nearest to it first."""
    rewrites = []
    for english, words in _WORDS_BEFORE_TIME:
        rewrites.append(
            _rewrite(rf"(?<!\w)(?:{words}){_ARTICLE}{_BEFORE_TIME}(?:{_L}|[\s-]+)", f"{english} ")
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
    ("between", r"entre|zwischen"),
    ("before", r"avant|antes|vor"),
    ("after", r"apr[èe]s|despu[ée]s|nach"),
    ("by", r"d['\u2019]ici|au\s+plus\s+tard|jusqu['\u2019][àae]n?u?|hasta|para|bis|sp[äa]testens"),
)
_REWRITES_OF_PARTS = (
    _rewrite(rf"(?<!\w)(?:t([1-4])|([1-4])t)[\s/-]*(?={_YEAR})", "calendar Q"),
    _rewrite(rf"(?<!\w)({_YEAR})[\s/-]+t([1-4])(?!\w)", "calendar Q"),
    _rewrite(rf"(?<!\w)s1[\s/-]+(?={_YEAR})", "first half of "),
    _rewrite(rf"(?<!\w)s2[\s/-]+(?={_YEAR})", "second half of "),
    *_rewrites_of_parts(),
)
_REWRITES_OF_WORDS = tuple(_rewrites_of_words())
_HINT = re.compile(
    rf"trim|quartal|vierteljahr|semestre|halbjahr|(?<!\w)[ts][1-4](?!\w)|(?<!\w)[1-4]t(?!\w)"
    rf"|(?<!\w)(?:{FOREIGN_MONTH})(?!\w)|{_YEAR}\s+(?:[àa]|al|au|bis)\s"
    rf"|(?<!\w)(?:{'|'.join(words for _, words in _WORDS_BEFORE_TIME)}){_BEFORE_TIME}",
    re.IGNORECASE,
)
_DATED_MONTH = re.compile(
    rf"(?<!\w)(?:{FOREIGN_MONTH})\.?,?\s+(?:del?\s+)?{_YEAR}"
    rf"|\d{{1,2}}(?:er|\.|º|°)?\s+(?:de\s+)?(?:{FOREIGN_MONTH})(?!\w)"
    rf"|(?<!\w)(?:{FOREIGN_MONTH})\s*(?:et|y|e|und|[àa]|al|au|bis|-|\u2013|/)\s*\w+\s+{_YEAR}",
    re.IGNORECASE,
)
_MONTH = re.compile(
    rf"(?<!\w)(?P<name>{FOREIGN_MONTH})(?:(?P<dot>\.)|(?!\w))(?P<of>,?\s+del?(?=\s+{_YEAR}))?",
    re.IGNORECASE,
)
_BETWEEN_TIMES = re.compile(
    rf"(?P<before>\b(?:(?:(?:{_ENGLISH_MONTH})[a-z]*\.?|Q[1-4]|half of)(?:\s+{_YEAR})?|{_YEAR}))\s+"
    r"(?P<word>et|y|e|und|ou|o|oder|[àa]|al|au|bis)\s+"
    r"(?=(?:el\s+|le\s+|zum\s+)?(?:\d{1,2}(?:er|\.|º|°)?\s+(?:de\s+)?)?"
    rf"(?:(?:{_ENGLISH_MONTH})[a-z]*\b|calendar\s+Q|(?:first|second)\s+half|{_YEAR}))",
    re.IGNORECASE,
)
_CONNECTIONS = {"et": "and", "y": "and", "e": "and", "und": "and", "ou": "or", "o": "or"}
_CONNECTIONS["oder"] = "or"
_ALONE = {
    "every month": r"mensuel(?:le)?(?:ment)?|mensual(?:mente)?|monatlich|chaque\s+mois|cada\s+mes"
    r"|tous\s+les\s+mois|todos\s+los\s+meses|jeden\s+monat",
    "every quarter": r"trimestriel(?:le)?(?:ment)?|trimestral(?:mente)?|viertelj[äa]hrlich"
    r"|chaque\s+trimestre|tous\s+les\s+trimestres|cada\s+trimestre|jedes\s+quartal",
    "every 6 months": r"semestriel(?:le)?(?:ment)?|semestral(?:mente)?|halbj[äa]hrlich"
    r"|chaque\s+semestre|tous\s+les\s+(?:6|six)\s+mois|cada\s+semestre|cada\s+(?:6|seis)\s+meses",
    "every 2 years": r"bisannuel(?:le)?|tous\s+les\s+(?:2|deux)\s+ans|bienal|cada\s+(?:2|dos)\s+a[ñn]os"
    r"|alle\s+(?:2|zwei)\s+jahre",
    "every year": r"annuel(?:le)?(?:ment)?|anual(?:mente)?|j[äa]hrlich|chaque\s+ann[ée]e"
    r"|tous\s+les\s+ans|todos\s+los\s+a[ñn]os|cada\s+a[ñn]o|jedes\s+jahr"
    r"|(?:1|une)\s+fois\s+(?:par\s+an|l['\u2019]an)|(?:1|una)\s+vez\s+(?:al|por)\s+a[ñn]o"
    r"|(?:1|ein)\s?mal\s+(?:pro|im)\s+jahr",
    "every week": r"hebdomadaire|semanal(?:mente)?|w[öo]chentlich",
    "throughout the programme": r"(?:durante|a\s+lo\s+largo\s+de)\s+toda\s+la\s+(?:vigencia|duraci[óo]n)(?:\s+del?\s+\w+)?"
    r"|(?:(?:pendant|sur)\s+)?(?:toute\s+)?(?:la\s+)?dur[ée]e\s+du\s+\w+|tout\s+au\s+long\s+du\s+\w+"
    r"|w[äa]hrend\s+der\s+gesamten\s+laufzeit",
    "in progress": r"en\s+cours|en\s+curso",
    "ongoing": r"dauerhaft|daueraufgabe|en\s+continu|permanente?|continuo|laufend|fortlaufend",
    "to be determined": r"[àa]\s+d[ée]terminer|[àa]\s+d[ée]finir|por\s+(?:determinar|definir)|offen",
}
_WORDS_ALONE = [(english, re.compile(words, re.IGNORECASE)) for english, words in _ALONE.items()]
_LENGTH_ALONE = re.compile(
    r"(?P<within>(?:sous|dans(?:\s+les)?|d['\u2019]ici|[àa]|en|dentro\s+de|innerhalb(?:\s+von)?|binnen|in)\s+)?"
    r"(?P<count>\d{1,3})\s*(?:(?P<months>mes(?:es)?|mois|monate?n?)|a[ñn]os?|ans?|ann[ée]es?|jahre?n?)",
    re.IGNORECASE,
)
_YEAR_OF_WORK = re.compile(
    rf"(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _ORDINALS.items())})\s*{_YEARS}"
    rf"|{_YEARS}\s+(?P<number>\d{{1,2}})",
    re.IGNORECASE,
)
_LONGEST_ALONE = 60  # characters of a cell that is one such word


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
    text = _rewritten(text, _REWRITES_OF_PARTS, replaced)
    text = _BETWEEN_TIMES.sub(_connected, text)
    return _rewritten(text, _REWRITES_OF_WORDS, replaced)


def _rewritten(
    text: str, rewrites: Sequence[_WordRewrite], replaced: Callable[[str, str], None]
) -> str:
    for rewrite in rewrites:
        text = rewrite.pattern.sub(lambda match: _words(match, rewrite.english, replaced), text)  # noqa: B023 - called at once
    return text


def _word_alone(text: str) -> str:
    words = text.strip(" .")
    if len(words) > _LONGEST_ALONE:
        return ""
    words, bracket, rest = words.partition(" (")
    for english, pattern in _WORDS_ALONE:
        if pattern.fullmatch(words.strip()):
            return f"{english}{bracket}{rest}"
    words += f"{bracket}{rest}"
    return _length_alone(words) or _year_of_work(words)


def _length_alone(words: str) -> str:
    """Return "6 meses" as 6 months and "sous 3 mois" as within 3 months, "" if it is no length."""
    match = _LENGTH_ALONE.fullmatch(words)
    if match is None:
        return ""
    unit = "years"
    if match["months"]:
        unit = "months"
    length = f"{match['count']} {unit}"
    if match["within"]:
        return f"within {length}"
    return length


def _year_of_work(words: str) -> str:
    """Return "segundo año" and "année 2" as Year 2, "" if it is none."""
    match = _YEAR_OF_WORK.fullmatch(words)
    if match is None:
        return ""
    if match["number"]:
        return f"Year {match['number']}"
    for number, name in enumerate(_ORDINALS, start=1):
        if match[name]:
            return f"Year {number}"
    return ""


def _month(match: re.Match[str], replaced: Callable[[str, str], None]) -> str:
    name = english_month(match["name"])
    replaced(name, match[0])
    return name


def _connected(match: re.Match[str]) -> str:
    word = _CONNECTIONS.get(match["word"].lower(), "to")
    return f"{match['before']} {word} "


def _words(match: re.Match[str], english: str, replaced: Callable[[str, str], None]) -> str:
    numbers = [number for number in match.groups() if number]
    if numbers:
        english = f"{english}{numbers[-1]} {' '.join(numbers[:-1])}"
    replaced(english.strip(), match[0].strip())
    return english
