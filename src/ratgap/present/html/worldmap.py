"""The world map as inline SVG: each state a link, coloured by what it has not joined.

The colour tells how much is proved within the recent years; marks on it, that the evidence allows
more: lines for what was not joined when last checked, dots for what is not known. So a plain
colour is certain, and plain blue is "all joined". The colours are apart in every kind of colour
vision (``tests/present/test_worldmap.py`` measures it). Shapes and their licence stand beside this
module; ``scripts/shapes.mjs`` makes them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import htpy as h

from ratgap.present.html.parts import JOINED, OLD, RECENT, UNKNOWN, strength
from ratgap.present.text import mark, t
from ratgap.present.view import unsure

if TYPE_CHECKING:
    from ratgap.present.document import Json

LIGHT = ("#7fb3d9", "#fff0d9", "#fdcc8a", "#fc8d59", "#d7301f", "#7f0000")
DARK = ("#2b6ca3", "#4a2f17", "#80461b", "#bd642b", "#f09468", "#ffd9c7")
"""The colours of ``STEPS``, on white and on black."""

STEPS = (0, 1, 3, 5, 8, 12)
"""From how many instruments not joined on each colour is meant."""

# What stands out against each of the colours.
LIGHT_MARKS = ("#1c4a6b", "#8a5a14", "#8a5a14", "#7a2400", "#ffe0d0", "#ffc0b0")
DARK_MARKS = ("#b8dcf8", "#c89a68", "#f0c090", "#3a1600", "#5c2000", "#8a4020")


def _rules(colours: Sequence[str], marks: Sequence[str]) -> str:
    """Return what gives shapes, and lines and dots on them, the colour of each step."""
    return "".join(
        f".map .c{n}{{fill:{colour}}}.map .l{n}{{stroke:{sign}}}.map .d{n}{{fill:{sign}}}"
        for n, (colour, sign) in enumerate(zip(colours, marks, strict=True))
    )


CSS = (
    ".map{margin:0;--paper:#fff;--rest:#d5d5d5;--edge:#555}"
    ".map svg{display:block;width:100%;height:auto}"
    ".map .rest{fill:var(--rest)}"
    ".map a>*{stroke:var(--edge);stroke-width:1}"
    ".map a>.hole{fill:var(--paper);stroke:none}"
    ".map a:hover>*,.map a:focus>*{stroke:currentColor;stroke-width:5}"
    ".map .line{stroke-width:2.4}"
    ".map ul{list-style:none;margin:.25rem 0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1rem}"
    ".map li svg{display:inline-block;width:2.25rem;height:1.25rem;margin-right:.4rem;"
    "vertical-align:middle;outline:1px solid var(--edge)}"
    + _rules(LIGHT, LIGHT_MARKS)
    # On a telephone the marks would be too fine to see.
    + "@media(max-width:40em){.map pattern{transform:rotate(45deg) scale(2)}}"
    "@media(prefers-color-scheme:dark){.map{--paper:#000;--rest:#3a3a3a;--edge:#999}"
    + _rules(DARK, DARK_MARKS)
    + "}"
)
"""The style of a map: for the one style sheet of a page."""

_OLD, _UNKNOWN = "old", "unknown"
Named = Callable[[str], tuple[str, str]]
"""Gives the name of a state, by its code, and the address of its page."""


class Look(NamedTuple):
    """How a state looks: which colour, and which marks are on it."""

    step: int
    marks: tuple[str, ...] = ()


class Place(NamedTuple):
    """A state on the map: where its shape is found, what is said of it, how it looks."""

    alpha3: str
    name: str
    address: str
    label: str
    look: Look


class Legend(NamedTuple):
    """A part of the legend: what it tells of, then looks with their meaning and how many states."""

    title: str
    entries: tuple[tuple[Look, str, int], ...]


def by_count(states: Iterable[Json], named: Named) -> h.Element:
    """Return the map of how many instruments each state has not joined.

    ``states`` are those of ``ratgap/report/1`` or ``ratgap/matrix/1``.
    """
    places = [_counted_place(state, *named(state["code"])) for state in states]
    looks = [place.look for place in places]
    steps = Counter(look.step for look in looks)
    ranges = [f"{a}–{b - 1}" for a, b in pairwise(STEPS[1:])]
    meant = enumerate(["0", *ranges, t("{count} or more", count=STEPS[-1])])
    certain, old, unknown = Look(0), Look(0, (_OLD,)), Look(0, (_UNKNOWN,))
    legend = (
        Legend(
            t("Treaties not joined, as recently proved, and how many states:"),
            tuple((Look(n), text, steps[n]) for n, text in meant),
        ),
        Legend(
            t("Without marks nothing more is possible; with marks it may be more:"),
            (
                (certain, t("all joined, nothing unsure"), looks.count(certain)),
                (old, t("some not joined when last checked"), _marked(looks, _OLD)),
                (unknown, t("some not known"), _marked(looks, _UNKNOWN)),
            ),
        ),
    )
    title = t("World map: how many treaties each state has not joined")
    return _figure(title, places, legend)


def _marked(looks: Iterable[Look], sign: str) -> int:
    return sum(sign in look.marks for look in looks)


def _counted_place(state: Json, name: str, address: str) -> Place:
    counts = state["counts"]
    recent, unknown = counts["gap_recent"], counts["not_known"]
    old = unsure(counts)
    marks = tuple(sign for sign, number in ((_OLD, old), (_UNKNOWN, unknown)) if number)
    step = max(n for n, least in enumerate(STEPS) if recent >= least)
    label = t("{state}: all joined", state=name)
    if recent or marks:
        # Of nothing nothing is said: a page has some two hundred of these.
        counted = (
            t("map\4{count} not joined", count=recent) if recent else "",
            t("map\4{count} unsure", count=old) if old else "",
            t("map\4{count} not known", count=unknown) if unknown else "",
        )
        label = t("{state}: {told}", state=name, told=", ".join(filter(None, counted)))
    return Place(state["alpha3"], name, address, label, Look(step, marks))


_STATUS = {
    JOINED: (Look(0), mark("joined"), mark("{state}: joined")),
    RECENT: (Look(4), mark("not joined"), mark("{state}: not joined")),
    OLD: (
        Look(2, (_OLD,)),
        mark("not joined when last checked"),
        mark("{state}: not joined when last checked"),
    ),
    UNKNOWN: (Look(1, (_UNKNOWN,)), mark("not known"), mark("{state}: not known")),
}
"""How a state looks by how sure it is, what that means, and what is said of a state."""


def by_status(states: Iterable[Json], named: Named) -> h.Element:
    """Return the map of who is in one instrument; ``states``: of ``ratgap/instrument/1``."""
    places = []
    for state in states:
        (look, _, text), (name, address) = _STATUS[strength(state)], named(state["code"])
        places.append(Place(state["alpha3"], name, address, t(text, state=name), look))
    shown = Counter(place.look for place in places)
    entries = tuple((look, t(meaning), shown[look]) for look, meaning, _ in _STATUS.values())
    legend = Legend(t("How many states:"), entries)
    return _figure(t("World map: who has joined"), places, (legend,))


def _figure(title: str, places: Sequence[Place], legend: Iterable[Legend]) -> h.Element:
    shapes = json.loads(files(__package__).joinpath("shapes.json").read_text("utf-8"))
    areas, dots = shapes["shapes"], shapes["dots"]
    ours = {place.alpha3 for place in places}
    # A path begins with a step from where the one before it ended.
    others = "M0 0".join([shapes["rest"], *(areas[code] for code in areas if code not in ours)])
    marked = {place.look for place in places} | {e[0] for part in legend for e in part.entries}
    apart = [place for place in places if place.alpha3 not in areas and place.alpha3 not in dots]
    note = t(
        "Grey is no state of the data. A dot is a small state; one with a hole has marks. "
        "The boundaries, after Natural Earth and Visionscarto, imply no endorsement."
    )
    return h.figure(class_="map")[
        h.a(class_="skip", href="#map-end")[t("Skip the map")],
        h.svg(
            viewBox=f"-4 -4 {shapes['width'] + 8} {shapes['height'] + 8}",
            role="group",
            aria_labelledby="map-title",
            aria_describedby="map-end",
        )[
            h.title(id="map-title")[title],
            h.defs[[_pattern(look) for look in sorted(marked) if look.marks]],
            h.path(class_="rest", d=others),
            [
                _link(place, h.path(d=areas[place.alpha3], **_fill(place.look)))
                for place in places
                if place.alpha3 in areas
            ],
            # Dots last: a neighbour would cover them.
            [
                _link(place, *_dot(dots[place.alpha3], place.look))
                for place in places
                if place.alpha3 in dots
            ],
        ],
        h.figcaption(id="map-end", tabindex="-1")[
            [_legend(part) for part in legend],
            bool(apart) and h.p[t("Not on the map:"), [_named(place) for place in apart]],
            h.p[note],
        ],
    ]


def _link(place: Place, *shapes: h.Element) -> h.Element:
    return h.a(href=place.address)[h.title[place.label], shapes]


def _fill(look: Look) -> dict[str, str]:
    if look.marks:
        return {"fill": f"url(#{_id(look)})"}
    return {"class": f"c{look.step}"}


def _id(look: Look) -> str:
    return f"map{look.step}{''.join(sign[0] for sign in look.marks)}"


def _dot(at: Sequence[int], look: Look) -> Iterator[h.Element]:
    x, y = at
    yield h.circle(cx=x, cy=y, r=6, class_=f"c{look.step}")
    if look.marks:
        yield h.circle(cx=x, cy=y, r=3, class_="hole")


def _pattern(look: Look) -> h.Element:
    """Return the colour with its marks, close enough for a small shape to have some."""
    step = look.step
    spots = ((6, 6),) if _OLD in look.marks else ((3, 3), (9, 9))
    return h.pattern(
        id=_id(look),
        width=12,
        height=12,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )[
        h.path(class_=f"c{step}", d="M0 0h12v12H0z"),
        _OLD in look.marks and h.path(class_=f"line l{step}", d="M0 0v12M12 0v12"),
        _UNKNOWN in look.marks and [h.circle(class_=f"d{step}", cx=x, cy=y, r=2) for x, y in spots],
    ]


def _legend(part: Legend) -> h.Element:
    return h.div[
        h.p[part.title],
        h.ul[
            [
                h.li[
                    h.svg(viewBox="0 0 36 20", aria_hidden="true")[
                        h.path(d="M0 0h36v20H0z", **_fill(look))
                    ],
                    t("{meaning}:", meaning=text),
                    " ",
                    h.b[number],
                ]
                for look, text, number in part.entries
            ]
        ],
    ]


def _named(place: Place) -> h.Fragment:
    return h.fragment[" ", h.a(href=place.address)[place.label], "."]
