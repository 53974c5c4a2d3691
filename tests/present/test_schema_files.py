"""The schemas: of the outputs, kept by hand, and those under schema/ of the data files."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path

import pytest
from jsonschema_rs import Draft202012Validator, meta

from ratgap.assess.answer import Reason, Signed, Status
from ratgap.model import ActKind
from ratgap.present.schema import names, schema, text

FOLDER = Path(__file__).parent.parent.parent / "schema"
OUTPUTS = json.loads((FOLDER / "outputs-1.json").read_text("utf-8"))
DATA_FILES = [name for name in names() if name.endswith(".yaml")]
GOLDEN = [*Path(__file__).parent.parent.glob("*/golden/*.json")]
STEPS = {
    *("signed", "signed-no", "signed-unknown", "consent", "consent-later", "consent-undated"),
    *(
        "succession",
        "in-force",
        "force-unknown",
        "treaty-force-unknown",
        "notified-later",
        "through",
        "ended",
    ),
    *("absent", "counted-out", "outnumbered", "parent-not-joined", "not-covered", "too-old"),
}
"""All but "presupposed" and "counted-in": none of the regime stands so."""
AT_TIMES = ("Data", "known_on")
"""There of a day to come alone: the day that it is would make documents of the past differ."""
ONE_DATA_SET = {"report", "explain", "instruments", "states", "sources", "since", "validate"}
ONE_DATA_SET |= {"instrument", "plan", "progress", "matrix", "commitments", "groups"}


@pytest.mark.parametrize("name", DATA_FILES)
def test_the_file_is_what_the_program_prints(name: str) -> None:
    """To renew: ``ratgap schema NAME --output schema/NAME.schema.json``."""
    assert (FOLDER / f"{name}.schema.json").read_text("utf-8") == text(name)


@pytest.mark.parametrize("name", names())
def test_it_is_a_json_schema(name: str) -> None:
    meta.validate(schema(name))


def test_no_other_file_is_there() -> None:
    files = {path.name for path in FOLDER.iterdir()}
    assert files == {"outputs-1.json", *(f"{name}.schema.json" for name in DATA_FILES)}


def test_every_shape_belongs_to_a_document() -> None:
    printed = [schema(name) for name in names() if name not in DATA_FILES]
    shapes = {document["title"] for document in printed}.union(*(d["$defs"] for d in printed))
    assert shapes == OUTPUTS["$defs"].keys()
    assert {d["$id"] for d in printed} == {f"ratgap/{n}/1" for n in ONE_DATA_SET | {"diff"}}


def test_the_schema_lets_fields_be_added_and_none_be_missing() -> None:
    for name, shape in OUTPUTS["$defs"].items():
        assert shape["title"] == name
        if shape["type"] == "object":
            assert shape.get("additionalProperties", True) is not False
            always = [key for key in shape["properties"] if (name, key) != AT_TIMES]
            assert shape["required"] == always


@pytest.mark.parametrize("words", [Status, Signed, Reason, ActKind])
def test_the_words_are_those_of_the_engine(words: type[StrEnum]) -> None:
    assert OUTPUTS["$defs"][words.__name__]["enum"] == list(words)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_a_golden_document_is_one_of_the_outputs(path: Path) -> None:
    Draft202012Validator(OUTPUTS).validate(json.loads(path.read_text("utf-8")))


def test_every_reason_and_every_step_is_in_a_golden_explanation() -> None:
    documents = [json.loads(path.read_text("utf-8")) for path in GOLDEN]
    explained = [d for d in documents if d["schema"] == "ratgap/explain/1"]
    assert {step["code"] for d in explained for step in d["steps"]} == STEPS
    assert {d["answer"]["reason"] for d in explained if d["answer"]} == (
        # Who was not there is told without an answer.
        set(Reason) - {Reason.NO_STATE}
    )
    assert {d["inapplicable"] for d in explained} == {None, "not-open", "not-adopted", "no-state"}
