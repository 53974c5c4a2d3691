"""A matrix by region names the regions however narrow it is."""

from __future__ import annotations

from datetime import date

import pytest

import ratgap
from ratgap.present import matrix_view, plain

REGIONS = ("Central Asia", "Western Asia")


@pytest.mark.parametrize("width", [50, 60, 68, 80, 100, 120, None])
def test_regions_are_named_at_any_width(width: int | None) -> None:
    data = ratgap.load_dataset()
    result = ratgap.matrix(data, groups=["antalya-2004"], as_of=date(2026, 11, 24), sort="region")
    view = matrix_view.matrix(data, result, 5, by_region=True, width=width)
    lines = [line.strip().removesuffix(":") for line in plain.render(view, width).splitlines()]
    codes = [line.split()[0] for line in lines if line]
    central, western = map(list(filter(None, lines)).index, REGIONS)
    assert central < codes.index("KG") < codes.index("UZ") < western < codes.index("AM")
