"""The shape of each record of the data files: what one mapping may hold, and no more.

Loads pydantic: import this only where shapes are needed. ``docs/data.md`` tells what the keys
mean; the descriptions here are what an editor shows.
"""

from __future__ import annotations

from typing import Annotated, Literal, LiteralString

from pydantic import ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from ratgap.load.fields import (
    ABasis,
    Absences,
    Acts,
    Address,
    AFamily,
    Alpha3,
    AnInstrument,
    AScope,
    ASource,
    AState,
    Code,
    Day,
    Endings,
    Flag,
    Forces,
    Identifier,
    Language,
    Line,
    Named,
    Shape,
    Share,
    Short,
    Sources,
    Span,
    Text,
    Until,
    Whole,
)
from ratgap.model import Column

Names = dict[Language, Line]


def _error(rule: LiteralString, what: str, remedy: str) -> PydanticCustomError:
    return PydanticCustomError(rule, "{what}", {"what": what, "remedy": remedy})


class CellShape(Shape):
    """What is recorded of a state and an instrument."""

    signature: Acts | None = None
    ratification: Acts | None = None
    acceptance: Acts | None = None
    approval: Acts | None = None
    accession: Acts | None = None
    succession: Endings | None = None
    definitive_signature: Acts | None = Field(None, alias="definitive-signature")
    formal_confirmation: Acts | None = Field(None, alias="formal-confirmation")
    consent: Acts | None = Field(None, description="a party, by an act that the source leaves out")
    denunciation: Endings | None = None
    in_force: Forces | None = Field(
        None, description="a source gives the day from which the treaty binds the state"
    )
    not_party: Absences | None = Field(
        None, description="a source says that on that day the state was not a party"
    )
    note: Text = ""


class StateShape(Shape):
    """A state or an organisation, and its acts."""

    name: Names = Field(
        description="the name in each language; en is needed",
        json_schema_extra={"required": ["en"]},
    )
    alpha3: Alpha3 = Field("", description="ISO 3166-1 alpha-3")
    kind: Literal["state", "organisation"] = "state"
    also: list[Line] = Field([], description="other and former names in any language")
    predecessor: AState = ""
    former: Flag = Field(False, description="it no longer exists")
    since: Day | None = Field(None, description="the first day on which it existed")
    until: Day | None = Field(None, description="the last day on which it existed")
    acts: dict[str, CellShape] = Field({}, description="by instrument")

    @field_validator("name")
    @classmethod
    def _in_english(cls, names: Names) -> Names:
        if "en" not in names:
            raise _error("shape-missing-key", "there is no English name", "add en: ...")
        return names


class BasisShape(Shape):
    """A text that asks states to join."""

    title: Line
    citation: Line
    default: Flag = False


class ScopeShape(Shape):
    """A named set of instruments."""

    title: Line
    default: Flag = False


class ClauseShape(Shape):
    """A time limit: one of the three ways to count."""

    days_after: Whole | None = Field(None, description="so many days after; 0: the same day")
    month_start_after: Whole | None = Field(
        None, description="the first day of the so-manieth month that follows"
    )
    months_after: Whole | None = Field(None, description="the same day so many months later")
    article: Line = ""

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {"required": [key]} for key in ("days_after", "month_start_after", "months_after")
            ]
        }
    )

    @model_validator(mode="after")
    def _one_count(self) -> ClauseShape:
        counts = (self.days_after, self.month_start_after, self.months_after)
        if sum(count is not None for count in counts) != 1:
            remedy = "write one of days_after, month_start_after, months_after"
            what = "a time limit is counted in one way"
            raise _error("shape-clause", what, remedy)
        return self


class SignatureShape(Shape):
    """When the treaty is open for signature, both days included."""

    from_: Day = Field(alias="from")
    until: Until | None = Field(None, description="entry-into-force, a day, or left out: no end")


class JoiningShape(Shape):
    """One way to join."""

    act: Literal[
        "ratification",
        "acceptance",
        "approval",
        "accession",
        "succession",
        "definitive-signature",
        "formal-confirmation",
    ]
    article: Line = ""
    signed_first: Flag = False
    after_entry_into_force: Flag = False


class EntryShape(Shape):
    """When and how the treaty itself enters into force."""

    date_: Day | None = Field(None, alias="date")
    sources: Sources = Field([], description="who gives the date")
    clause: ClauseShape | None = None
    deposits: Whole | None = None
    share_of_parent: Share = ""
    states_only: Flag = Field(False, description="the deposits of organisations do not count")
    not_before: list[AnInstrument] = Field(
        [], description="instruments that must be in force before"
    )
    note: Text = ""

    @model_validator(mode="after")
    def _grounded(self) -> EntryShape:
        if self.date_ and not self.sources:
            raise _error("shape-missing-key", "no source gives the date", "add sources: [...]")
        if self.deposits is not None and self.share_of_parent:
            what = "the number of deposits is given in two ways"
            raise _error("shape-clause", what, "keep deposits or share_of_parent")
        return self


class ParentShape(Shape):
    """The treaty to which this one belongs."""

    instrument: AnInstrument
    rule: Literal["parties-only", "together", "implies"]
    article: Line = ""


