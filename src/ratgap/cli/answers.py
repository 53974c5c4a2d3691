"""Commands that answer from the data for states.

What shows a result is imported where it is used: one command in one format needs little of it.
"""

from __future__ import annotations

from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ratgap import api, present
from ratgap.assess.answer import Strength
from ratgap.cli import options
from ratgap.cli.console import Result, UnusableError, columns
from ratgap.model.names import UnknownName
from ratgap.request import RequestError, pick, to_come

if TYPE_CHECKING:
    from ratgap.assess.report import Report
    from ratgap.model import Dataset
    from ratgap.present.view import View


class _Reported(options.Tabular):
    """Formats of a report, of which programs may read a line for each state and instrument."""

    form: Annotated[
        Literal["table", "json", "ndjson", "csv", "markdown", "html"] | None, options.HOW
    ] = None


class _Printed(options.Tabular):
    """Every format of a table, and a page of it."""

    form: Annotated[Literal["table", "json", "csv", "markdown", "html"] | None, options.HOW] = None


def report(
    *,
    asked: options.Asked,
    as_of: options.AsOf,
    terms: options.Strengths,
    full: Annotated[
        bool, typer.Option("--full", help="Every instrument of each state, with dates and sources.")
    ] = False,
    fail_on_gap: Annotated[
        Literal["recent", "any", "unknown"] | None,
        typer.Option(
            "--fail-on-gap",
            help="Exit with 1 where a gap is proved recently, where there is any, or where one is "
            "possible.  [any, where nothing follows]",
            show_default=False,
        ),
    ] = None,
    writing: _Reported,
) -> Result:
    """Show what each state still has to join.

    One state: what it has not joined, what it had not when last checked, and what is not known.
    Several: how many of each. An answer is never more than its evidence.

    ratgap report KG
    ratgap report KG --full
    ratgap report KG TJ --as-of 2010-01-01
    ratgap report --group GROUP --output gaps.csv
    ratgap report KG --output report.html
    ratgap report --all --format json | jq '.states[].counts.gap'
    """
    asked.demand()
    dataset = writing.load()
    result = api.report(dataset, **asked.of(dataset), as_of=as_of, **vars(terms))

    def whole() -> View:
        shown = present.report_view.report(dataset, result)
        return present.commitments_view.below(shown, dataset, result.query)

    def view() -> View:
        if full:
            return whole()
        # Who is left out is told in a list of all.
        if len(result.states) > 1 or result.query.not_there:
            return present.report_view.overview(dataset, result)
        if not result.states[0].instruments:
            return whole()
        return present.first_view.first(dataset, result, date.today())

    return writing.answer(
        as_of,
        document=lambda: present.document.report(dataset, result),
        view=view,
        markdown=lambda: present.plain.markdown(whole()),
        drawn={"html": lambda: _sheet().report(dataset, result)},
        code=int(fail_on_gap is not None and _fails(result, fail_on_gap)),
    )


def _sheet() -> ModuleType:
    """Return what makes a page of one answer. Raises ``RequestError`` where that cannot be."""
    from ratgap.present.html import sheet

    return sheet


def _fails(result: Report, least: Literal["recent", "any", "unknown"]) -> bool:
    """Whether a state has a gap that is proved recently, or any, or what may be one."""
    answers = [entry for state in result.states for entry in state.instruments]
    if least == "recent":
        return any(entry.proof is Strength.RECENT for entry in answers)
    return any(
        entry.gap or (least == "unknown" and not entry.answer.status.joined) for entry in answers
    )


class _Explained(options.Tabular):
    """Formats of an explanation, which has no rows for CSV."""

    form: Annotated[Literal["table", "json", "markdown"] | None, options.HOW] = None


def explain(
    *,
    state: options.StateName,
    instrument: Annotated[
        str, typer.Argument(metavar="INSTRUMENT", help="Id, code or name of a treaty.")
    ],
    as_of: options.AsOf,
    max_age: options.AgeLimit,
    recent: options.RecentAge,
    writing: _Explained,
) -> Result:
    """Show the chain of reasoning for one answer.

    The recorded acts, what each list says of the state, the clauses, each step, the answer.

    ratgap explain KG INSTRUMENT
    ratgap explain KG INSTRUMENT --as-of 2003-09-29
    ratgap explain KG INSTRUMENT --format json
    """
    dataset = writing.load()
    try:
        result = api.explain(dataset, state, instrument, as_of, max_age, recent)
    except UnknownName:
        _demand_order(dataset, state, instrument)
        raise
    return writing.answer(
        as_of,
        document=lambda: present.document.explain(dataset, result),
        view=lambda: present.explain_view.explain(dataset, result),
    )


def _demand_order(dataset: Dataset, state: str, instrument: str) -> None:
    try:
        pick("instrument", state, dataset.instruments)
        dataset.names.find(instrument)
    except (RequestError, UnknownName):
        return
    raise UnusableError(
        "the state goes first: {command}",
        command=present.view.command(dataset, f"explain {instrument} {state}"),
    )


