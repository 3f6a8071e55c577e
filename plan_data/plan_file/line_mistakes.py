"""Mistakes that one line of a plan file shows by itself, once YAML cannot read the file."""

import re

from msgspec import Struct

from plan_data.plan_file.text_quotes import quoted

Found = tuple[int, str]  # the column, from 1, and the sentence

_TAB = re.compile(r" *(?:- +)*(?P<tab>\t)")
_DASH_WITHOUT_SPACE = re.compile(r" *(?:- +)*-(?P<rest>[A-Za-z_].*:.*|[\[{].*)")
_OTHER_DASH = re.compile(r" *(?P<dash>[\u2010-\u2015\u2022\u00b7\u25cf*]) ?(?P<rest>\S.*)")
_WIDE_COLON = re.compile(r" *(?:- +)*(?P<key>[a-z_]+) ?(?P<colon>[\uff1a\ua789\u2236])")
_KEY_AND_VALUE = re.compile(
    r" *(?:- +)*(?P<key>[^\s:#\[\]{}\"'-][^:\n]*?) *:(?P<gap>[ \t]+)(?P<value>\S.*)"
)
_ITEM = re.compile(r" *(?:- +)+(?P<value>\S.*)")
_NO_SPACE_AFTER_COLON = re.compile(r" *(?:- +)*(?P<key>[a-z_]+):(?P<value>[^\s:/].*)")
_NO_COLON = re.compile(r" *(?:- +)*(?P<key>[a-z_]+) +(?P<value>[\[{].*)")
_NO_OPENING = re.compile(r" *(?:- +)+(?P<rest>[a-z_]+: [^\[{\"'].*, *[a-z_]+: .*\})")
_KEY_IN_BRACKET = re.compile(r"\{ *[a-z_]+: ")
_COMMENT = re.compile(r"(?:^|[ \t])#.*")
_STARTS = "@`%&*!|>-?,]}"
_DOUBLE_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_SINGLE_QUOTED = re.compile(r"'(?:[^']|'')*'")
_ESCAPE = re.compile(
    r'\\(?![0abtnvfre "/\\N_LPx\nuU]|$)|\\(?:x(?![0-9A-Fa-f]{2})|u(?![0-9A-Fa-f]{4})|U(?![0-9A-Fa-f]{8}))'
)
_TOKENS = re.compile(
    r"""[\[\]{}] | (?<=[\s\[{,:])(?: "(?:[^"\\]|\\.)*" | '[^']*' ) | (?<=\s)\#.*""", re.VERBOSE
)
_CLOSING = {"[": "]", "{": "}"}


class WrongClosing(Struct, frozen=True):
    """A bracket that is closed by the other kind: what opens and what closes it, with their indexes.

    `closes_outer` is whether what closes it is that of the bracket around it.
    """

    opened: str
    start: int
    closed: str
    index: int
    closes_outer: bool


class FlowLine:
    """The brackets of one line from a column on (from 0), those in quotes and comments left out.

    `open_brackets` are those that are left open, each with its index. `wrong_closing` is the bracket
    that is closed by the other kind; `end` is where the comment begins.
    `closes_too_much` is whether a bracket is closed that was never opened.
    """

    def __init__(self, line: str, start: int = 0) -> None:
        self.open_brackets: list[tuple[str, int]] = []
        self.wrong_closing: WrongClosing | None = None
        self.end = len(line)
        self.closed_at = -1
        self.closes_too_much = False
        for match in _TOKENS.finditer(line, start):
            if match[0][0] == "#":
                self.end = match.start()
                return
            if match[0] in _CLOSING.values() and not self.open_brackets:
                self.closes_too_much = True
            if self.closed_at < 0:
                self._take(match[0], match.start())

    def _take(self, token: str, index: int) -> None:
        if token in _CLOSING:
            self.open_brackets.append((token, index))
        elif token in _CLOSING.values() and self.open_brackets:
            opened, start = self.open_brackets.pop()
            if _CLOSING[opened] != token:
                outer = [_CLOSING[bracket] for bracket, _ in self.open_brackets[-1:]]
                found = WrongClosing(opened, start, token, index, closes_outer=token in outer)
                self.wrong_closing = self.wrong_closing or found
            if not self.open_brackets:
                self.closed_at = index


def find_line_mistake(line: str, keys: frozenset[str], *, is_last: bool) -> Found | None:
    """Return the column and the sentence about what is wrong in a line, None if nothing is.

    `keys` are those of plan files. `is_last` is whether YAML stopped in this line.
    """
    if not line.strip() or line.lstrip().startswith("#"):
        return None
    found = _tab(line) or _dash(line) or _colon(line, keys) or _no_opening_bracket(line)
    if found:
        return found
    match = _KEY_AND_VALUE.fullmatch(line) or _ITEM.fullmatch(line)
    if match is None:
        return None
    return _wrong_value(match, is_last=is_last)


def _tab(line: str) -> Found | None:
    match = _TAB.match(line)
    if match is None:
        return None
    return match.start("tab") + 1, "a tab stands before the first word: write spaces."


