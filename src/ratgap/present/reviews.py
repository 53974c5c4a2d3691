"""Plans, progress, matrices, commitments and groups in each format; see ``outputs``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ratgap.model import Dataset
from ratgap.present.outputs import json_text, laid_out

if TYPE_CHECKING:
    from ratgap.api import Commitments, Plans, Review
    from ratgap.assess.report import Matrix
    from ratgap.present.outputs import Layout


def plan(form: str, dataset: Dataset, result: Plans, layout: Layout) -> str:
    """Return plans as ``form``: table, json, csv or markdown (a checklist)."""
    if form in ("json", "csv"):
        from ratgap.present.document_plan import plan as published

        document = published(dataset, result)
        if form == "json":
            return json_text(document)
        from ratgap.present import csv

        return csv.plan(document)
    if form == "markdown":
        from ratgap.present import plan_text

        return plan_text.checklist(dataset, result)
    from ratgap.present import plan_view

    return layout(plan_view.plan(dataset, result))


def progress(form: str, dataset: Dataset, result: Review, layout: Layout, drawn: bool) -> str:
    """Return progress as ``form``; ``drawn``: a table with bars and lines of characters."""
    if form in ("json", "csv"):
        from ratgap.present.document_plan import progress as published

        document = published(dataset, result)
        if form == "json":
            return json_text(document)
        from ratgap.present import csv

        return csv.progress(document)
    from ratgap.present import progress_view

    drawn = drawn and form == "table"
    return laid_out(form, progress_view.progress(dataset, result, drawn=drawn), layout)


def matrix(
    form: str,
    dataset: Dataset,
    result: Matrix,
    layout: Layout,
    *,
    last: int,
    by_region: bool,
    width: int | None,
    colour: bool,
) -> str:
    """Return a matrix as ``form``; a table ``width`` columns wide or, in colour, the terminal's.

    ``last`` bounds the lists of those outside; ``by_region``: under the parts of the world.
    """
    if form in ("json", "csv"):
        from ratgap.present.document_plan import matrix as published

        document = published(dataset, result)
        if form == "json":
            return json_text(document)
        from ratgap.present import csv

        return csv.matrix(document)
    from ratgap.present import matrix_view

    if form == "markdown":
        return laid_out(form, matrix_view.markdown(dataset, result, last, by_region), layout)
    if colour:
        return matrix_view.coloured(dataset, result, layout, last, by_region)
    return matrix_view.plain(dataset, result, layout, width, last, by_region)


def commitments(form: str, dataset: Dataset, result: Commitments, layout: Layout) -> str:
    """Return commitments and reports as ``form``: table, json, csv or markdown."""
    if form in ("json", "csv"):
        from ratgap.present.document import commitments as published

        document = published(dataset, result)
        if form == "json":
            return json_text(document)
        from ratgap.present import csv

        return csv.commitments(document)
    from ratgap.present import commitments_view

    return laid_out(form, commitments_view.commitments(result), layout)


def groups(form: str, dataset: Dataset, day: date, layout: Layout) -> str:
    """Return the groups, with their members on ``day``, as table, json, csv or markdown."""
    if form in ("json", "csv"):
        from ratgap.present.document import groups as published

        document = published(dataset, day)
        if form == "json":
            return json_text(document)
        from ratgap.present import csv

        return csv.groups(document)
    from ratgap.present import lists_view

    return laid_out(form, lists_view.groups(dataset, day), layout)