def plan(
    *,
    asked: options.Asked,
    deposit_on: Annotated[
        date | None,
        options.day_option("--deposit-on", "Count days of effect from a deposit on that day."),
    ] = None,
    as_of: options.AsOf,
    terms: options.Strengths,
    writing: _Printed,
) -> Result:
    """Tell how each state closes its gaps, step by step.

    In an order in which it can be done: the act and its article, with whom to deposit, what must
    be joined first and what comes along, what to declare, and when it would bind. Markdown is a
    checklist. What is unknown stands apart, with whom to ask.

    ratgap plan KG
    ratgap plan KG --deposit-on 2027-01-15
    ratgap plan KG --output checklist.md
    ratgap plan KG --output plan.html
    ratgap plan --group GROUP --format csv
    """
    asked.demand()
    dataset = writing.load()
    result = api.plan(
        dataset, **asked.of(dataset), as_of=as_of, deposit_on=deposit_on, **vars(terms)
    )

    def view() -> View:
        return present.plan_view.plan(dataset, result)

    return writing.answer(
        as_of,
        document=lambda: present.document_plan.plan(dataset, result),
        view=view,
        drawn={"html": lambda: _sheet().shown(dataset, result.query, view())},
        markdown=lambda: present.plan_view.checklist(dataset, result),
    )


def progress(
    *,
    start: Annotated[date, options.day_option("--from", "The first day, YYYY-MM-DD; its end.")],
    end: Annotated[
        date, options.day_option("--to", "The last day, YYYY-MM-DD; its end.  [today]", today=True)
    ],
    by: Annotated[
        str | None, typer.Option("--by", metavar="year", help="Tell the years one by one as well.")
    ] = None,
    asked: options.Asked,
    terms: options.Terms,
    writing: _Printed,
) -> Result:
    """Tell who joined, signed or left what, and when.

    Between the ends of two days, and what is still open then. A group is on each day the group of
    that day. The gaps of the first day, less those closed, plus those opened, are the gaps of the
    last; what the evidence does not tell stands apart.

    ratgap progress --group GROUP --from 2004-02-25 --to 2014-07-10
    ratgap progress KG --from 2004-02-25 --by year
    ratgap progress --all --from 2014-07-10 --format csv
    """
    asked.demand()
    if by not in (None, "year"):
        raise UnusableError('--by: "{by}" is not a part of time that is known here: year', by=by)
    dataset = writing.load()
    result = api.progress(
        dataset, **asked.of(dataset), start=start, end=end, **vars(terms), by_year=by == "year"
    )

    def view() -> View:
        return present.progress_view.progress(dataset, result)

    return writing.answer(
        end,
        document=lambda: present.document_plan.progress(dataset, result),
        view=view,
        drawn={"html": lambda: _sheet().shown(dataset, result.query, view())},
    )


class _Drawn(options.Tabular):
    """Every format of a table, a page and a drawing of it."""

    form: Annotated[
        Literal["table", "json", "csv", "markdown", "html", "svg"] | None, options.HOW
    ] = None


class _AskedOrAll(options.Asked):
    """Whom a matrix is asked about: all, where nobody is named."""

    all_states: Annotated[
        bool,
        typer.Option(
            "--all", help="Every state, and the organisations that may join.  [if none is named]"
        ),
    ] = False


def matrix(
    *,
    asked: _AskedOrAll,
    as_of: options.AsOf,
    terms: options.Strengths,
    sort: Annotated[
        api.Sort,
        typer.Option(
            "--sort", help="As the data do, by name, the most gaps first, by part of the world."
        ),
    ] = "data",
    last: Annotated[
        int,
        typer.Option(
            "--last", metavar="N", min=1, help="Tell who is among the last N outside a treaty."
        ),
    ] = 10,
    writing: _Drawn,
) -> Result:
    """Show states by instruments, one character for each.

    Below it, which treaties come closest to having every state of the world, and which of the
    states shown are among the last outside. Where a screen is narrow, one letter heads each treaty.

    ratgap matrix
    ratgap matrix --group GROUP --sort gap
    ratgap matrix --as-of 2004-02-25 --sort region
    ratgap matrix --format csv --output matrix.csv
    ratgap matrix --group GROUP --output slide.svg
    """
    dataset = writing.load()
    result = api.matrix(dataset, **asked.of(dataset), as_of=as_of, **vars(terms), sort=sort)
    by_region = sort == "region"

    def view() -> View:
        width = columns(writing.output) if writing.form == writing.PEOPLE else None
        return present.matrix_view.matrix(dataset, result, last, by_region, width)

    def slide() -> str:
        from ratgap.present.html import slide

        return slide.slide(present.view.noted(view(), to_come(as_of)))

    return writing.answer(
        as_of,
        document=lambda: present.document_plan.matrix(dataset, result),
        view=view,
        drawn={"html": lambda: _sheet().matrix(dataset, result, view()), "svg": slide},
    )


def commitments(*, asked: options.Asked, as_of: options.AsOf, writing: options.Formats) -> Result:
    """List what states declared, and their reports.

    Without a state, --group or --all: of whom something is recorded. A due day is one that the
    document sets, and nothing without one is called late.

    ratgap commitments
    ratgap commitments TR
    ratgap commitments --group GROUP --format csv
    """
    dataset = writing.load()
    result = api.commitments(dataset, **asked.of(dataset), as_of=as_of)
    return writing.answer(
        as_of,
        document=lambda: present.document.commitments(dataset, result),
        view=lambda: present.commitments_view.commitments(result),
    )
