"""Invented states for the readers' tests."""

import pytest

from ratgap.model.state import State

STATES = {
    "AB": State("AB", {"en": "Abland"}, "ABL"),
    "BU": State("BU", {"en": "Bujland"}, "BUJ", also=("Buj (Isles of)", "The Republic of Buj")),
    "SK": State("SK", {"en": "Saint Kevin"}, "SKN"),
    "OS": State("OS", {"en": "Ostmark"}, "OST"),
    "ON": State("ON", {"en": "Ostmark-Nord"}, "OSN"),
    "XO": State("XO", {"en": "Old Realm"}, "OLD", former=True),
}


@pytest.fixture
def states() -> dict[str, State]:
    return dict(STATES)
