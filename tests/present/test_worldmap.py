"""The world map: where its shapes lie, that its colours are apart, what it says of each state."""

from __future__ import annotations

import json
import math
import re
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from coloraide import Color
from lxml import etree, html

import ratgap
from ratgap import api
from ratgap.model import Dataset
from ratgap.present import document_lists, document_plan
from ratgap.present.document import Json
from ratgap.present.html import worldmap

SHAPES = json.loads(Path(worldmap.__file__).with_name("shapes.json").read_text("utf-8"))
DAY = date(2026, 11, 24)


def named(code: str) -> tuple[str, str]:
    return f"Name of {code}", f"states/{code}.html"


# Shapes


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where a place lies on the map: Equal Earth (Šavrič, Patterson and Jenny 2018)."""
    a1, a2, a3, a4, m = 1.340264, -0.081106, 0.000893, 0.003796, math.sqrt(3) / 2
    angle = math.asin(m * math.sin(math.radians(latitude)))
    turned = math.radians((longitude - 11 + 180) % 360 - 180)
    square, sixth = angle**2, angle**6
    x = turned * math.cos(angle) / (m * (a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square)))
    y = angle * (a1 + a2 * square + sixth * (a3 + a4 * square))
    return x, y


def rings(path: str) -> list[list[tuple[int, int]]]:
    x, y, found = 0, 0, []
    for ring in re.findall(r"m([^z]+)z", path):
        numbers = [int(n) for n in re.findall(r"-?\d+", ring)]
        points = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        x, y = points[0]
        found.append(points)
    return found


def inside(point: tuple[float, float], path: str) -> bool:
    x, y = point
    crossings = 0
    for ring in rings(path):
        for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                crossings += 1
    return crossings % 2 == 1


def scale() -> tuple[float, float, float]:
    """Return what takes ``projected`` into the box: two dots tell, a third is the check."""
    (x1, y1), (x2, y2) = SHAPES["dots"]["CPV"], SHAPES["dots"]["MUS"]
    (u1, v1), (u2, v2) = projected(-23.6, 15.08), projected(57.57, -20.28)
    unit = (x2 - x1) / (u2 - u1)
    return unit, x1 - unit * u1, (y1 + unit * v1 + y2 + unit * v2) / 2


def at(longitude: float, latitude: float) -> str:
    """Return the state whose shape lies at a place; "grey" where it is no state."""
    unit, left, top = scale()
    x, y = projected(longitude, latitude)
    point = left + unit * x, top - unit * y
    everywhere = {**SHAPES["shapes"], "grey": SHAPES["rest"]}
    return " ".join(code for code, path in everywhere.items() if inside(point, path))


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "state"),
    [
        ("Simferopol", 34.1, 45.0, "UKR"),
        ("Kerch, inland", 36.0, 45.25, "UKR"),
        ("Kyiv", 30.5, 50.4, "UKR"),
        ("Krasnodar", 39.0, 45.0, "RUS"),
        ("Dakhla's hinterland", -14.0, 23.5, "grey"),
        ("Smara", -11.7, 26.7, "grey"),
        ("Marrakesh", -8.0, 31.6, "MAR"),
        ("Chukotka, beyond 180 degrees", -175.0, 66.5, "RUS"),
        ("Alaska", -150.0, 65.0, "USA"),
        ("Greenland", -40.0, 72.0, "grey"),
        ("Juba", 31.6, 4.9, "SSD"),
        ("Bishkek", 74.6, 42.9, "KGZ"),
        ("Ankara", 32.9, 39.9, "TUR"),
        ("Cayenne's hinterland", -53.0, 4.0, "FRA"),
        ("Maseru's east", 28.5, -29.5, "LSO"),
        ("the Pacific", -140.0, 0.0, ""),
    ],
)
def test_places_lie_in_their_states(
    place: str, longitude: float, latitude: float, state: str
) -> None:
    assert at(longitude, latitude) == state, place


def test_every_state_of_today_is_on_the_map(shipped: Dataset) -> None:
    result = ratgap.matrix(shipped, [], all_states=True, as_of=DAY)
    states = {state.alpha3 for state in result.states if state.kind != "organisation"}
    assert states - {*SHAPES["shapes"], *SHAPES["dots"]} == set()
    assert not {*SHAPES["shapes"]} & {*SHAPES["dots"]}
    assert SHAPES["width"] == 2000
    for x, y in SHAPES["dots"].values():
        assert 0 <= x <= 2000
        assert 0 <= y <= SHAPES["height"]


def test_dots_do_not_cover_each_other() -> None:
    for (a, one), (b, two) in combinations(SHAPES["dots"].items(), 2):
        assert math.dist(one, two) > 10, (a, b)


# Colours


@pytest.mark.parametrize("colours", [worldmap.LIGHT, worldmap.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("vision", [None, "protan", "deutan", "tritan"])
def test_colours_are_apart_in_every_kind_of_vision(
    colours: tuple[str, ...], vision: str | None
) -> None:
    seen = [Color(c).filter(vision) if vision else Color(c) for c in colours]
    least = min(a.delta_e(b, method="76") for a, b in combinations(seen, 2))
    assert least >= 15.9


@pytest.mark.parametrize(
    ("colours", "marks"),
    [
        (worldmap.LIGHT, worldmap.LIGHT_MARKS),
        (worldmap.DARK, worldmap.DARK_MARKS),
    ],
)
def test_marks_stand_out_against_their_colour(
    colours: tuple[str, ...], marks: tuple[str, ...]
) -> None:
    # WCAG 2.2, criterion 1.4.11.
    for colour, sign in zip(colours, marks, strict=True):
        assert Color(colour).contrast(sign, method="wcag21") >= 3


# What it says


def counts(recent: int = 0, old: int = 0, was_out: int = 0, unknown: int = 0) -> Json:
    return {
        "gap_recent": recent,
        "gap_old": old,
        "outside_when_last_known": was_out,
        "not_known": unknown,
    }


def entry(alpha3: str, **known: int) -> Json:
    return {"code": alpha3[:2], "alpha3": alpha3, "counts": counts(**known)}


def drawn(figure: object) -> etree._Element:
    return etree.fromstring(str(figure))


def shape_of(tree: etree._Element, name: str) -> tuple[str, str | None, str | None, int]:
    """Return the title, the class, the fill of a state, and of how many shapes it is."""
    (link,) = [a for a in tree.iterfind(".//svg/a") if (a.findtext("title") or "").startswith(name)]
    shapes = list(link)[1:]
    return link.findtext("title"), shapes[0].get("class"), shapes[0].get("fill"), len(shapes)


@pytest.mark.parametrize(
    ("known", "colour", "fill"),
    [
        ({}, "c0", None),
        ({"recent": 1}, "c1", None),
        ({"recent": 2}, "c1", None),
        ({"recent": 3}, "c2", None),
        ({"recent": 4}, "c2", None),
        ({"recent": 5}, "c3", None),
        ({"recent": 7}, "c3", None),
        ({"recent": 8}, "c4", None),
        ({"recent": 11}, "c4", None),
        ({"recent": 12}, "c5", None),
        ({"recent": 23}, "c5", None),
        ({"old": 1}, None, "url(#map0o)"),
        ({"was_out": 1}, None, "url(#map0o)"),
        ({"unknown": 9}, None, "url(#map0u)"),
        ({"recent": 3, "old": 2, "unknown": 1}, None, "url(#map2ou)"),
    ],
)
def test_plain_colour_is_certain(
    known: dict[str, int], colour: str | None, fill: str | None
) -> None:
    tree = drawn(worldmap.by_count([entry("KGZ", **known)], named))
    title, shown, filled, _ = shape_of(tree, "Name of KG")
    assert (shown, filled) == (colour, fill)
    assert (title == "Name of KG: all joined") == (known == {})
    if fill:
        assert tree.find(f".//pattern[@id='{fill[5:-1]}']") is not None


def test_a_small_state_is_a_dot_with_a_hole_where_something_is_unsure() -> None:
    states = [entry("MLT"), entry("NRU", unknown=1)]
    tree = drawn(worldmap.by_count(states, named))
    assert shape_of(tree, "Name of ML")[3] == 1
    assert shape_of(tree, "Name of NR")[1:] == ("c0", None, 2)


def test_the_legend_counts_the_states() -> None:
    states = [
        entry("KGZ", recent=1, old=3),
        entry("TJK", recent=2),
        entry("UZB"),
        entry("TKM", unknown=2),
        entry("", recent=4),
    ]
    text = [
        " ".join("".join(item.itertext()).split())
        for item in drawn(worldmap.by_count(states, named)).iterfind(".//li")
    ]
    assert text == [
        "0: 2",
        "1–2: 2",
        "3–4: 1",
        "5–7: 0",
        "8–11: 0",
        "12 or more: 0",
        "all joined, nothing unsure: 1",
        "some not joined when last checked: 1",
        "some not known: 1",
    ]


def test_who_has_no_shape_is_named_below_and_the_rest_is_grey() -> None:
    tree = drawn(worldmap.by_count([entry("KGZ"), entry("", recent=4)], named))
    (paragraph,) = [p for p in tree.iterfind(".//p") if p.find("a") is not None]
    assert "4 not joined" in "".join(paragraph.itertext())
    grey = tree.find(".//path[@class='rest']").get("d")
    assert SHAPES["shapes"]["FRA"] in grey
    assert SHAPES["shapes"]["KGZ"] not in grey


def answer(alpha3: str, status: str, proof: str | None = None, last: str | None = None) -> Json:
    return {
        "code": alpha3[:2],
        "alpha3": alpha3,
        "status": status,
        "gap": status in ("none", "signatory"),
        "proof": proof,
        "last_known": last and {"status": last},
    }


def test_the_map_of_one_instrument_has_four_strengths() -> None:
    states = [
        answer("KGZ", "party"),
        answer("KAZ", "contracting"),
        answer("UZB", "none", "recent"),
        answer("TKM", "signatory", "old"),
        answer("TJK", "unknown", None, "none"),
        answer("IRN", "unknown", None, "party"),
        answer("CHN", "unknown"),
    ]
    tree = drawn(worldmap.by_status(states, named))
    assert [
        shape_of(tree, f"Name of {code}:")[:3]
        for code in ["KG", "KA", "UZ", "TK", "TJ", "IR", "CH"]
    ] == [
        ("Name of KG: joined", "c0", None),
        ("Name of KA: joined", "c0", None),
        ("Name of UZ: not joined", "c4", None),
        ("Name of TK: not joined when last checked", None, "url(#map2o)"),
        ("Name of TJ: not joined when last checked", None, "url(#map2o)"),
        ("Name of IR: not known", None, "url(#map1u)"),
        ("Name of CH: not known", None, "url(#map1u)"),
    ]
    assert [item.findtext("b") for item in tree.iterfind(".//li")] == ["2", "1", "2", "2"]


def test_hostile_names_are_text() -> None:
    hostile = "</title><script>alert(1)</script>\"'&" + "x" * 10_000
    tree = drawn(worldmap.by_count([entry("KGZ"), entry("")], lambda _: (hostile, 'a"><b>')))
    assert tree.find(".//script") is None
    title, _, _, _ = shape_of(tree, hostile)
    assert title == f"{hostile}: all joined"
    assert {a.get("href") for a in tree.iterfind(".//svg/a")} == {'a"><b>'}


def test_a_map_is_small_the_same_each_time_and_its_ids_differ(shipped: Dataset) -> None:
    dataset = shipped
    matrix = document_plan.matrix(dataset, ratgap.matrix(dataset, [], all_states=True, as_of=DAY))
    treaty = next(iter(dataset.instruments))
    known = document_lists.instrument(dataset, api.participation(dataset, treaty, as_of=DAY))
    maps = worldmap.by_count(matrix["states"], named), worldmap.by_status(known["states"], named)
    assert str(maps[0]) == str(worldmap.by_count(matrix["states"], named))
    for drawing in map(str, maps):
        assert len(drawing.encode()) < 80_000
        tree = html.fromstring(drawing)
        ids = [element.get("id") for element in tree.iterfind(".//*[@id]")]
        assert len(ids) == len(set(ids))
        targets = {a.get("href")[1:] for a in tree.iterfind(".//a[@class='skip']")}
        assert targets | set(re.findall(r"url\(#([^)]+)\)", drawing)) <= set(ids)
        # Every state is a link with a title, and nothing is coloured by the style of an element.
        assert len(tree.findall(".//svg/a/title")) == 197
        assert "style=" not in drawing
        assert "endorsement" in tree.text_content()
