"""Nodes to the model's classes: the keys and types of the classes are the format."""

from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from plan_data.plan_file.nodes import Mapping, Node, Scalar, Sequence
from plan_data.problem import Problem, Severity
from plan_data.suggest import did_you_mean

KeyPath = tuple[str | int, ...]
T = TypeVar("T", bound=Struct)


class Located:
    """Where each value of a model stands in its file, by its path from the top."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._marks: dict[KeyPath, tuple[int, int]] = {}

    def remember(self, path: KeyPath, node: Node) -> None:
        """Keep where the value of `path` stands."""
        self._marks[path] = node.line, node.column

    def problem(self, path: KeyPath, sentence: str, severity: Severity = "problem") -> Problem:
        """Return a problem at the value of `path`, or at the nearest thing around it."""
        while path not in self._marks and path:
            path = path[:-1]
        return Problem(self.file, *self._marks.get(path, (1, 1)), sentence, severity)


def decode(node: Node, kind: type[T], file: str) -> tuple[T, Located, list[Problem]]:
    """Return an instance of `kind` filled from `node`, where its values stand, and all problems.

    What is missing or of the wrong type is left at its default ("" for a required text).
    """
    builder = _Builder(file)
    return builder.struct(node, kind, ()), builder.located, builder.problems


def _name(path: KeyPath) -> str:
    """Return the key of the value at `path`, or of the list it stands in."""
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "")


@cache
def _fields_of(kind: type[Struct]) -> tuple[dict[str, msgspec.structs.FieldInfo], dict[str, Any]]:
    """Return the fields of a class by their names, and their types."""
    return {field.name: field for field in msgspec.structs.fields(kind)}, get_type_hints(kind)


class _Builder:
    def __init__(self, file: str) -> None:
        self.located = Located(file)
        self.problems: list[Problem] = []

    def struct(self, node: Node, kind: type[T], path: KeyPath) -> T:
        fields, hints = _fields_of(kind)
        values: dict[str, Any] = {}
        for key, value in node.pairs if isinstance(node, Mapping) else ():
            if key.text in fields:
                values[key.text] = self._value(value, hints[key.text], (*path, key.text))
            else:
                hint = did_you_mean(key.text, fields, everything=8)
                self._report(key, f"'{key.text}' is not a key of {_a(kind)}; {hint or 'take it out.'}")
        if not isinstance(node, Mapping):
            self._report(node, f"{_a(kind)} is written as 'key: value' lines: write its keys here.")
        for name, field in fields.items():
            if field.required and name not in values:
                if isinstance(node, Mapping):
                    self._report(node, f"{_a(kind)} needs '{name}': add it.")
                values[name] = "" if hints[name] is str else ()
        self.located.remember(path, node)
        return kind(**values)

    def _value(self, node: Node, hint: Any, path: KeyPath) -> Any:  # noqa: ANN401 - as wide as the model's types
        self.located.remember(path, node)
        if type(None) in get_args(hint):
            (hint,) = (each for each in get_args(hint) if each is not type(None))
        if get_origin(hint) is tuple:
            return self._tuple(node, get_args(hint)[0], path)
        if get_origin(hint) is dict:
            return self._figures(node, path)
        if isinstance(hint, type) and issubclass(hint, Struct):
            return self.struct(node, hint, path)
        return self._scalar(node, hint, path)

    def _tuple(self, node: Node, item: Any, path: KeyPath) -> tuple[Any, ...]:  # noqa: ANN401
        if isinstance(node, Sequence):
            return tuple(self._value(each, item, (*path, n)) for n, each in enumerate(node.items))
        if isinstance(node, Scalar) and (item is str or not node.text):
            return (self._value(node, item, (*path, 0)),) if node.text else ()
        self._report(node, f"'{_name(path)}' is a list: write it in [brackets] or as lines that start with '- '.")
        return ()

    def _figures(self, node: Node, path: KeyPath) -> dict[str, float]:
        figures = {}
        for key, value in node.pairs if isinstance(node, Mapping) else ():
            self.located.remember((*path, key.text), key)
            number = self._scalar(value, float, (*path, key.text))
            if isinstance(number, int | float):
                figures[key.text] = number
        if not isinstance(node, Mapping):
            self._report(node, f"'{path[-1]}' is written like {{Q1: 189, Q2: 454}}: write it so.")
        return figures

    def _scalar(self, node: Node, hint: type, path: KeyPath) -> str | int | float | bool | None:
        if not isinstance(node, Scalar):
            what = "a list of single values" if isinstance(path[-1], int) else "a single value"
            self._report(node, f"'{_name(path)}' is {what}: write one here, not a list or mapping.")
            return "" if hint is str else None
        if hint is str:
            if not node.text:
                what = "holds an empty value: write one" if isinstance(path[-1], int) else "has no value: give it one"
                self._report(node, f"'{_name(path)}' {what}, or take it out.")
            return node.text
        if hint is bool:
            if node.text.lower() in {"true", "false"}:
                return node.text.lower() == "true"
            self._report(node, f"'{path[-1]}' is true or false: write one of them, not '{node.text}'.")
            return False
        return self._number(node, hint)

    def _number(self, node: Scalar, hint: type) -> int | float | None:
        try:
            number = float(node.text) if node.text.isascii() else float("nan")
        except ValueError:
            number = float("nan")
        if abs(number) < 1e15 and "_" not in node.text and (hint is float or number.is_integer()):  # noqa: PLR2004
            return int(number) if hint is int else number
        self._report(node, f"'{node.text}' is not a number that can be used here: write digits, such as 1181.")
        return None

    def _report(self, node: Node, sentence: str) -> None:
        self.problems.append(Problem(self.located.file, node.line, node.column, sentence))


def _a(kind: type) -> str:
    name = kind.__name__.lower()
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}" if name != "plan" else "the plan"
