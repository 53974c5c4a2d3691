"""What all pages are made from: the answers, found once, and their documents in a language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ratgap import api
from ratgap.assess.force import add_months
from ratgap.named import NamedTuple
from ratgap.present import document, document_lists, document_plan, feeds
from ratgap.request import pick

if TYPE_CHECKING:
    from ratgap.assess.report import Matrix, Participation, Query, Report
    from ratgap.model import Dataset
    from ratgap.present.document import Json


class Answers(NamedTuple):
    """All that a site tells; ``participations`` by treaty, ``reviews`` by group.

    ``groups`` are the ids of those that have a page. A review is of the time since the mandate was
    given; there is none by that day.
    """

    groups: tuple[str, ...]
    report: Report
    plans: api.Plans
    overview: api.Overview
    matrix: Matrix
    participations: Mapping[str, Participation]
    reviews: Mapping[str, api.Review]


def answers(dataset: Dataset, asked: Mapping[str, Any]) -> Answers:
    """Return all that a site tells of ``asked``, which ``api.report`` takes.

    The groups asked for have a page; all that have a member there where none is.
    """
    report = api.report(dataset, **asked)
    query = report.query
    codes = [one.state.code for one in report.states]
    options: dict[str, Any] = {
        "states": codes,
        "as_of": query.as_of,
        "max_age": query.max_age,
        "recent": query.recent,
    }
    there = set(codes)
    groups = [pick("group", text, dataset.groups).id for text in asked["groups"]] or sorted(
        (id_ for id_, group in dataset.groups.items() if there.intersection(group.on(query.as_of))),
        # Parts of the world are many, and last.
        key=lambda id_: dataset.groups[id_].kind == "region",
    )
    overview = api.overview(dataset, scope=query.scope, **options)
    sort: api.Sort = "region" if dataset.regions(query.as_of) else "data"
    return Answers(
        tuple(groups),
        report,
        api.plan(dataset, **asked),
        overview,
        api.matrix(dataset, scope=query.scope, sort=sort, **options),
        {
            entry.instrument.id: api.participation(dataset, entry.instrument.id, **options)
            for entry in overview.instruments
        },
        dict(_reviews(dataset, query, groups)),
    )


def _reviews(
    dataset: Dataset, query: Query, groups: Sequence[str]
) -> Iterator[tuple[str, api.Review]]:
    start = dataset.bases[query.basis].day if query.basis else None
    if not (start and start < query.as_of):
        return
    for id_ in groups:
        group = dataset.groups[id_]
        # Of parts of the world, and of nearly all states, years would take half of the time.
        small = 2 * len(group.on(query.as_of)) <= len(dataset.states)
        review = api.progress(
            dataset,
            groups=[id_],
            start=start,
            end=query.as_of,
            scope=query.scope,
            max_age=query.max_age,
            by_year=small and group.kind != "region",
        )
        yield id_, review


class Documents:
    """The published documents of ``answers``, each made once, with the names that ``dataset`` has.

    ``reports`` and ``plans`` go by state, ``instruments`` by treaty, ``groups`` and ``progress`` by
    group; what there is one of stands for itself. ``news`` are the latest acts.
    """

    def __init__(self, dataset: Dataset, answers: Answers) -> None:
        self.dataset, self.query = dataset, answers.report.query
        report, plans = answers.report, answers.plans
        self.reports = {
            one.state.code: _whole(
                document.report(
                    dataset,
                    report._replace(query=_only(report.query, one.state.code), states=(one,)),
                )
            )
            for one in report.states
        }
        self.plans = {
            one.state.code: document_plan.plan(
                dataset, plans._replace(query=_only(plans.query, one.state.code), plans=(one,))
            )
            for one in plans.plans
        }
        self.instruments = {
            id_: document_lists.instrument(dataset, known)
            for id_, known in answers.participations.items()
        }
        day = self.query.as_of
        self.groups = {
            id_: document_lists.groups(dataset, day, [dataset.groups[id_]])
            for id_ in answers.groups
        }
        self.progress = {
            id_: document_plan.progress(dataset, review) for id_, review in answers.reviews.items()
        }
        self.overview = document_lists.instruments(dataset, answers.overview)
        self.matrix = document_plan.matrix(dataset, answers.matrix)
        self.news = feeds.news(dataset, add_months(day, -feeds.MONTHS), day, None)
        self.sources = document_lists.sources(dataset, day, dataset.sources.values())

    def files(self) -> Iterator[tuple[str, Json]]:
        """Yield each document that programs read, and where it stands without its ending."""
        for name, documents in (
            ("report", self.reports),
            ("plan", self.plans),
            ("instruments", self.instruments),
            ("groups", self.groups),
            ("progress", self.progress),
        ):
            yield from ((f"{name}/{key}", content) for key, content in documents.items())
        yield "matrix", self.matrix
        yield "instruments", self.overview
        yield "sources", self.sources


def _only(query: Query, code: str) -> Query:
    return query._replace(states=(code,), not_there=())


def _whole(report: Json) -> Json:
    """Return a report with all its states, which it makes as it is written."""
    return {**report, "states": list(report["states"])}
