"""Every file of a site: which there are, and what makes each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import resources
from typing import Any

from ratgap import api
from ratgap.assess.report import Query, Report, StateReport
from ratgap.model import Dataset
from ratgap.present import csv, document, document_lists, document_plan, explain_view
from ratgap.present import view as v
from ratgap.present.document import Json
from ratgap.present.html import group, home, instrument, method, sources, state, worldmap
from ratgap.present.html.page import HOME, MATRIX, METHOD, SOURCES, Page, Site

Files = dict[str, Callable[[], str]]
"""What makes the text of each file, by its path in the site."""


def files(
    dataset: Dataset,
    result: Report,
    groups: Iterable[str],
    plans: api.Plans,
    address: str,
) -> Files:
    """Return the files of the site about the states of ``result``, the first page last.

    ``groups`` are the ids of those that have a page; ``plans`` are of the same states;
    ``address`` is where the site will be, "" where that is not known.
    """
    return dict(_Maker(dataset, result, tuple(groups), plans, address).files())


class _Maker:
    """What all pages are made from: the documents of one report, each made once."""

    def __init__(
        self,
        dataset: Dataset,
        result: Report,
        groups: tuple[str, ...],
        plans: api.Plans,
        address: str,
    ) -> None:
        self.dataset, self.query, self.groups = dataset, result.query, groups
        day = self.query.as_of
        self.reports = {one.state.code: _report(dataset, self.query, one) for one in result.states}
        self.entries = {code: known["states"][0] for code, known in self.reports.items()}
        self.plans = {
            one.state.code: plans._replace(query=_only(plans.query, one.state.code), plans=(one,))
            for one in plans.plans
        }
        self.asked: dict[str, Any] = {
            "states": list(self.entries),
            "as_of": day,
            "scope": self.query.scope,
            "max_age": self.query.max_age,
            "recent": self.query.recent,
        }
        overview = api.overview(dataset, **self.asked)
        self.overview = document_lists.instruments(dataset, overview)
        self.known_sources = document_lists.sources(dataset, day, dataset.sources.values())
        self.site = Site(
            day.isoformat(),
            dataset.digest,
            v.asked(dataset, self.query),
            address,
            {code: entry["name"] for code, entry in self.entries.items()},
            {entry["id"]: entry for entry in self.overview["instruments"]},
            {id_: dataset.groups[id_].title for id_ in groups},
            {source["id"]: source for source in self.known_sources["sources"]},
        )

    def files(self) -> Iterator[tuple[str, Callable[[], str]]]:
        for code in self.entries:
            yield from self._state(code)
        for id_ in self.site.treaties:
            yield from self._instrument(id_)
        for id_ in self.groups:
            yield from self._group(id_)
        sort: api.Sort = "region" if self.dataset.regions(self.query.as_of) else "data"
        matrix = document_plan.matrix(
            self.dataset, api.matrix(self.dataset, **self.asked, sort=sort)
        )
        yield from _data("matrix", lambda: matrix)
        yield from _data("instruments", lambda: self.overview)
        yield from _data("sources", lambda: self.known_sources)
        page = partial(Page, self.site)
        yield MATRIX, lambda: home.matrix(page(MATRIX), matrix, self.entries.values())
        yield SOURCES, lambda: sources.sources(page(SOURCES), self.known_sources)
        yield METHOD, lambda: method.method(page(METHOD), document.plain(self.query))
        yield "style.css", lambda: _resource("style.css") + worldmap.CSS + "\n"
        yield "script.js", partial(_resource, "script.js")
        yield HOME, lambda: home.home(page(HOME), self._world(matrix))

    def _state(self, code: str) -> Iterator[tuple[str, Callable[[], str]]]:
        report = self.reports[code]
        path = f"states/{code}.html"

        def plan() -> Json:
            return document_plan.plan(self.dataset, self.plans[code])

        def page() -> str:
            known = [self.dataset.states[code]]
            (about,) = document_lists.states(self.dataset, self.query.as_of, known)["states"]
            return state.state(Page(self.site, path), report, plan(), about)

        yield path, page
        yield from _data(f"report/{code}", lambda: report)
        yield from _data(f"plan/{code}", plan)

    def _instrument(self, id_: str) -> Iterator[tuple[str, Callable[[], str]]]:
        treaty, path = self.dataset.instruments[id_], f"instruments/{id_}.html"
        given = {key: value for key, value in self.asked.items() if key != "scope"}
        known = document_lists.instrument(
            self.dataset, api.participation(self.dataset, id_, **given)
        )
        clauses = tuple(explain_view.clauses(treaty))
        made = [document.plain(declaration) for declaration in treaty.declarations or ()]
        yield path, lambda: instrument.instrument(Page(self.site, path), known, clauses, made)
        yield from _data(f"instruments/{id_}", lambda: known)

    def _group(self, id_: str) -> Iterator[tuple[str, Callable[[], str]]]:
        known, path, day = self.dataset.groups[id_], f"groups/{id_}.html", self.query.as_of
        about = document_lists.groups(self.dataset, day, [known])
        basis = self.dataset.bases[self.query.basis] if self.query.basis else None
        moved = None
        if basis and basis.day and basis.day < day:
            review = api.progress(
                self.dataset,
                groups=[id_],
                start=basis.day,
                end=day,
                scope=self.query.scope,
                max_age=self.query.max_age,
                by_year=known.kind != "region",
            )
            moved = document_plan.progress(self.dataset, review)
            yield from _data(f"progress/{id_}", lambda: moved or {})
        entries = [self.entries[code] for code in known.on(day) if code in self.entries]
        yield path, lambda: group.group(Page(self.site, path), about, entries, moved)
        yield from _data(f"groups/{id_}", lambda: about)

    def _world(self, matrix: Json) -> home.World:
        data, day = self.dataset, self.query.as_of
        basis = data.bases[self.query.basis] if self.query.basis else None
        addressed = data.groups.get(basis.addressees) if basis else None
        complete: dict[str, str] = {}
        for source in self.known_sources["sources"]:
            for reading in source["readings"]:
                id_, until = reading["instrument"], reading["absent_until"]
                # A list of a later day is none yet.
                if until and until <= self.site.day:
                    complete[id_] = max(until, complete.get(id_, ""))
        return home.World(
            self.entries,
            self.overview,
            {s["code"]: s["region"] for s in matrix["states"] if s["region"]},
            basis,
            addressed.on(day) if addressed else (),
            complete,
            {id_: len(data.groups[id_].on(day)) for id_ in self.groups},
            worldmap.by_count(
                self.entries.values(), lambda code: (self.site.states[code], f"states/{code}.html")
            ),
        )


def _report(dataset: Dataset, query: Query, one: StateReport) -> Json:
    """Return the document of one state; its states are made once, and read again and again."""
    made = document.report(dataset, Report(_only(query, one.state.code), (one,)))
    return {**made, "states": list(made["states"])}


def _only(query: Query, code: str) -> Query:
    return query._replace(states=(code,), not_there=())


def _data(stem: str, made: Callable[[], Json]) -> Iterator[tuple[str, Callable[[], str]]]:
    """Yield a document in the two forms that programs read, as the commands write them."""
    yield f"api/{stem}.json", lambda: document.text(made())
    yield f"api/{stem}.csv", lambda: csv.text(made())


def _resource(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
