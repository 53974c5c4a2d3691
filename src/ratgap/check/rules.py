"""The rules: what `rules.md`, the page beside this file, tells of each; and the mark of a rule.

A rule is a generator whose name is its id, in one of the modules by subject: `acts`, `evidence`,
`sources`, `treaties`, `states`, `comments`, `layout`. It yields where something is wrong, and what.
Its title, its level, why it is there, samples that fail and that pass stand in the page alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from ratgap.named import NamedTuple
from ratgap.problem import Level, Where

Found = Iterator[tuple[Where, str] | tuple[Where, str, str]]
"""Of each thing that is wrong its place and what it is; the remedy where it is not the rule's."""
LooksAt = Literal["cell", "treaty", "data", "file", "comments"]

_SECTION = re.compile(
    r"^## (?P<id>\S+)\n\n\*\*(?P<title>[^\n]+)\*\* \(\*(?P<level>\w+)\*\)\n\n(?P<page>.*?\n)\n?"
    r"(?=^## |^# What loading checks$)",
    re.DOTALL | re.MULTILINE,
)
_LOADING = re.compile(r"^\| `([a-z-]+)` \| (.+) \|$", re.MULTILINE)


class Rule(NamedTuple):
    """What the page tells of a rule; ``page`` is Markdown, and empty for what loading checks."""

    id: str
    level: Level
    title: str
    page: str = ""

    @property
    def why(self) -> str:
        """The reason in a paragraph; the title where there is no page."""
        return " ".join(self.page.partition("\n\n")[0].split()) or self.title

    @property
    def markdown(self) -> str:
        """The whole section with its heading."""
        level = f"*{self.level}*" if self.page else "*error*, cannot be silenced"
        return f"## {self.id}\n\n**{self.title}** ({level})\n\n{self.page}".rstrip() + "\n"


@cache
def rules() -> Mapping[str, Rule]:
    """Return all rules of the page by id: loading's first, then the others in its order."""
    text = Path(__file__).with_name("rules.md").read_text("utf-8")
    loading = (Rule(id_, Level.ERROR, title) for id_, title in _LOADING.findall(text))
    sections = (
        Rule(section["id"], Level(section["level"]), section["title"], section["page"])
        for section in _SECTION.finditer(text)
    )
    return {rule.id: rule for rule in (*loading, *sections)}


class Check(NamedTuple):
    """A rule that can be run on what it looks at, and how to mend what it finds.

    ``whole`` marks one that would report what is missing only because some other record could
    not be read; it waits until all of them can.
    """

    id: str
    looks_at: LooksAt
    remedy: str
    whole: bool
    run: Callable[..., Found]


def rule(
    looks_at: LooksAt, remedy: str = "", *, whole: bool = False
) -> Callable[[Callable[..., Found]], Check]:
    """Make a rule of a generator, which is called with what it looks at.

    That is each ``cell`` of the data, each ``treaty`` and the data set that it is of, the whole
    ``data`` set, each ``file`` with how it was read, or the ``comments`` that silence rules.
    ``remedy`` mends whatever is yielded without its own.
    """

    def mark(run: Callable[..., Found]) -> Check:
        return Check(run.__name__.replace("_", "-"), looks_at, remedy, whole, run)

    return mark
