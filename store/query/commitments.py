"""The promises in the plan's text, and a selection of them."""

from collections.abc import Iterable

from msgspec import Struct

from plan_data.model import Commitment
from plan_data.text import fold
from store.query.filters import has_any_code


class CommitmentFilter(Struct, frozen=True):
    """What a promise must match; an empty field matches all, several codes are alternatives."""

    pathways: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    text: str = ""

    def select(self, commitments: Iterable[Commitment]) -> list[Commitment]:
        """Return those that match, in their order."""
        return [commitment for commitment in commitments if self._passes(commitment)]

    def _passes(self, commitment: Commitment) -> bool:
        return (
            has_any_code(self.pathways, commitment.pathways)
            and has_any_code(self.leads, commitment.leads)
            and has_any_code(self.tags, commitment.tags)
            and fold(self.text) in fold(_texts(commitment))
        )


def _texts(commitment: Commitment) -> str:
    texts = (commitment.id, commitment.title, commitment.group, commitment.note)
    return "\n".join(filter(None, texts))
