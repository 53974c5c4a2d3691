"""Every rule: those of the modules beside, found by looking, and those that loading checks."""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from ratgap.check import rules as _package
from ratgap.check.finding import Level

_FUNCTIONS = {"check": "domain", "check_text": "layout", "check_ignores": "ignores"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``page`` is Markdown without a heading; ``layer`` is where it is checked.

    ``layer`` is ``load``, ``domain``, ``layout`` or ``ignores``. ``run`` is None for the rules
    that loading checks.
    """

    id: str
    level: Level
    title: str
    page: str
    layer: str
    whole: bool = False
    run: Callable[..., Iterator[Any]] | None = None

    @property
    def why(self) -> str:
        """The reason in a paragraph; the title where there is no page."""
        first = " ".join(self.page.partition("\n\n")[0].split())
        return first or self.title

    @property
    def markdown(self) -> str:
        """The whole page with its heading."""
        level = f"*{self.level}*" if self.layer != "load" else "*error*, cannot be silenced"
        return f"## {self.id}\n\n**{self.title}** ({level})\n\n{self.page}".rstrip() + "\n"

    @property
    def ignorable(self) -> bool:
        """Whether a comment may silence it: what cannot be read cannot be waved through."""
        return self.layer in ("domain", "layout")


@cache
def rules() -> Mapping[str, Rule]:
    """Return all rules by id: loading's first, then the others by id."""
    from ratgap.load import RULES

    known = {id_: Rule(id_, Level.ERROR, why, "", "load") for id_, why in RULES.items()}
    for info in pkgutil.iter_modules(_package.__path__):
        rule = _of(import_module(f"{_package.__name__}.{info.name}"))
        known[rule.id] = rule
    return known


def of_layer(layer: str) -> tuple[Rule, ...]:
    """Return the rules of ``layer``."""
    return tuple(rule for rule in rules().values() if rule.layer == layer)


def _of(module: ModuleType) -> Rule:
    name = next(name for name in _FUNCTIONS if hasattr(module, name))
    title, _, page = inspect.cleandoc(module.__doc__ or "").partition("\n")
    return Rule(
        id=module.__name__.rpartition(".")[2].replace("_", "-"),
        level=Level(module.LEVEL),
        title=title,
        page=page.strip() + "\n",
        layer=_FUNCTIONS[name],
        whole=getattr(module, "WHOLE", False),
        run=getattr(module, name),
    )
