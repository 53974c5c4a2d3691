"""Whether the names by which one file points into another exist there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ratgap.load.tree import Document, Map, Path, show
from ratgap.problem import did_you_mean

_HOMES: Mapping[str, tuple[str, Path]] = {
    "instrument": ("instruments", ("instruments",)),
    "basis": ("instruments", ("bases",)),
    "scope": ("instruments", ("scopes",)),
    "family": ("instruments", ("families",)),
    "state": ("states", ()),
    "source": ("sources", ()),
}
"""The kinds of name: in which file, and in which mapping of it, each is at home."""

_MAX_HINTS = 100
_MAX_KNOWN = 600


class References:
    """All names of a data set, taken from the files themselves.

    A name counts as known even where its record is not in order: that is reported once, there.
    Names of a file that could not be read are not asked for.
    """

    def __init__(self, documents: Mapping[str, Document]) -> None:
        """Take the documents by name of file without ``.yaml``."""
        self._documents = documents
        self._known: dict[str, Map | None] = {
            kind: documents[name].map(*path) if self._readable(name) else None
            for kind, (name, path) in _HOMES.items()
        }
        self._cited: set[tuple[str, str]] = set()

    def _readable(self, name: str) -> bool:
        return name in self._documents and self._documents[name].root is not None

    def check(self, kind: str, name: str, document: Document, path: Path) -> bool:
        """Report ``unknown-KIND`` at ``path`` of ``document`` unless ``name`` is known.

        Return whether it is known. ``path`` leads to the name, be it a value or a key.
        """
        known = self._known[kind]
        if known is None or name in known:
            return True
        if not document.full:
            # Comparing takes time, so it is not done often, nor with great numbers of names.
            few = len(document.problems) < _MAX_HINTS and len(known) <= _MAX_KNOWN
            remedy = did_you_mean(name, known if few else (), f"add it to {_HOMES[kind][0]}.yaml")
            where = document.where(path, key=path[-1] == name)
            document.report(where, f"unknown-{kind}", f"there is no {kind} {show(name)}", remedy)
        return False

    def check_all(self, kind: str, names: Iterable[str], document: Document, path: Path) -> None:
        """Check each of the list of ``names`` that stands at ``path``; none stands there twice."""
        seen: set[str] = set()
        for index, name in enumerate(names):
            self.check(kind, name, document, (*path, index))
            self._once(name, seen, document, (*path, index))

    def check_cited(
        self, sources: Iterable[str], instrument: str, document: Document, path: Path, first: int
    ) -> None:
        """Check that ``sources``, cited for an act on ``instrument``, exist and were read on it.

        They stand from index ``first`` of ``path`` on.
        """
        seen: set[str] = set()
        for index, source in enumerate(sources, first):
            self._once(source, seen, document, (*path, index))
            if (source, instrument) in self._cited:
                continue
            if not self.check("source", source, document, (*path, index)):
                continue
            if self._reads(source, instrument):
                self._cited.add((source, instrument))
                continue
            where = document.where((*path, index))
            message = f"{show(source)} has no reading of {show(instrument)}"
            remedy = f"add the reading to {show(source)} in sources.yaml, or name another source"
            document.report(where, "source-without-reading", message, remedy)

    def _reads(self, source: str, instrument: str) -> bool:
        known = self._known["instrument"]
        if not self._readable("sources") or (known is not None and instrument not in known):
            return True
        return instrument in self._documents["sources"].map(source, "readings")

    @staticmethod
    def _once(name: str, seen: set[str], document: Document, path: Path) -> None:
        if name in seen:
            where = document.where(path)
            document.report(where, "named-twice", f"{show(name)} is named twice", "delete one")
        seen.add(name)
