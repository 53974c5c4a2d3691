"""What an import found and would change: the findings, then the difference."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from ratgap.model import Dataset
from ratgap.present.view import Section, View

if TYPE_CHECKING:
    from ratgap.present.view import Layout


class ProposalFormat(StrEnum):
    """How a proposal is written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


def written(
    form: ProposalFormat,
    before: Dataset,
    after: Dataset,
    sections: Sequence[Section],
    day: date,
    layout: Layout,
) -> str:
    """Return the findings and the difference that they come to; as JSON, the difference alone.

    Statuses are those of ``day``.
    """
    from ratgap.assess.change import changes

    found = changes(before, after, day)
    names = ("the data", "the data with the list")
    if form is ProposalFormat.JSON:
        from ratgap.present import document, document_diff

        return document.text(document_diff.diff(before, after, found, names))
    told = list(sections)
    if found:
        from ratgap.present import diff_view

        told += diff_view.changes(before, after, found, names).sections
    if form is ProposalFormat.MARKDOWN:
        from ratgap.present import diff_view

        return diff_view.comment(View(tuple(told)))
    return layout(View(tuple(told)))
