"""The frame of a page, and where each page of the site stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

import htpy as h

from ratgap import __version__, gate, language
from ratgap.named import NamedTuple
from ratgap.present.document import Json
from ratgap.present.html import parts
from ratgap.present.text import t
from ratgap.request import to_come

_POLICY = (
    # file: is for the site on a disk, whose pages have no "self" in every browser.
    "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)
_NEEDLESS = re.compile(r"</(?:li|d[dt]|t[dhr])>|></(?:rect|path|circle)>")
HOME, SOURCES, METHOD, MATRIX = "index.html", "sources.html", "method.html", "matrix.html"


class Site(NamedTuple):
    """What every page needs to know of the whole; ``states`` and the rest are those with a page.

    ``measure`` tells by which scope and basis it is measured, ``address`` where the site will be;
    ``languages`` what each calls itself, by code, where the site has several.
    """

    day: str
    digest: str
    measure: Sequence[str]
    address: str
    states: Mapping[str, str]
    treaties: Mapping[str, Json]
    groups: Mapping[str, str]
    sources: Mapping[str, Json]
    languages: Mapping[str, str] = MappingProxyType({})

    @property
    def base(self) -> str:
        """The address of the pages in the language in use."""
        return (
            f"{self.address}/{language.code}" if self.address and self.languages else self.address
        )


class Page:
    """A page at ``path`` of ``site``: what links to others, and the frame around its content."""

    def __init__(self, site: Site, path: str) -> None:
        self.site, self.path = site, path
        self._up = "../" * path.count("/")
        # What all languages share lies beside their folders.
        self._top = self._up + "../" * bool(site.languages)
        self._address = site.address and f"{site.base}/{path}"

    def _in(self, code: str, top: str) -> str:
        """Return where this page is in the language ``code``; ``top`` leads to the whole site."""
        return f"{top}{code}/{self.path}" if self.site.languages else f"{top}{self.path}"

    def link(self, path: str, text: h.Node) -> h.Node:
        """Return a link to what stands at ``path`` of the site."""
        address = self._up + path
        return parts.to(address, text) if type(text) is str else h.a(href=address)[text]

    def state(self, code: str) -> h.Node:
        """Return the name of a state, linked to its page."""
        name = self.site.states.get(code)
        return self.link(f"states/{code}.html", name) if name else code

    def place(self, code: str) -> tuple[str, str]:
        """Return the name of a state and where its page is, as maps have them."""
        return self.site.states[code], f"{self._up}states/{code}.html"

    def treaty(self, id_: str) -> h.Node:
        """Return the usual name of a treaty, linked to its page."""
        treaty = self.site.treaties.get(id_)
        return self.link(f"instruments/{id_}.html", treaty["name"]) if treaty else id_

    def depositaries(self, id_: str) -> str:
        """Return with whom instruments of joining a treaty are deposited."""
        return ", ".join(self.site.treaties[id_]["depositaries"])

    def group(self, id_: str) -> h.Node:
        """Return the title of a group, linked to its page."""
        title = self.site.groups.get(id_)
        return self.link(f"groups/{id_}.html", title) if title else id_

    def source(self, id_: str, text: h.Node = None) -> h.Node:
        """Return ``text``, else the id of a source, linked to what is told of it."""
        return self.link(f"{SOURCES}#{id_}", text or id_)

    def sources(self, ids: Sequence[str]) -> h.Node:
        """Return links to several sources."""
        return parts.listed(map(self.source, ids))

    def whole(self, title: str, *content: h.Node, data: Mapping[str, str]) -> str:
        """Return the page; ``data`` tells where its documents stand, without ``.json``, by name."""
        page = h.html(lang=language.code)[
            h.head[
                head_of(title_of(title), _POLICY),
                h.link(rel="stylesheet", href=f"{self._top}style.css"),
                h.script(src=f"{self._top}script.js", defer=True),
                self._address and h.link(rel="canonical", href=self._address),
                list(self._alternates()),
                [
                    h.link(rel="alternate", type=kind, href=self._up + path)
                    for path, kind, _ in self._feeds()
                ],
            ],
            h.body[
                h.a(".skip", href="#main")[t("Skip to the content")],
                parts.HATCH,
                h.header[
                    self.link(HOME, h.b[_name()]), h.nav(aria_label=t("The site"))[self._nav()]
                ],
                h.main("#main", tabindex="-1")[content],
                h.footer[self._foot(title, data)],
            ],
        ]
        return harmless(f"{page}\n")

    def _nav(self) -> h.Node:
        pages = {
            f"{HOME}#states": t("States"),
            f"{HOME}#instruments": t("Treaties"),
            f"{HOME}#groups": t("Groups"),
            MATRIX: t("Matrix"),
            SOURCES: t("Sources"),
            METHOD: t("Method"),
        }
        return [
            h.ul[
                (
                    h.li[h.a(href=self._up + path, aria_current=path == self.path and "page")[text]]
                    for path, text in pages.items()
                )
            ],
            self.site.languages
            and h.ul[
                (
                    h.li[_language(code, name, self._in(code, self._top))]
                    for code, name in self.site.languages.items()
                )
            ],
        ]

    def _alternates(self) -> Iterator[h.Node]:
        top = f"{self.site.address}/" if self.site.address else self._top
        for code in self.site.languages:
            yield h.link(rel="alternate", hreflang=code, href=self._in(code, top))

    def _foot(self, title: str, data: Mapping[str, str]) -> h.Node:
        return [
            data
            and h.p(".data")[
                t("This page as data:"),
                [[" ", name, " ", self._forms(stem)] for name, stem in data.items()],
            ],
            self._feeds()
            and h.p(".data")[
                t("To follow:"), [[" ", self.link(path, text)] for path, _, text in self._feeds()]
            ],
            self.cited(title),
            h.p[
                self.link(METHOD, t("How the answers are found")),
                ". ",
                self.link(SOURCES, t("All sources")),
                ".",
            ],
        ]

    def _feeds(self) -> list[tuple[str, str, str]]:
        """Return the path, the type and the name of each feed of this page."""
        kinds = ("application/atom+xml", "text/calendar")
        names = (t("new acts (Atom)"), t("days ahead (calendar)"))
        # A page that nobody can follow has no paths.
        return list(zip(fed_at(self.path), kinds, names, strict=False))

    def cited(self, title: str) -> h.Node:
        """Return as what to cite the page, by what it is measured, and what it never claims."""
        site = self.site
        cite = t(
            "Cite as: {title}, as of {day}. {site}, ratgap {version}, data {digest}.{address}",
            title=title,
            day=parts.in_words(site.day),
            site=_name(),
            version=__version__,
            digest=site.digest[:12],
            address=f" {self._address}" if site.address else "",
        )
        rule = t("What no source covers is not known, and is never shown as not joined.")
        return [h.p[cite], h.p[(f"{line} " for line in site.measure), rule]]

    def _forms(self, stem: str) -> h.Node:
        return [
            h.a(href=f"{self._top}api/{stem}.json")["JSON"],
            " ",
            h.a(href=f"{self._top}api/{stem}.csv")["CSV"],
        ]

    def asked(self) -> h.Renderable:
        """Return the day of which the page tells, in words; of one to come, what is known of it."""
        coming = to_come(date.fromisoformat(self.site.day))
        return h.p(".day")[
            t("As of"), " ", parts.day(self.site.day, long=True), (f". {note}." for note in coming)
        ]


def fed_at(path: str) -> tuple[str, ...]:
    """Return where the feed and the calendar of the page at ``path`` are; none has some pages."""
    if path == HOME:
        return "feed.xml", "calendar.ics"
    stem = path.removesuffix(".html")
    return (f"{stem}.xml", f"{stem}.ics") if path.startswith(("states/", "instruments/")) else ()


def entrance(languages: Mapping[str, str]) -> str:
    """Return the page that leads to each language of a site that has several."""
    page = h.html(lang=language.code)[
        h.head[head_of(_name(), _POLICY), h.link(rel="stylesheet", href="style.css")],
        h.body[
            h.main[
                h.h1[_name()],
                h.ul[
                    (
                        h.li[_language(code, name, f"{code}/{HOME}")]
                        for code, name in languages.items()
                    )
                ],
            ]
        ],
    ]
    return harmless(f"{page}\n")


def _language(code: str, name: str, address: str) -> h.Node:
    current = "true" if code == language.code else None
    return h.a(href=address, lang=code, hreflang=code, aria_current=current)[name]


def title_of(title: str) -> str:
    """Return by what a page with that heading goes."""
    return t("{title}, {site}", title=title, site=_name())


def head_of(title: str, policy: str) -> h.Node:
    """Return what begins the head of every page; ``policy`` tells what it may load."""
    return [
        h.meta(charset="utf-8"),
        h.meta(http_equiv="Content-Security-Policy", content=policy),
        h.meta(name="viewport", content="width=device-width, initial-scale=1"),
        h.meta(name="referrer", content="no-referrer"),
        h.meta(name="color-scheme", content="light dark"),
        h.title[title],
    ]


def _name() -> str:
    return t("Treaty gaps")


def harmless(text: str) -> str:
    """Return ``text`` with every sign that hides or turns others written out, wherever it stands.

    Markup of ours has none, so that they can only be in texts out of the data. Ends that HTML does
    not ask for, which would be a tenth of a page, are left out; an apostrophe ends nothing there,
    since attributes stand between double quotes.
    """
    text = _NEEDLESS.sub(lambda end: "/>" if end[0][0] == ">" else "", text).replace("&#39;", "'")
    return "\n".join(
        # A blank at which no line breaks is not printable to Python; French has one before a colon.
        line if line.replace("\xa0", "").isprintable() else gate.line(line)
        for line in text.split("\n")
    )
