"""The months in French, Spanish and German, as delivery tables print them."""

from plan_data.timescale.periods import MONTHS

# By month: what none of the languages shares with an English word or another month.
_NAMES = (
    ("janvier", "janv", "enero", "ene", "januar", "jänner"),
    ("février", "fevrier", "févr", "fév", "febrero", "februar"),
    ("mars", "marzo", "märz", "maerz", "mrz"),
    ("avril", "avr", "abril", "abr"),
    ("mai", "mayo"),
    ("juin", "junio", "juni"),
    ("juillet", "juil", "julio", "juli"),
    ("août", "aout", "agosto", "ago"),
    ("septembre", "septiembre", "setiembre"),
    ("octobre", "octubre", "oktober", "okt"),
    ("novembre", "noviembre"),
    ("décembre", "decembre", "diciembre", "dic", "déc", "dezember", "dez"),
)
_MONTH_BY_NAME = {
    name: month for month, names in zip(MONTHS, _NAMES, strict=True) for name in names
}
FOREIGN_MONTH = "|".join(sorted(_MONTH_BY_NAME, key=len, reverse=True))


def english_month(name: str) -> str:
    """Return a month's name in any of the languages as the timescale language has it: Sep."""
    word = name.strip(".").lower()
    return _MONTH_BY_NAME.get(word) or word[:3].title()
