"""Mappings and lists within one line, ``{key: value}`` and ``[one, two]``, as they are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ratgap.check.layout.order import Path, ordered, step
from ratgap.check.layout.tokens import Token

_START = {"FlowMappingStart": True, "FlowSequenceStart": False}
_END = frozenset({"FlowMappingEnd", "FlowSequenceEnd"})


@dataclass(slots=True)
class Flow:
    """A flow mapping or list; scalars are kept as they are written, quotes and all.

    ``keys`` are empty for a list.
    """

    mapping: bool
    start: Token
    keys: list[str] = field(default_factory=list)
    values: list[Flow | str] = field(default_factory=list)
    end: Token | None = None

    def written(self, name: str, path: Path) -> str:
        """Return the flow as the data file ``name`` has it at ``path``: in order, evenly spaced."""
        if not self.mapping:
            items = (_written(v, name, (*path, n)) for n, v in enumerate(self.values))
            return f"[{', '.join(items)}]"
        held = dict(zip(self.keys, self.values, strict=True))
        names = {_plain(key): key for key in self.keys}
        pairs = (
            f"{names[key]}: {_written(held[names[key]], name, step(name, path, key))}"
            for key in ordered(name, path, names)
        )
        return f"{{{', '.join(pairs)}}}"


def flows(lines: Sequence[str], found: Sequence[Token]) -> Iterator[Flow]:
    """Yield the outermost flows of a text that stand whole in one line."""
    open_: list[Flow] = []
    key_next = False
    for token in found:
        if token.kind in _START:
            open_.append(Flow(_START[token.kind], token))
        elif not open_:
            continue
        elif token.kind in _END:
            flow = open_.pop()
            flow.end = token
            if open_:
                open_[-1].values.append(flow)
            elif flow.start.line == token.end_line and _whole(flow):
                yield flow
        elif token.kind == "Key":
            key_next = True
        elif token.kind == "Scalar":
            text = lines[token.line][token.column : token.end_column]
            if key_next and open_[-1].mapping:
                open_[-1].keys.append(text)
            else:
                open_[-1].values.append(text)
            key_next = False
        elif token.kind not in ("Value", "FlowEntry"):
            # Tags, anchors and aliases are not for the data; nothing of theirs is rewritten.
            open_[0].keys.append("")
            open_[0].mapping = True


def _whole(flow: Flow) -> bool:
    """Whether each key of ``flow`` has one value and the like holds for the flows within."""
    inner = all(_whole(value) for value in flow.values if isinstance(value, Flow))
    if not flow.mapping:
        return inner and not flow.keys
    return inner and len(flow.keys) == len(flow.values) == len(set(flow.keys))


def _written(value: Flow | str, name: str, path: Path) -> str:
    return value if isinstance(value, str) else value.written(name, path)


def _plain(key: str) -> str:
    """Return ``key`` without the quotes around it."""
    return key[1:-1] if key[:1] in ("'", '"') and key[-1:] == key[:1] and len(key) > 1 else key
