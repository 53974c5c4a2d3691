"""The shape of each record of ``commitments.yaml``; see ``shape``.

Loads pydantic: import this only where shapes are needed.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ratgap.load.claims import Shape, Sources
from ratgap.load.fields import Line, Span, Text, Whole


class OutcomeShape(Shape):
    """A dated fact that a source documents."""

    text: Line
    when: Span | None = Field(None, description="left out where the source gives no full date")
    sources: Sources


class CommitmentShape(Shape):
    """One thing that a state declared."""

    state: Line
    text: Line = Field(description="what the state said that it would do, in our own words")
    to: list[Line] = Field([], description="to whom, where the original names someone")
    document: Line = Field(description="the source in which it stands")
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

    state: Line
    ordinal: Whole | None = Field(None, description="which of the state's reports it is")
    symbol: Line = ""
    body: Line = Field(description="to whom it was made")
    basis: Line = Field("", description="under which basis")
    when: Span | None = None
    sources: Sources
    note: Text = ""


class CommitmentsFile(Shape):
    """The file of commitments and reports."""

    commitments: list[CommitmentShape] = Field([])
    reports: list[ReportShape] = Field([])