def _dash(line: str) -> Found | None:
    match = _DASH_WITHOUT_SPACE.fullmatch(line)
    if match:
        start = match.start("rest")
        return start, f"a space is missing after the dash: write - {match['rest']}."
    match = _OTHER_DASH.fullmatch(line)
    if match is None:
        return None
    return match.start(
        "dash"
    ) + 1, f"'{match['dash']}' begins no part of a list: write - {match['rest']}."


def _colon(line: str, keys: frozenset[str]) -> Found | None:
    match = _WIDE_COLON.match(line)
    if match:
        return (
            match.start("colon") + 1,
            f"'{match['colon']}' is no colon: write {match['key']}: with the colon of the keyboard.",
        )
    match = _NO_COLON.fullmatch(line)
    if match and match["key"] in keys:
        written = f"{match['key']}: {match['value']}"
        return match.end("key") + 1, f"a colon is missing after the key: write {written}."
    match = _NO_SPACE_AFTER_COLON.fullmatch(line)
    if match is None or match["key"] not in keys:
        return None
    return match.end(
        "key"
    ) + 1, f"a space is missing after the colon: write {match['key']}: {match['value']}."


def _no_opening_bracket(line: str) -> Found | None:
    """Return the mistake of a part in one line whose first bracket is missing."""
    match = _NO_OPENING.fullmatch(line.rstrip())
    if match is None or not FlowLine(line).closes_too_much:
        return None
    start = match.start("rest")
    return start + 1, f"the last }} closes no bracket: write {{{match['rest']}."


# Values.


def _wrong_value(match: re.Match[str], *, is_last: bool) -> Found | None:
    value = match["value"]
    column = match.start("value") + 1
    if value[0] in "\"'":
        return _wrong_quotes(value, column)
    if value[0] in "[{":
        return _wrong_brackets(value, column)
    text = value.rstrip()
    if _begins_wrongly(text):
        return column, f"a value that begins with {text[0]} stands in quotes: write {quoted(text)}."
    plain = _COMMENT.sub("", text)
    if is_last and re.search(r":(?: |$)", plain):
        return column, f"a value with a colon stands in quotes: write {quoted(plain.rstrip())}."
    if not is_last and plain != text and re.search(r" #\S", text):
        return column, f"what follows # is a comment and is not read: write {quoted(text)}."
    return None


def _begins_wrongly(text: str) -> bool:
    first = text[0]
    if first in "|>":
        return re.fullmatch(r"[|>][0-9+-]*(?: +#.*)?", text) is None
    if first in "-?":
        return text[1:2] in {"", " "}
    return first in _STARTS


def _wrong_quotes(value: str, column: int) -> Found | None:
    quote = value[0]
    pattern = _DOUBLE_QUOTED
    if quote == "'":
        pattern = _SINGLE_QUOTED
    match = pattern.match(value)
    if match is None:
        return column, _open_quote(value)
    rest = value[match.end() :].strip()
    if rest and not rest.startswith("#"):
        return column, f"text follows the closing quote: write {quoted(_unquoted(value))}."
    escape = _ESCAPE.search(match[0]) if quote == '"' else None
    if escape is None:
        return None
    content = match[0][1:-1]
    return column + escape.start(), f"\\ has a meaning in double quotes: write {quoted(content)}."


def _open_quote(value: str) -> str:
    text = value.rstrip()
    content = text[1:]
    if content[-1:] in "\u2019\u201d":
        content = content[:-1]
    return f"the quote that begins here does not end in this line: write {quoted(content)}."


def _unquoted(value: str) -> str:
    """Return a value without the quotes around its first part or around all of it."""
    text = value.rstrip()
    if text.endswith(text[0]):
        return text[1:-1]
    return text


def _wrong_brackets(value: str, column: int) -> Found | None:
    flow = FlowLine(value)
    rest = value[flow.closed_at + 1 : flow.end].strip()
    if _KEY_IN_BRACKET.match(value) and (found := _wrong_bracket_of_part(flow, column, rest)):
        return found
    if flow.closed_at >= 0 and rest:
        text = value[: flow.end].rstrip()
        return (
            column,
            f"text follows the closing bracket: if the brackets belong to it, write {quoted(text)}.",
        )
    hidden = value[flow.end :]
    if flow.open_brackets and re.match(r"#\S", hidden) and re.search(r"[\]}]", hidden):
        word = re.split(r"[,\[{:]", value[: flow.end])[-1].strip()
        ending = re.split(r"[,\]}]", hidden)[0]
        text = f"{word} {ending}".strip()
        return (
            column + flow.end,
            f"what follows # is a comment, the bracket too: write {quoted(text)}.",
        )
    return None


def _wrong_bracket_of_part(flow: FlowLine, column: int, rest: str) -> Found | None:
    """Return the bracket of a part in one line that closes nothing, or closes the part too early."""
    wrong = flow.wrong_closing
    if wrong and wrong.opened == "{":
        sentence = "']' closes no bracket: write '[' before its list, or take the ']' out."
        return column + wrong.index, sentence
    if flow.closed_at < 0 or not rest:
        return None
    sentence = "this '}' closes the first '{': write the '{' that is missing, or take it out."
    return column + flow.closed_at, sentence