class DeclarationShape(Shape):
    """A declaration or notification that joining requires or allows."""

    text: Line = Field(description="what is declared, in our own words")
    article: Line
    when: Line = Field("", description="at which moment")
    required: Flag = Field(description="true: the text says shall; false: may")
    for_: Literal["organisation"] | None = Field(
        None, alias="for", description="organisation: the article speaks to organisations alone"
    )
    source: ASource = Field(description="where the article was read")


class StatusListShape(Shape):
    """Where the depositary keeps the current list, for programs to read."""

    url: Address
    source: ASource = Field(description="by which readings of it go")


class InstrumentShape(Shape):
    """A treaty with its final clauses."""

    title: Line
    short: Short = Field("", description="a code of up to six characters, for narrow columns")
    titles: Names = Field({}, description="official titles by language")
    adopted: Day
    place: Line = ""
    family: AFamily = ""
    depositaries: list[Line] = Field([])
    signature: SignatureShape | None = None
    joining: list[JoiningShape] = Field([], description="the ways to join")
    entry_into_force: EntryShape | None = None
    later_joiners: ClauseShape
    denunciation: ClauseShape | None = None
    declarations: list[DeclarationShape] | None = Field(
        None,
        description="what joining requires or allows one to declare; []: what was read has none",
    )
    declarations_read: Line = Field("", description="which articles were read for declarations")
    parents: list[ParentShape] = Field([])
    prevails_over: list[AnInstrument] = Field(
        [], description="earlier instruments that give way to this one"
    )
    bases: list[ABasis] = Field([])
    scopes: list[AScope] = Field([])
    organisations: list[AState] = Field(
        [], description="organisations to which it is open beside states"
    )
    citations: dict[str, Line] = Field({})
    status_list: StatusListShape | None = Field(
        None, description="the current list, which ratgap refresh reads"
    )
    sources: list[ASource] = Field([], description="where the clauses were read")
    note: Text = ""


class InstrumentsFile(Shape):
    """The file of instruments."""

    bases: dict[Identifier, BasisShape]
    scopes: dict[Identifier, ScopeShape]
    families: dict[Identifier, Line] = Field({}, description="titles by id")
    instruments: dict[Identifier, InstrumentShape]


class ReadingShape(Shape):
    """A source read on one instrument."""

    as_of: Span
    gives: list[Column] = Field([])
    absent_until: Day | None = Field(
        None, description="up to that day a state that is not listed was not a party"
    )
    silent_on: list[AState] = Field(
        [], description="codes for which the silence of the list proves nothing"
    )
    parties: Whole | None = Field(None, description="the total that the source states")
    title: Line = ""
    address: Line = ""
    note: Text = ""


class SourceShape(Shape):
    """A publication and what it was read to say."""

    title: Line
    publisher: Line = ""
    address: Line = ""
    kind: Literal[
        "depositary", "gazette", "official", "dataset", "press", "tertiary", "treaty-text"
    ]
    trust: Literal["high", "good", "medium", "low"]
    readings: dict[Annotated[str, Named("instrument")], ReadingShape] = Field(
        {}, description="by instrument"
    )
    note: Text = ""


class MemberShape(Shape):
    """A membership, both days included."""

    since: Day | None = None
    until: Day | None = None


class GroupShape(Shape):
    """A named group of states."""

    title: Line
    sources: Sources
    as_of: Day | None = None
    kind: Literal["region"] | None = Field(
        None, description="region: a part of the world; no state is in two"
    )
    members: dict[Annotated[str, Named("state")], MemberShape]
    observers: list[Line] = Field([])


class OutcomeShape(Shape):
    """A dated fact that a source documents."""

    text: Line
    when: Span | None = Field(None, description="left out where the source gives no full date")
    sources: Sources


class CommitmentShape(Shape):
    """One thing that a state declared."""

    state: AState
    text: Line = Field(description="what the state said that it would do, in our own words")
    to: list[Line] = Field([], description="to whom, where the original names someone")
    document: ASource = Field(description="the source in which it stands")
    place: Line = Field(description="where in the document it stands")
    kind: Literal["undertaking", "intention", "welcome"] = Field(
        description="after the verb of the original"
    )
    made: Span | None = Field(None, description="the day of the document")
    due: Span | None = Field(None, description="a day or span that the document itself sets")
    note: Text = ""
    outcomes: list[OutcomeShape] = Field([], description="what is documented of the thing declared")
    related: list[OutcomeShape] = Field(
        [], description="facts about the same matter that are no outcome"
    )


class ReportShape(Shape):
    """A report that a state made to a body."""

    state: AState
    ordinal: Whole | None = Field(None, description="which of the state's reports it is")
    symbol: Line = ""
    body: Line = Field(description="to whom it was made")
    basis: ABasis = Field("", description="under which basis")
    when: Span | None = None
    sources: Sources
    note: Text = ""


class CommitmentsFile(Shape):
    """The file of commitments and reports."""

    commitments: list[CommitmentShape] = Field([])
    reports: list[ReportShape] = Field([])


StatesFile = dict[Code, StateShape]
SourcesFile = dict[Identifier, SourceShape]
GroupsFile = dict[Identifier, GroupShape]
