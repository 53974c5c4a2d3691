"""The schemas under schema/ are those that the program prints."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ratgap.present.schema import names, schema, text

FOLDER = Path(__file__).parent.parent.parent / "schema"


@pytest.mark.parametrize("name", names())
def test_the_file_is_what_the_program_prints(name: str) -> None:
    """To renew: ``ratgap schema NAME --output schema/NAME.schema.json``."""
    assert (FOLDER / f"{name}.schema.json").read_text("utf-8") == text(name)


@pytest.mark.parametrize("name", names())
def test_it_is_a_json_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


def test_no_other_file_is_there() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{n}.schema.json" for n in names()}
