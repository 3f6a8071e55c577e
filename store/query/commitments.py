"""The promises in the plan's text, and a selection of them."""

from collections.abc import Iterable

from msgspec import Struct

from plan_data.model import Commitment
from plan_data.text import fold
from store.query.filters import NOT_STATED


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
            _is_any(self.pathways, commitment.pathways)
            and _is_any(self.leads, commitment.leads)
            and _is_any(self.tags, commitment.tags)
            and fold(self.text) in fold(_texts(commitment))
        )


def _is_any(wanted: tuple[str, ...], codes: tuple[str, ...]) -> bool:
    return not wanted or not set(wanted).isdisjoint(codes or (NOT_STATED,))


def _texts(commitment: Commitment) -> str:
    texts = (commitment.id, commitment.title, commitment.group, commitment.note)
    return "\n".join(filter(None, texts))
