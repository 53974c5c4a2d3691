"""The shape of each record of the data files: what one mapping may hold, and what is made of it.

Loads pydantic: import this only where shapes are needed. ``docs/data.md`` tells what the keys
mean; the descriptions here are what an editor shows. A field is called as the record calls it, with
the file's key as an alias, so that most records need nothing but their class.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, ConfigDict, Field

from ratgap import model
from ratgap.load import fields
from ratgap.load.claims import SourceShape
from ratgap.load.fields import fail, may
from ratgap.load.named import NamesShape, StateShape
from ratgap.load.reader import Apart, Reader, Shape
from ratgap.load.tree import Path, Plain, show
from ratgap.model import ActKind, ClauseKind
from ratgap.model.instrument import MTDSG, TREATY_NUMBER

_YES = Plain("true", "truth")


class BasisShape(Shape, record=model.Basis, id=1):
    """A text that asks states to join."""

    title: fields.Line
    citation: fields.Line
    default: fields.Flag = may()
    day: fields.Day = may("the day of its adoption")
    addressees: fields.AGroup = may("the group that it asks; left out: every state")


class ScopeShape(Shape, record=model.Scope, id=1):
    """A named set of instruments."""

    title: fields.Line
    default: fields.Flag = may()


class ClauseShape(Shape, record=model.Clause):
    """A time limit: one of the three ways to count."""

    days_after: fields.Whole = may("so many days after; 0: the same day")
    month_start_after: fields.Positive = may("the first day of the so-manieth month that follows")
    months_after: fields.Whole = may("the same day so many months later")
    article: fields.Line = may()

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": [kind.replace("-", "_")]} for kind in ClauseKind]}
    )

    def _given(self, reader: Reader, path: Path) -> dict[str, Any]:
        counts = {kind: getattr(self, kind.replace("-", "_")) for kind in ClauseKind}
        known = [(kind, count) for kind, count in counts.items() if count is not None]
        if len(known) != 1:
            remedy = "write one of days_after, month_start_after, months_after"
            fail("shape-clause", "a time limit is counted in one way", remedy)
        return dict(zip(("kind", "count"), known[0], strict=True))


class SignatureShape(Shape):
    """When the treaty is open for signature, both days included."""

    from_: fields.Day = Field(alias="from")
    until: fields.Until = may("entry-into-force, a day, or left out: no end")

    def _given(self, reader: Reader, path: Path) -> dict[str, Any]:
        closes = self.until == fields.ENTRY_INTO_FORCE
        return {
            "signature_from": self.from_,
            "signature_until": None if closes else self.until,
            "signature_closes_on_entry": closes,
        }


class JoiningShape(Shape, record=model.Joining):
    """One way to join."""

    act: Annotated[
        Literal[
            "ratification",
            "acceptance",
            "approval",
            "accession",
            "succession",
            "definitive-signature",
            "formal-confirmation",
        ],
        AfterValidator(ActKind),
    ]
    article: fields.Line = may()
    signed_first: fields.Flag = may()
    after_entry_into_force: fields.Flag = may()


class EntryShape(Shape, record=model.EntryIntoForce):
    """When and how the treaty itself enters into force."""

    date: fields.Day = may()
    sources: fields.Sources = may("who gives the date")
    clause: ClauseShape = may()
    deposits: fields.Positive = may()
    share_of_parent: fields.Share = may()
    states_only: fields.Flag = may("the deposits of organisations do not count")
    not_before: fields.Many[fields.AnInstrument] = may("instruments that must be in force before")
    note: fields.Text = may()

    def _given(self, reader: Reader, path: Path) -> dict[str, Any]:
        if self.date and not self.sources:
            fail("shape-missing-key", "no source gives the date", "add sources: [...]")
        if self.deposits is not None and self.share_of_parent:
            what = "the number of deposits is given in two ways"
            fail("shape-clause", what, "keep deposits or share_of_parent")
        # The day is what one looks for; without it, the whole.
        return {"where": reader.document.where((*path, "date"), key=True)}


class ParentShape(Shape, record=model.Parent):
    """The treaty to which this one belongs."""

    instrument: fields.AnInstrument
    rule: Literal["parties-only", "together", "implies"]
    article: fields.Line = may()
    amends: fields.Flag = may("true: it changes the parent itself, and is no supplement beside it")


class DeclarationShape(Shape, record=model.Declaration):
    """A declaration or notification that joining requires or allows."""

    text: fields.Line = Field(description="what is declared, in our own words")
    article: fields.Line
    when: fields.Line = may("at which moment")
    required: fields.Flag = Field(description="true: the text says shall; false: may")
    organisations_only: Annotated[Literal["organisation"], AfterValidator(bool)] = may(
        "organisation: the article speaks to organisations alone", "for"
    )
    source: fields.ASource = Field(description="where the article was read")


class StatusListShape(Shape, record=model.StatusList):
    """Where the depositary keeps the current list, for programs to read."""

    url: fields.Address
    source: fields.ASource = Field(description="by which readings of it go")


class InstrumentShape(Shape, record=model.Instrument, id=1):
    """A treaty with its final clauses."""

    title: fields.Line
    name: fields.Line = may("what people call it, on one short line")
    short: fields.Short = may("a code of up to six characters, for narrow columns")
    titles: dict[fields.Language, fields.Line] = may("official titles by language")
    translations: dict[fields.Language, fields.Line] = may(
        "titles by language in which the treaty has no authentic text"
    )
    title_sources: dict[fields.Language, fields.ASource] = may(
        "where the titles and translations were read, by language"
    )
    adopted: fields.Day
    place: fields.Line = may()
    family: fields.AFamily = may()
    depositaries: fields.Many[fields.Line] = may()
    signature: SignatureShape = may()
    joining: fields.Many[JoiningShape] = may("the ways to join")
    entry: EntryShape = may(alias="entry_into_force")
    later_joiners: ClauseShape
    denunciation: ClauseShape = may()
    declarations: fields.Many[DeclarationShape] = may(
        "what joining requires or allows one to declare; []: what was read has none"
    )
    declarations_read: fields.Line = may("which articles were read for declarations")
    declarations_counted: fields.Whole = may("how many they are, so that a lost line shows")
    parents: fields.Many[ParentShape] = may()
    prevails_over: fields.Many[fields.AnInstrument] = may(
        "earlier instruments that give way to this one"
    )
    bases: fields.Many[fields.ABasis] = may()
    scopes: fields.Many[fields.AScope] = may()
    organisations: fields.Many[fields.AState] = may(
        "organisations to which it is open beside states"
    )
    citations: dict[str, fields.Line] = may()
    status_list: StatusListShape = may("the current list, which ratgap refresh reads")
    sources: fields.Many[fields.ASource] = may("where its clauses and numbers were read")
    note: fields.Text = may()

    def _given(self, reader: Reader, path: Path) -> dict[str, Any]:
        shared = self.entry and self.entry.share_of_parent
        if shared and reader.document.at(*path, "parents") is None:
            at = (*path, "entry_into_force", "share_of_parent")
            message = "a share of the parent's parties is asked for, and no parent is named"
            reader.report(at, "share-without-parent", message, "add parents: [...]", key=True)
        number = (self.citations or {}).get(MTDSG)
        if number is not None and not re.fullmatch(TREATY_NUMBER, number):
            message = f"{show(number)} is no number of the UN Treaty Collection"
            remedy = "write chapter, number and letter, joined by hyphens: XVIII-12-a"
            reader.report((*path, "citations", MTDSG), "shape-text", message, remedy)
        titled = {*(self.titles or ()), *(self.translations or ())}
        for language in [key for key in self.title_sources or () if key not in titled]:
            at, message = (*path, "title_sources", language), f"there is no title in {language}"
            reader.report(at, "source-without-title", message, "add it to titles", key=True)
        return dict(self.signature or {})


class InstrumentsFile(Shape):
    """The file of instruments."""

    bases: dict[fields.Identifier, Apart[BasisShape]]
    scopes: dict[fields.Identifier, Apart[ScopeShape]]
    families: dict[fields.Identifier, fields.Line] = may("titles by id")
    instruments: dict[fields.Identifier, Apart[InstrumentShape]]

    def _given(self, reader: Reader, path: Path) -> dict[str, Any]:
        # Of bases and of scopes one is meant when none is named.
        for section in ("bases", "scopes"):
            known = reader.document.map(section)
            defaults = [id_ for id_ in known if reader.document.at(section, id_, "default") == _YES]
            if known and not defaults:
                message = f"none of the {section} is the default"
                remedy = "add default: true to one"
                reader.report((section,), "one-default", message, remedy, key=True)
            for id_ in defaults[1:]:
                message, at = f"{defaults[0]} is the default already", (section, id_, "default")
                reader.report(at, "one-default", message, "keep one default", key=True)
        return {}


class MemberShape(Shape, record=model.Member, state=2):
    """A membership, both days included."""

    since: fields.Day = may()
    until: fields.Day = may()


class GroupShape(Shape, record=model.Group, id=0):
    """A named group of states."""

    title: fields.Line
    sources: fields.Sources
    as_of: fields.Day = may()
    kind: Literal["region"] = may("region: a part of the world; no state is in two")
    counted: fields.Whole = may("how many members stand below, so that a lost line shows", "count")
    members: dict[Annotated[str, fields.Named("state")], MemberShape]
    observers: fields.Many[fields.Line] = may()

    def _given(self, reader: Reader, path: Path) -> dict[str, Any]:
        return {"members": tuple(self.members.values())}


class OutcomeShape(Shape, record=model.Outcome):
    """A dated fact that a source documents."""

    text: fields.Line
    when: fields.Span = may("left out where the source gives no full date")
    sources: fields.Sources


class CommitmentShape(Shape, record=model.Commitment):
    """One thing that a state declared."""

    state: fields.AState
    text: fields.Line = Field(description="what the state said that it would do, in our own words")
    to: fields.Many[fields.Line] = may("to whom, where the original names someone")
    document: fields.ASource = Field(description="the source in which it stands")
    place: fields.Line = Field(description="where in the document it stands")
    kind: Literal["undertaking", "intention", "welcome"] = Field(
        description="after the verb of the original"
    )
    made: fields.Span = may("the day of the document")
    due: fields.Span = may("a day or span that the document itself sets")
    note: fields.Text = may()
    outcomes: fields.Many[OutcomeShape] = may("what is documented of the thing declared")
    related: fields.Many[OutcomeShape] = may("facts about the same matter that are no outcome")


class ReportShape(Shape, record=model.NationalReport):
    """A report that a state made to a body."""

    state: fields.AState
    ordinal: fields.Whole = may("which of the state's reports it is")
    symbol: fields.Line = may()
    body: fields.Line = Field(description="to whom it was made")
    basis: fields.ABasis = may("under which basis")
    when: fields.Span = may()
    sources: fields.Sources
    note: fields.Text = may()


class CommitmentsFile(Shape):
    """The file of commitments and reports."""

    commitments: fields.Many[Apart[CommitmentShape]] = may()
    reports: fields.Many[Apart[ReportShape]] = may()


FILES: Mapping[str, Any] = {
    "instruments": InstrumentsFile,
    "names": dict[fields.Code, Apart[NamesShape]],
    "states": dict[fields.Code, Apart[StateShape]],
    "sources": dict[fields.Identifier, Apart[SourceShape]],
    "groups": dict[fields.Identifier, Apart[GroupShape]],
    "commitments": CommitmentsFile,
}
"""What each data file holds, by name without ``.yaml``."""
