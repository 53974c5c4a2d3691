"""The command that writes feeds: what is new, and which days are ahead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from ratgap import api
from ratgap.assess.force import add_months
from ratgap.cli import options
from ratgap.cli.console import Result, UnusableError
from ratgap.cli.options import Writing
from ratgap.request import Selection, pick

if TYPE_CHECKING:
    from ratgap.assess.force import MaxAge
    from ratgap.model import Dataset
    from ratgap.present.document import Json


_FILES = ("feed.xml", "calendar.ics")


class _Fed(Writing):
    """The formats of a feed."""

    PEOPLE = "atom"
    form: Annotated[Literal["atom", "ics"] | None, options.HOW] = None


class _Named(options.Asked):
    """Whom or what a feed is about: states, or instruments by their ids; all where none is."""

    named: Annotated[
        list[str],
        options.several(
            metavar="[NAME]...",
            help_text="Code or any name of a state, or the id of an instrument.",
        ),
    ]


def feed(
    *,
    asked: _Named,
    since: Annotated[
        date | None,
        options.day_option(
            "--since", "What comes after that day.  [atom: five years before --as-of; ics: --as-of]"
        ),
    ] = None,
    as_of: options.AsOf,
    recent: options.RecentAge,
    writing: _Fed,
) -> Result:
    """Write new acts as an Atom feed, or the days ahead as a calendar.

    The calendar (ics) has the days on which a treaty begins to bind, and those on which the proof
    that states have not joined grows old. The same data give the same file.

    ratgap feed --since 2024-01-01
    ratgap feed KG --format ics
    ratgap feed --group GROUP --output calendar.ics
    """
    from ratgap.present import feeds

    dataset = writing.load()
    treaties = [name for name in asked.named if name in dataset.instruments]
    asked.named = [name for name in asked.named if name not in treaties]
    whom = asked.of(dataset)
    ahead = writing.form == "ics"
    start = since or (as_of if ahead else add_months(as_of, -feeds.MONTHS))
    about = [
        *(dataset.states[code].name for code in whom["states"]),
        *(pick("group", id_, dataset.groups).title for id_ in asked.groups),
        *(dataset.instruments[id_].title for id_ in treaties),
    ]
    title = feeds.titled(ahead, ", ".join(about))
    path = "/".join((*whom["states"], *asked.groups, *treaties, _FILES[ahead]))
    known = feeds.Feed(title, path, start.isoformat())
    if ahead:
        text = feeds.calendar(_answers(dataset, whom, treaties, as_of, recent), known)
    else:
        text = feeds.atom(_acts(dataset, whom, treaties, start, as_of), known)
    return Result(text, writing.output, utf8=True, page=not writing.no_pager)


def _answers(
    dataset: Dataset, whom: dict[str, Any], treaties: list[str], day: date, recent: MaxAge
) -> Iterator[Json]:
    """Yield what tells how the states asked about stand to the treaties asked about, or to all."""
    from ratgap.present import document, document_lists

    if not treaties:
        whom["all_states"] |= not (whom["states"] or whom["groups"])
        yield document.report(dataset, api.report(dataset, **whom, as_of=day, recent=recent))
    for id_ in treaties:
        states, groups = ([], []) if whom["all_states"] else (whom["states"], whom["groups"])
        known = api.participation(dataset, id_, states, groups=groups, as_of=day, recent=recent)
        yield document_lists.instrument(dataset, known)


def _acts(
    dataset: Dataset, whom: dict[str, Any], treaties: list[str], start: date, end: date
) -> Iterator[Json]:
    """Yield the acts after ``start``; of those whose day is not known, those surely after it."""
    from ratgap.present import feeds

    if end < start:
        raise UnusableError(
            "--since: {since} comes after the day asked about, {as_of}", since=start, as_of=end
        )
    selected = Selection.of(dataset, **whom, scope="")
    codes = selected.only_on(end)[0] if selected.anybody else None
    for act in feeds.news(dataset, start, end, codes):
        if not treaties or act["instrument"] in treaties:
            yield act
