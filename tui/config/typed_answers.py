"""The answers of a Board as people type them: 1-5=approve 6=refuse 7,9=defer."""

import re
from collections.abc import Iterable, Iterator

from plan_data.errors import Refused
from plan_data.suggest import did_you_mean, join_with_or
from store.journal.entry import ANSWERS, Answer

_NUMBERS = re.compile(r"([0-9]+)(?:-([0-9]+))?")
_MOST_DIGITS = 4  # of a number in a paper
_EXAMPLE = "such as 1-5=approve 6=refuse 7=defer"


def parse_answers(words: Iterable[str]) -> dict[int, Answer]:
    """Return the answer to each number that is typed.

    Raises:
        Refused: if none is typed, a word is no answer, or a number is answered twice.

    """
    answers: dict[int, Answer] = {}
    for word in words:
        numbers, separator, typed = word.partition("=")
        if not separator:
            raise Refused(f"'{word}' answers nothing: write numbers, = and the answer, {_EXAMPLE}.")
        answer = _answer(typed)
        for number in _numbers(numbers, word):
            if number in answers:
                raise Refused(f"ask {number} is answered twice: write each number once.")
            answers[number] = answer
    if not answers:
        raise Refused(f"the answers are missing: write them, {_EXAMPLE}.")
    return answers


def _answer(typed: str) -> Answer:
    wanted = typed.strip().lower()
    for answer in ANSWERS:
        if answer == wanted:
            return answer
    hint = did_you_mean(typed, ANSWERS) or f"write {join_with_or(list(ANSWERS))}."
    raise Refused(f"'{typed}' is no answer; {hint}")


def _numbers(typed: str, word: str) -> Iterator[int]:
    """Yield the numbers of 1-3,7."""
    for part in typed.split(","):
        match = _NUMBERS.fullmatch(part.strip())
        if match is None:
            raise Refused(f"'{word}' has no numbers before its =: write them, {_EXAMPLE}.")
        for number in match.groups(""):
            if len(number) > _MOST_DIGITS:
                raise Refused(f"no paper has an ask {number[:20]}: write the numbers of the paper.")
        first = int(match[1])
        last = int(match[2] or first)
        if last < first:
            raise Refused(f"'{part.strip()}' ends before it starts: write {last}-{first}.")
        yield from range(first, last + 1)
