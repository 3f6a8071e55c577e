"""The words by which trackers say how far something is, and what each means here.

English, French, Spanish and German. A word counts if it is all that a cell says, or if a mark such
as a colon or a hyphen follows it; "partly complete" is no completion.
"""

import re
from typing import Literal

from msgspec import Struct

from plan_data.table_import.heading_words import plain_words

ProgressMeaning = Literal["done", "started", "not started", "on hold", "withdrawn"]

_PHRASES: dict[ProgressMeaning, str] = {
    "done": (
        "complete; completed; completes; done; closed; finished; shipped; delivered; met; achieved; "
        "implemented; fully implemented; fully complete; fully completed; resolved; released; "
        "action complete; action completed; action closed; task complete; completed on time; "
        "completed late; complete on time; complete late; closed complete; completed closed; "
        "completed and closed; discharged; "
        "terminé; terminée; terminés; terminées; achevé; achevée; réalisé; réalisée; fait; faite; "
        "clos; close; clôturé; clôturée; atteint; atteinte; livré; livrée; finalisé; finalisée; "
        "se terminó; terminó; terminado; terminada; completado; completada; completo; completa; "
        "cumplido; cumplida; finalizado; finalizada; realizado; realizada; concluido; concluida; "
        "hecho; hecha; cerrado; cerrada; logrado; lograda; entregado; entregada; implementado; "
        "implementada; "
        "abgeschlossen; erledigt; fertig; beendet; umgesetzt; erreicht; fertiggestellt; geliefert; "
        "erfüllt; vollständig umgesetzt; realisiert"
    ),
    "started": (
        "in progress; underway; under way; started; ongoing; on going; on track; active; wip; "
        "work in progress; doing; in development; in review; partially complete; partially "
        "completed; partly complete; partly completed; part complete; partial; partially met; "
        "partially implemented; limited; substantial; incomplete; not complete; not completed; "
        "not done; not met; not achieved; not delivered; behind; behind schedule; off track; "
        "at risk; overdue; late; "
        "en cours; commencé; démarré; en retard; partiellement; partiel; non atteint; "
        "en curso; en proceso; en progreso; en ejecución; en desarrollo; en marcha; iniciado; "
        "iniciada; parcial; parcialmente; incumplido; no cumplido; atrasado; "
        "in bearbeitung; in arbeit; läuft; laufend; in umsetzung; begonnen; gestartet; im plan; "
        "teilweise; teilweise umgesetzt; nicht erreicht"
    ),
    "not started": (
        "not started; not yet started; not begun; yet to start; not commenced; to start; to do; "
        "todo; backlog; planned; new; open; pending; upcoming; future; scheduled; not due; not yet "
        "due; proposed; queued; selected for development; no progress; "
        "non démarré; non démarrée; non commencé; non commencée; pas commencé; pas démarré; "
        "à faire; à venir; à démarrer; prévu; prévue; planifié; "
        "no iniciado; no iniciada; sin iniciar; sin empezar; no comenzado; por iniciar; pendiente; "
        "por hacer; planificado; "
        "nicht begonnen; noch nicht begonnen; nicht gestartet; offen; geplant; ausstehend; zu tun"
    ),
    "on hold": (
        "on hold; hold; paused; delayed; deferred; postponed; blocked; stalled; suspended; slipped; "
        "parked; en pause; suspendu; suspendue; reporté; reportée; retardé; différé; bloqué; "
        "en espera; pausado; suspendido; suspendida; aplazado; aplazada; pospuesto; retrasado; "
        "retrasada; bloqueado; "
        "verzögert; verspätet; pausiert; zurückgestellt; verschoben; angehalten; blockiert; ruht"
    ),
    "withdrawn": (
        "cancelled; canceled; withdrawn; dropped; abandoned; superseded; removed; discontinued; "
        "no longer required; no longer needed; no longer relevant; not required; not pursued; "
        "not proceeding; stopped; rejected; won t do; wont do; won t fix; duplicate; merged; "
        "annulé; annulée; abandonné; abandonnée; supprimé; supprimée; retiré; sans objet; "
        "cancelado; cancelada; anulado; anulada; retirado; retirada; descartado; descartada; "
        "abandonado; "
        "abgebrochen; gestrichen; entfällt; zurückgezogen; verworfen; eingestellt; storniert"
    ),
}
_COLOURS = {
    "green": "green; vert; verte; verde; grün; gruen",
    "amber": "amber; yellow; orange; jaune; ámbar; amarillo; amarilla; naranja; gelb",
    "red": "red; rouge; rojo; roja; rot",
    "blue": "blue; bleu; bleue; azul; blau",
}
_LETTERS = {"g": "green", "a": "amber", "y": "amber", "r": "red", "b": "blue"}
_LIGHTS = str.maketrans(
    {"\U0001f7e2": " green ", "\U0001f7e1": " amber ", "\U0001f7e0": " amber ",
     "\U0001f534": " red ", "\U0001f535": " blue "}
)  # fmt: skip
_COLOUR_HEADINGS_WORDS = "rag brag bragg rating colour color ampel semáforo couleur feu confidence"
_COLOUR_HEADINGS = frozenset(_COLOUR_HEADINGS_WORDS.split())
_YES = frozenset({"yes", "y", "true", "x", "oui", "sí", "si", "ja", "wahr", "vrai", "verdadero"})
_NO = frozenset({"no", "n", "false", "non", "nein", "falsch", "faux", "falso", "not yet"})
_EMPTY_PHRASES = (
    "na; n a; nil; none; nothing; nothing to report; no update; no updates; no comment; no "
    "comments; null; nan; unknown; néant; ninguno; ninguna; keine; kein; entfällt n a"
)
_EMPTY = frozenset(_EMPTY_PHRASES.split("; "))
_TICKS = frozenset("\u2713\u2714\u2611\u221a\u2705\U0001f5f8")
# A question mark, a tilde, and crosses and boxes that say the opposite of a tick.
_DOUBTFUL_MARK = re.compile(
    "[?\u00bf~\u2248\u2610\u2612\u2613\u2715-\u2718\u274c\u274e\u26d4\U0001f6ab\U0001f5f4]"
)
_AFTER_WORD = re.compile(r"\s*(?:[-\u2013\u2014:;.,(/|\n\u2026!]|$)")
_PERCENT = re.compile(
    r"(?P<number>\d{1,3}(?:[.,]\d{1,4})?)\s*(?P<mark>%|per\s?cent|percent|pour\s?cent|por\s?ciento"
    r"|prozent)?(?P<word>\s+(?:complete[d]?|done|terminé|réalisé|completado|avance|fertig"
    r"|abgeschlossen))?\.?",
    re.IGNORECASE,
)
_LONGEST_PHRASE = 40  # characters at the beginning of a cell in which a phrase is looked for


