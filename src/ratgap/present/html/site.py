"""Every file of a site: which there are, and what makes each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from ratgap import language
from ratgap.assess.force import add_months
from ratgap.assess.report import peers_beside
from ratgap.model import Dataset
from ratgap.present import csv, document, document_lists, explain_view, feeds
from ratgap.present import view as v
from ratgap.present.document import Json
from ratgap.present.html import (
    group,
    home,
    instrument,
    method,
    parts,
    resource,
    sources,
    state,
    worldmap,
)
from ratgap.present.html.documents import Answers, Documents
from ratgap.present.html.page import HOME, MATRIX, METHOD, SOURCES, Page, Site, entrance, fed_at
from ratgap.present.text import t

Text = Callable[[], str]
Files = dict[str, Text]
"""What makes the text of each file, by its path in the site."""


def files(
    dataset: Dataset, answers: Answers, named: Mapping[str, Dataset], address: str, *, folders: bool
) -> Files:
    """Return the files of the site that tells ``answers``, its first page last.

    ``named`` is the data set as each language of the site calls what is in it, by the language;
    ``address`` is where the site will be, "" where that is not known. ``folders``: each language
    has a folder of its own.
    """
    documents = Documents(dataset, answers)
    texts: Files = {}
    for stem, content in documents.files():
        # What the commands write, the same in every language; JSON without blanks.
        texts[f"api/{stem}.json"] = partial(document.text, content, compact=True)
        texts[f"api/{stem}.csv"] = partial(csv.text, content)
    texts["style.css"] = lambda: resource("style.css") + parts.labels(named) + worldmap.CSS + "\n"
    texts["script.js"] = partial(resource, "script.js")
    names = dict(map(_own_name, named)) if folders else {}
    for code, data in named.items():
        with language.spoken(code):
            own = documents if data is dataset else Documents(data, answers)
            pages = dict(_Maker(own, names, address).files())
        place = f"{code}/" if folders else ""
        texts |= {place + path: partial(_in_language, code, text) for path, text in pages.items()}
    if folders:
        texts[HOME] = partial(entrance, names)
    return texts


def _own_name(code: str) -> tuple[str, str]:
    with language.spoken(code):
        return code, t("language\4English")


def _in_language(code: str, text: Text) -> str:
    if code == language.code:
        return text()
    with language.spoken(code):
        return text()


class _Maker:
    """Makes the pages in the language in use from ``documents`` in that language."""

    def __init__(self, documents: Documents, languages: Mapping[str, str], address: str) -> None:
        data, query = documents.dataset, documents.query
        self.documents, self.dataset, self.query = documents, data, query
        self.entries = {code: report["states"][0] for code, report in documents.reports.items()}
        self.site = Site(
            query.as_of.isoformat(),
            data.digest,
            v.asked(data, query),
            address,
            {code: entry["name"] for code, entry in self.entries.items()},
            {entry["id"]: entry for entry in documents.overview["instruments"]},
            {id_: data.groups[id_].title for id_ in documents.groups},
            {source["id"]: source for source in documents.sources["sources"]},
            languages,
        )
        self.peers = peers_beside(data, query, self.site.treaties)

    def files(self) -> Iterator[tuple[str, Text]]:
        documents = self.documents
        for code in self.entries:
            yield self._page(f"states/{code}.html", partial(self._state, code))
        for id_ in self.site.treaties:
            yield self._page(f"instruments/{id_}.html", partial(self._instrument, id_))
        for id_ in documents.groups:
            yield self._page(f"groups/{id_}.html", partial(self._group, id_))
        yield from self._feeds()
        cells = {
            code: {row["id"]: parts.strength(row) for row in entry["instruments"]}
            for code, entry in self.entries.items()
        }
        yield self._page(
            MATRIX, lambda page: home.matrix(page, t("Matrix"), documents.matrix, cells)
        )
        yield self._page(SOURCES, lambda page: sources.sources(page, documents.sources))
        yield self._page(METHOD, lambda page: method.method(page, self.query))
        yield self._page(HOME, lambda page: home.home(page, documents, self.entries))

    def _page(self, path: str, text: Callable[[Page], str]) -> tuple[str, Text]:
        return path, lambda: text(Page(self.site, path))

    def _feeds(self) -> Iterator[tuple[str, Text]]:
        """Yield what is new and which days are ahead: of all, of each state, of each treaty."""
        day, known, names = self.query.as_of, self.documents, self.site
        acts = [act for act in known.news if act["state"] in self.entries]

        followed = [(HOME, "", acts, list(known.reports.values()))]
        for code, name in names.states.items():
            of_state = [act for act in acts if act["state"] == code]
            followed.append((f"states/{code}.html", name, of_state, [known.reports[code]]))
        for id_, treaty in names.treaties.items():
            of_treaty = [act for act in acts if act["instrument"] == id_]
            page, title = f"instruments/{id_}.html", treaty["title"]
            followed.append((page, title, of_treaty, [known.instruments[id_]]))
        since = add_months(day, -feeds.MONTHS).isoformat()
        for page, about, new, documents in followed:
            first, second = fed_at(page)
            atom = feeds.Feed(feeds.titled(False, about), first, since, names.base)
            yield first, partial(feeds.atom, new, atom)
            days = feeds.Feed(feeds.titled(True, about), second, names.day, names.base)
            yield second, partial(feeds.calendar, documents, days)

    def _state(self, code: str, page: Page) -> str:
        known, one = self.documents, [self.dataset.states[code]]
        (about,) = document_lists.states(self.dataset, self.query.as_of, one)["states"]
        return state.state(page, known.reports[code], known.plans[code], about, self.peers)

    def _instrument(self, id_: str, page: Page) -> str:
        treaty = self.dataset.instruments[id_]
        made: list[Json] = [document.plain(one) for one in treaty.declarations or ()]
        clauses = explain_view.clauses(treaty, language.long_day)
        return instrument.instrument(page, self.documents.instruments[id_], clauses, made)

    def _group(self, id_: str, page: Page) -> str:
        known, members = self.documents, self.dataset.groups[id_].on(self.query.as_of)
        entries = [self.entries[code] for code in members if code in self.entries]
        return group.group(page, known.groups[id_], entries, known.progress.get(id_))
