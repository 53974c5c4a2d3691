"""The shapes of states and their names, which other data can share; loads pydantic."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field

from ratgap import model
from ratgap.load import fields
from ratgap.load.claims import CellShape, SourcedDay
from ratgap.load.fields import fail, may
from ratgap.load.reader import KEYS_OF_NAMES, Reader, Shape
from ratgap.load.tree import Path


def _in_english(names: dict[str, str]) -> dict[str, str]:
    if "en" not in names:
        fail("shape-missing-key", "there is no English name", "add en: ...")
    return names


_ByLanguage = Annotated[
    dict[fields.Language, fields.Line],
    AfterValidator(_in_english),
    Field(json_schema_extra={"required": ["en"]}),
]


class CodesShape(Shape):
    """Codes by which research data name states; none where a scheme does not have the state."""

    m49: fields.Number = may("of the United Nations")
    cow: fields.Number = may("of the Correlates of War project")
    gw: fields.Number = may("of Gleditsch and Ward")
    vdem: fields.Number = may("of the Varieties of Democracy project")


class NamesShape(Shape):
    """What a state or an organisation is called."""

    names: _ByLanguage = Field(alias="name", description="the name in each language; en is needed")
    formal: dict[fields.Language, fields.Line] = may(
        "the formal name in each language, with the article that it has in a text"
    )
    alpha3: fields.Alpha3 = may("ISO 3166-1 alpha-3")
    kind: Literal["state", "organisation"] = "state"
    codes: CodesShape = may("in other schemes")
    also: fields.Many[fields.Line] = may("other and former names in any language")

    def _given(self, reader: Reader, path: Path) -> dict[str, Any]:
        return {"places": reader.document.places(path)}


class StateShape(NamesShape, record=model.State, code=0):
    """A state or an organisation, and its acts; its names, where names.yaml does not have it."""

    names: _ByLanguage = may("the name in each language; en is needed", "name")
    predecessor: fields.AState = may()
    former: fields.Flag = may("it no longer exists")
    since: SourcedDay = may("the first day on which it existed")
    until: fields.Day = may("the last day on which it existed")
    acts: dict[Annotated[str, fields.Named("instrument")], CellShape] = may("by instrument")

    model_config = ConfigDict(
        json_schema_extra={"dependentRequired": {k: ["name"] for k in KEYS_OF_NAMES[1:]}}
    )

    def _given(self, reader: Reader, path: Path) -> dict[str, Any]:
        # Cells go by state and instrument: they are of the data set, not of the state.
        reader.cells |= {(str(path[0]), id_): cell for id_, cell in dict(self.acts or {}).items()}
        given = reader.known_names(str(path[0]), path)
        if isinstance(self.since, tuple):
            given |= zip(("since", "since_sources"), self.since, strict=True)
        return given
