"""Which styles of a DOCX file strike their text out or hide it, by their own or inherited settings."""

from collections.abc import Mapping
from typing import Any

STRUCK_OUT, HIDDEN = "struck out", "hidden"
_REASON_OF_SETTING = {"strike": STRUCK_OUT, "dstrike": STRUCK_OUT, "vanish": HIDDEN}
_OFF = frozenset({"0", "false", "off", "none"})
_MOST_ANCESTORS = 20  # of a style; more is a circle


def settings_of(properties: Any) -> dict[str, bool]:  # noqa: ANN401 - an element of lxml
    """Return which of the reasons for not showing text some run properties turn on or off."""
    found: dict[str, bool] = {}
    for setting in properties:
        reason = _REASON_OF_SETTING.get(element_name(setting))
        if reason:
            is_on = element_value(setting) not in _OFF
            found[reason] = found.get(reason, False) or is_on
    return found


def settings_by_style(styles: Any) -> dict[str, dict[str, bool]]:  # noqa: ANN401 - an element of lxml
    """Return what each style turns on or off, by its id, with what it inherits."""
    own: dict[str, dict[str, bool]] = {}
    bases: dict[str, str] = {}
    for style in styles:
        style_id = _attribute(style, "styleId")
        if not style_id:
            continue
        for child in style:
            if element_name(child) == "rPr":
                own[style_id] = settings_of(child)
            elif element_name(child) == "basedOn":
                bases[style_id] = element_value(child)
    return {style_id: _inherited(style_id, own, bases) for style_id in {*own, *bases}}


def _inherited(
    style_id: str, own: Mapping[str, dict[str, bool]], bases: Mapping[str, str]
) -> dict[str, bool]:
    found: dict[str, bool] = {}
    current: str | None = style_id
    for _ in range(_MOST_ANCESTORS):
        if current is None:
            break
        found = {**own.get(current, {}), **found}
        current = bases.get(current)
    return found


def element_name(element: Any) -> str:  # noqa: ANN401 - an element of lxml
    """Return an element's name without its namespace, "" for a comment."""
    if not isinstance(element.tag, str):
        return ""
    return str(element.tag.rpartition("}")[2])


def element_value(element: Any) -> str:  # noqa: ANN401 - an element of lxml
    """Return the value of an element that is a setting, "" if it has none."""
    return _attribute(element, "val")


def _attribute(element: Any, wanted: str) -> str:  # noqa: ANN401 - an element of lxml
    for name, value in element.attrib.items():
        if name.rpartition("}")[2] == wanted:
            return str(value)
    return ""