def _meaning_of_each_phrase() -> dict[str, ProgressMeaning]:
    meanings: dict[str, ProgressMeaning] = {}
    for meaning, phrases in _PHRASES.items():
        for phrase in phrases.split(";"):
            meanings[" ".join(phrase.split())] = meaning
    return meanings


def _colour_of_each_word() -> dict[str, str]:
    colours = {}
    for colour, words in _COLOURS.items():
        for word in words.split(";"):
            colours[word.strip()] = colour
    return colours


_MEANINGS = _meaning_of_each_phrase()
_COLOUR_OF_WORD = _colour_of_each_word()


class ProgressWord(Struct, frozen=True):
    """What a cell says; `is_all` if it says nothing else."""

    meaning: ProgressMeaning
    is_all: bool


def read_word(text: str) -> ProgressWord | None:
    """Return what the word means that a text consists of or begins with, None if there is none.

    With a mark of doubt, such as a question mark, it is not all that the text says.
    """
    words = plain_words(text)
    if words in _MEANINGS:
        return ProgressWord(_MEANINGS[words], is_all=not has_doubtful_mark(text))
    beginning = _leading_words(text)
    if beginning in _MEANINGS:
        return ProgressWord(_MEANINGS[beginning], is_all=False)
    return None


def _leading_words(text: str) -> str:
    """Return the words before the first mark of a text, "" if there is none near its beginning."""
    stripped = text.lstrip(" \t\n*-\u2013\u2022[(\u2713\u2714\u2611\u2705\ufe0f")
    for match in _AFTER_WORD.finditer(stripped[: _LONGEST_PHRASE + 1]):
        if match.start() and match[0].strip():
            return plain_words(stripped[: match.start()])
    return ""


def read_colours(text: str, heading: str) -> list[str]:
    """Return the colours that a text begins with: green, amber, red or blue, each once.

    A single letter is a colour if its column is headed RAG or the like.
    """
    words = plain_words(text.translate(_LIGHTS)).split()
    has_letters = not _COLOUR_HEADINGS.isdisjoint(plain_words(heading).split())
    colours: list[str] = []
    for word in words:
        colour = _COLOUR_OF_WORD.get(word, "")
        if has_letters and not colour:
            colour = _LETTERS.get(word, "")
        if not colour:
            break
        if colour not in colours:
            colours.append(colour)
    return colours


def is_colour_alone(text: str, heading: str) -> bool:
    """Return whether a text is one colour and nothing else."""
    words = plain_words(text.translate(_LIGHTS)).split()
    return len(words) == 1 and len(read_colours(text, heading)) == 1


def read_percent(text: str, *, is_percent: bool, is_fraction: bool) -> float | None:
    """Return the per cent that a text is, None if it is none.

    A number without a sign is one if its column holds per cent (`is_percent`), and a part of 1 if
    all numbers of that column are (`is_fraction`).
    """
    match = _PERCENT.fullmatch(text.strip())
    if not match or not (is_percent or match["mark"]):
        return None
    number = float(match["number"].replace(",", "."))
    if is_fraction and not match["mark"]:
        number *= 100
    return number


def has_doubtful_mark(text: str) -> bool:
    """Return whether a text has a question mark, or a cross or the like."""
    return _DOUBTFUL_MARK.search(text) is not None


def is_yes(text: str) -> bool:
    """Return whether a cell under a heading such as Completed is a yes or a tick."""
    if is_tick_mark(text):
        return True
    return plain_words(text) in _YES and not has_doubtful_mark(text)


def is_tick_mark(text: str) -> bool:
    """Return whether a text is a tick mark alone."""
    stripped = text.replace("\ufe0f", "").strip()
    return bool(stripped) and set(stripped) <= _TICKS


def is_no(text: str) -> bool:
    """Return whether a cell under a heading such as Completed is a no."""
    return plain_words(text) in _NO


def says_nothing(text: str) -> bool:
    """Return whether a cell has only a mark such as a dash, or words such as n/a."""
    words = plain_words(text)
    if not words:
        return not (set(text) & _TICKS) and text.translate(_LIGHTS) == text
    return words in _EMPTY
