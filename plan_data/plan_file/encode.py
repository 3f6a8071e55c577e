"""A plan written as a plan file: plain YAML that reads back as the same plan."""

import re
from typing import Any

import msgspec
import yaml

from plan_data.model import Plan
from plan_data.plan_file.curly_quotes import has_curly_quotes

_LIKE_A_NUMBER = re.compile(r"[-+.]?[0-9]")
_WIDTH = 110


class _Dumper(yaml.SafeDumper):
    """Quotes what is read as a number or a date, or without its curly quotes; no aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        return True

    # Indents lists below their key; the signature is PyYAML's.
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if _LIKE_A_NUMBER.match(text) or has_curly_quotes(text[:1]):
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def encode_plan(plan: Plan) -> str:
    """Return `plan` as the text of a plan file, the sections last."""
    keys: dict[str, Any] = _with_whole_numbers(msgspec.to_builtins(plan))
    if not plan.year:  # it has `years`
        del keys["year"]
    keys["sections"] = keys.pop("sections")
    text = yaml.dump(keys, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return str(text)


def _with_whole_numbers(value: Any) -> Any:  # noqa: ANN401 - as wide as the model's types
    """Return `value` with whole figures without a decimal point: 189, not 189.0."""
    if isinstance(value, dict):
        return {key: _with_whole_numbers(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_with_whole_numbers(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
