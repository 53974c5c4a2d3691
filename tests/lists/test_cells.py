"""Days as depositaries print them."""

from datetime import date

import pytest

from ratgap.lists.listing import read_day


@pytest.mark.parametrize(
    "text",
    [
        "2016-04-02",
        " 2 Apr 2016",
        "2 Apr\t 2016 ",
        "2 April 2016",
        "2 avr. 2016",
        "2 AVRIL 2016",
        "02-04-2016",
        "2.4.2016",
    ],
)
def test_every_form_of_one_day(text: str) -> None:
    assert read_day(text) == date(2016, 4, 2)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("16 December 1970", date(1970, 12, 16)),
        ("1er févr. 2003", date(2003, 2, 1)),
        ("31 août 1999", date(1999, 8, 31)),
        ("9 Sept. 2001", date(2001, 9, 9)),
    ],
)
def test_months(text: str, day: date) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    "text",
    ["", "-", "04/02/2016", "2016-2-4", "2016-02-30", "Apr 2016", "2 Foo 2016", "32-01-2001"],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the calendar's own words differ
        read_day(text)
