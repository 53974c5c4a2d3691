"""The JSON Schemas of the data files, as an editor uses them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema_rs import Draft202012Validator, meta

from ratgap.load.schema import DATA_FILES, data_schema

REGIME = Path(__file__).parent.parent / "regime"


class EditorLoader(yaml.SafeLoader):
    """Reads days as text, as YAML 1.2 and editors do."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if not tag.endswith(":timestamp")]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def errors(name: str, text: str) -> list[str]:
    schema = data_schema(name)
    meta.validate(schema)
    data = yaml.load(text, EditorLoader)
    return [error.message for error in Draft202012Validator(schema).iter_errors(data)]


@pytest.mark.parametrize("name", DATA_FILES)
def test_it_takes_what_loading_takes(name: str) -> None:
    assert errors(name, (REGIME / f"{name}.yaml").read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("states", "QA: {alpha3: QAA}"),
        ("states", "QA: {name: {fr: Quai}}"),
        ("states", "QA: {name: {en: Quay}, acts: {a: {accesion: [2001-01-01, b]}}}"),
        ("states", "QA: {name: {en: Quay}, acts: {a: {accession: [2001-01-01]}}}"),
        ("states", "QA: {name: {en: Quay}, acts: {a: {accession: [01.01.2001, b]}}}"),
        ("states", "qa: {name: {en: Quay}}"),
        ("states", "QA: {name: {en: Quay}, former: 'true'}"),
        ("sources", "s: {title: S, kind: press}"),
        ("sources", "s: {title: S, kind: press, trust: none}"),
        ("groups", "g: {title: G, sources: [], members: {}}"),
        ("instruments", "bases: {}\nscopes: {}\n"),
        (
            "instruments",
            "bases: {}\nscopes: {}\ninstruments: {a: {title: A, adopted: 2001-01-01,"
            " later_joiners: {days_after: 1, months_after: 2}}}",
        ),
    ],
)
def test_it_refuses_what_loading_refuses(name: str, text: str) -> None:
    assert errors(name, text)


@pytest.mark.parametrize("name", DATA_FILES)
def test_it_says_what_it_is(name: str) -> None:
    schema = data_schema(name)
    assert schema["$id"] == f"ratgap/data/{name}/1"
    assert schema["title"]
    assert schema["description"]
    assert '"null"' not in str(schema).replace("'", '"')


def test_it_belongs_to_the_caller() -> None:
    data_schema("states").clear()
    assert data_schema("states")


def test_no_such_file() -> None:
    with pytest.raises(KeyError):
        data_schema("treaties")


def test_every_mapping_is_told() -> None:
    definitions: dict[str, Any] = data_schema("states")["$defs"]
    assert all(definition.get("description") for definition in definitions.values())
