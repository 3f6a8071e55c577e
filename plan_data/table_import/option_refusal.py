"""Refusals that are about one option of an import, such as a year that is missing."""

from typing import Literal

from plan_data.errors import Refused

# The fields of `ImportOptions` that a person gives.
OptionName = Literal[
    "plan", "title", "year", "table", "columns", "year_starts", "quarters", "start"
]


class OptionRefused(Refused):
    """An option of an import cannot be met, or is missing; `option` names it."""

    def __init__(self, sentence: str, option: OptionName) -> None:
        super().__init__(sentence)
        self.option: OptionName = option
