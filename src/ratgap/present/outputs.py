"""Each result in each format, by name; a format's code is loaded only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from ratgap.model import Dataset

if TYPE_CHECKING:
    from ratgap.api import Explanation, Overview
    from ratgap.assess.change import Changes
    from ratgap.assess.progress import Since
    from ratgap.assess.report import Report
    from ratgap.present.view import View

Layout = Callable[["View"], str]
"""What the format "table" is laid out by: ``table.render``, or ``plain.render`` for a width."""


def report(form: str, dataset: Dataset, result: Report, layout: Layout) -> str:
    """Return a gap report as ``form``: table, json, csv or markdown."""
    if form in ("json", "csv"):
        from ratgap.present.document import report as published

        document = published(dataset, result)
        if form == "json":
            return json_text(document)
        from ratgap.present import csv

        return csv.report(document)
    from ratgap.assess.commitments import commitments
    from ratgap.present import commitments_view, report_view

    told = commitments(dataset, result.query.as_of, result.query.states)
    view = commitments_view.below(report_view.report(dataset, result), told)
    return laid_out(form, view, layout)


def explain(form: str, dataset: Dataset, result: Explanation, layout: Layout) -> str:
    """Return an explanation as ``form``: table, json or markdown."""
    if form == "json":
        from ratgap.present.document import explain as published

        return json_text(published(dataset, result))
    from ratgap.present import explain_view

    return laid_out(form, explain_view.explain(result), layout)


def instruments(form: str, dataset: Dataset, result: Overview, layout: Layout) -> str:
    """Return the instruments as ``form``: table, json, csv or markdown."""
    if form in ("json", "csv"):
        from ratgap.present import document as published

        document = published.instruments(dataset, result)
        if form == "json":
            return json_text(document)
        from ratgap.present import csv

        return csv.instruments(document)
    from ratgap.present import lists_view

    return laid_out(form, lists_view.instruments(result), layout)


def states(form: str, dataset: Dataset, day: date, layout: Layout) -> str:
    """Return the states, with their groups on ``day``, as table, json, csv or markdown."""
    if form in ("json", "csv"):
        from ratgap.present import document as published

        document = published.states(dataset, day)
        if form == "json":
            return json_text(document)
        from ratgap.present import csv

        return csv.states(document)
    from ratgap.present import lists_view

    return laid_out(form, lists_view.states(dataset, day), layout)


def sources(form: str, dataset: Dataset, day: date, layout: Layout) -> str:
    """Return the sources, with their age on ``day``, as table, json, csv or markdown."""
    if form in ("json", "csv"):
        from ratgap.present import document as published

        document = published.sources(dataset, day)
        if form == "json":
            return json_text(document)
        from ratgap.present import csv

        return csv.sources(document)
    from ratgap.present import lists_view

    return laid_out(form, lists_view.sources(dataset, day), layout)


def diff(
    form: str,
    old: Dataset,
    new: Dataset,
    found: Changes,
    names: tuple[str, str],
    layout: Layout,
) -> str:
    """Return what changed between two data sets, called ``names``, as text, json or markdown."""
    if form == "json":
        from ratgap.present.document_diff import diff as published

        return json_text(published(old, new, found, names))
    from ratgap.present import changes_view

    view = changes_view.changes(old, new, found, names)
    if form == "markdown":
        from ratgap.present import comment

        return comment.render(view)
    return layout(view)


def since(
    form: str, dataset: Dataset, found: Since, states: Sequence[str] | None, layout: Layout
) -> str:
    """Return who did what since a day, of ``states`` or all, as text, json, csv or markdown."""
    if form in ("json", "csv"):
        from ratgap.present.document_diff import since as published

        document = published(dataset, found, states)
        if form == "json":
            return json_text(document)
        from ratgap.present import csv

        return csv.since(document)
    from ratgap.present import since_view

    return laid_out(form, since_view.since(dataset, found, states), layout)


def json_text(document: dict[str, Any]) -> str:
    """Return ``document`` as JSON."""
    from ratgap.present import document as published

    return published.text(document)


def laid_out(form: str, view: View, layout: Layout) -> str:
    """Return ``view`` as Markdown or as ``layout`` lays it out."""
    if form == "markdown":
        from ratgap.present import markdown

        return markdown.render(view)
    return layout(view)
