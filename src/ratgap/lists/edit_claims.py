"""Claims of one state under one treaty into their line, or lines, of the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from ratgap.lists import written
from ratgap.lists.splice import Node, Rank, Splice, is_block
from ratgap.model import Act, ActKind, Cell, StatedForce
from ratgap.problem import NOWHERE

Claims: TypeAlias = Sequence[Act | StatedForce]


def new_line(cell: Cell) -> str:
    """Return what is recorded of a state and a treaty, on one line."""
    groups = {
        key: written.several(map(written.claim, new)) for key, _, new in _groups(Cell(), cell)
    }
    return written.flow(groups)


def edit(splice: Splice, node: Node, old: Cell, new: Cell, rank: Rank) -> None:
    """Put into ``node``, which says ``old``, what ``new`` says otherwise.

    Claims that stay keep their text and their order; what is new comes last of its kind. Raise
    ``DataError`` where that would cost a comment.
    """
    entries = splice.entries(node)
    changes: dict[str, str | None] = {}
    for key, these, those in _groups(old, new):
        entry = entries.get(key)
        if entry is None or not those or not is_block(entry):
            changes[key] = _entry(splice, entry, these, those) if those else None
        elif entry.id == "sequence":
            _edit_items(splice, entry, these, those)
        else:
            _edit_long(splice, entry, these, those)
    if changes:
        splice.update(node, changes, rank)


def settled(cell: Cell) -> Cell:
    """Return ``cell`` with its claims in an order that does not depend on that of the file."""
    return cell._replace(
        acts=tuple(sorted(cell.acts, key=_told)),
        stated_force=tuple(sorted(cell.stated_force, key=_told)),
    )


def _told(claim: Act | StatedForce) -> str:
    return repr(claim._replace(where=NOWHERE))


def _groups(old: Cell, new: Cell) -> Iterator[tuple[str, Claims, Claims]]:
    """Yield the entries that differ: their key, the claims before and after."""
    for kind in ActKind:
        these = [act for act in old.acts if act.kind is kind]
        those = [act for act in new.acts if act.kind is kind]
        if sorted(map(_told, these)) != sorted(map(_told, those)):
            yield kind, these, those
    if sorted(map(_told, old.stated_force)) != sorted(map(_told, new.stated_force)):
        yield "in_force", old.stated_force, new.stated_force


def _in_order(old: Claims, new: Claims) -> list[Act | StatedForce]:
    """Return ``new`` as the file has it, what is new last."""
    known = {claim.where for claim in old}
    return sorted(new, key=lambda claim: (claim.where not in known, claim.where))


def _entry(splice: Splice, entry: Node | None, old: Claims, new: Claims) -> str:
    """Return the text of an entry in brackets; claims that stay keep theirs."""
    nodes = _by_place(entry)
    texts = []
    for claim in _in_order(old, new):
        node = nodes.get((claim.where.line, claim.where.column))
        stays = node is not None and claim in old and "\n" not in splice.slice(node)
        texts.append(splice.slice(node) if stays and node else written.claim(claim))
    return written.several(texts)


def _by_place(entry: Node | None) -> dict[tuple[int, int], Node]:
    """Return the nodes of the claims of an entry by line and column, from 1."""
    nodes = [] if entry is None else [entry]
    if entry is not None and entry.id == "sequence":
        nodes += [item for item in entry.value if item.id != "scalar"]
    return {(n.start_mark.line + 1, n.start_mark.column + 1): n for n in nodes}


def _edit_items(splice: Splice, entry: Node, old: Claims, new: Claims) -> None:
    """Edit the claims of a list laid out in lines, one by one."""
    nodes = _by_place(entry)
    kept = {claim.where for claim in new}
    if any(claim.where not in kept for claim in old):
        splice.refuse(entry, "a claim would leave the list")
    for claim in _in_order(old, new):
        before = next((c for c in old if c.where == claim.where), None)
        if before is None:
            splice.append(entry, written.claim(claim))
        elif before != claim:
            node = nodes[claim.where.line, claim.where.column]
            if is_block(node):
                _edit_long(splice, node, [before], [claim])
            else:
                splice.replace(node, written.claim(claim))


def _edit_long(splice: Splice, node: Node, old: Claims, new: Claims) -> None:
    """Edit one claim that is laid out as a mapping in lines."""
    if node.id != "mapping" or len(old) != 1 or len(new) != 1:
        splice.refuse(node, "another claim would come beside it")
    before, after = written.long_form(old[0]), written.long_form(new[0])
    changes = {k: after.get(k) for k in (*after, *before) if before.get(k) != after.get(k)}
    order = list(after)
    splice.update(node, changes, lambda key: order.index(key) if key in order else len(order))
