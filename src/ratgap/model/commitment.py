"""What states declared that they would do, and the reports that they made (seed §10, declarations).

Nothing here is judged: a commitment is late only where its own document sets a day.
"""

from __future__ import annotations

from typing import NamedTuple

from ratgap.model.act import When
from ratgap.problem import NOWHERE, Where, ignoring_place


@ignoring_place
class Outcome(NamedTuple):
    """A dated fact that a source documents; ``when`` None where it gives no full date."""

    text: str
    sources: tuple[str, ...]
    when: When | None = None
    where: Where = NOWHERE


@ignoring_place
class Commitment(NamedTuple):
    """One thing that a state declared, in our words, with its place in the document.

    ``kind`` follows the verb of the original: undertaking, intention or welcome. ``made`` is the
    day of the document; ``due`` a day or span that it sets itself, None where it sets none.
    ``outcomes`` are what a source documents of the thing declared; ``related`` are facts about
    the same matter that are none.
    """

    state: str
    text: str
    document: str
    place: str
    kind: str
    to: tuple[str, ...] = ()
    made: When | None = None
    due: When | None = None
    outcomes: tuple[Outcome, ...] = ()
    related: tuple[Outcome, ...] = ()
    note: str = ""
    where: Where = NOWHERE


@ignoring_place
class NationalReport(NamedTuple):
    """A report that a state made to a body under a basis (seed §10).

    ``ordinal`` counts the state's reports; ``when`` is None where no source dates it.
    """

    state: str
    body: str
    sources: tuple[str, ...]
    basis: str = ""
    symbol: str = ""
    ordinal: int | None = None
    when: When | None = None
    note: str = ""
    where: Where = NOWHERE
