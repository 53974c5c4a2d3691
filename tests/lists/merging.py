"""Lists of a few lines, merged into data sets of a few lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ratgap.lists.compare import FindingKind
from ratgap.lists.edit import steps
from ratgap.lists.merge import Proposal, merge
from ratgap.lists.reading import Reading
from ratgap.lists.recognise import read_list
from ratgap.model import Dataset, Source, When

INSTRUMENTS = """\
bases:
  call: {title: Call, citation: The Call, default: true}
scopes:
  all: {title: All, default: true}
instruments:
  alpha-2000:
    title: Alpha Convention
    adopted: 2000-01-01
    signature: {from: 2000-01-01}
    later_joiners: {days_after: 30}
    organisations: [UNION]
    citations: {roll: III-7}
  beta-2001:
    title: Beta Convention
    adopted: 2001-01-01
    later_joiners: {days_after: 30}
"""

STATES = """\
# Who did what.
LEAGUE:
  name: {en: League}
  kind: organisation
QA:
  name: {en: Abland}
  acts:
    # Its own gazette agrees.
    alpha-2000: {signature: [2000-02-02, roll], accession: [2001-03-03, roll]} # seen
QB:
  name: {en: Bujland}
  acts: {}
QC:
  name: {en: Cland}
QD:
  name: {en: Dorne}
  acts:
    beta-2001: {consent: ["<=2005-12-31", gazette]}
UNION:
  name: {en: Union}
  kind: organisation
"""

SOURCES = """\
# Where it was read.
gazette:
  title: Gazette
  kind: gazette
  trust: good
  readings:
    alpha-2000: {as_of: 2005-12-31, gives: [consents]}
    beta-2001: {as_of: 2005-12-31, gives: [membership]}
pamphlet:
  title: Pamphlet
  kind: tertiary
  trust: low
  readings:
    alpha-2000: {as_of: 2006-01-01, gives: [consents]}
roll:
  title: Roll
  kind: depositary
  trust: high
  readings:
    # Checked twice.
    alpha-2000: {as_of: 2010-01-01, gives: [signatures, consents], absent_until: 2010-01-01}
"""

TEXTS = {"instruments": INSTRUMENTS, "states": STATES, "sources": SOURCES}

HEAD = "state,signature,deposit,act,in_force"
NEW = Source("other", "Other", kind="gazette", trust="good")


def merged(
    dataset: Dataset,
    *rows: str,
    source: str | Source = NEW,
    instrument: str = "alpha-2000",
    as_of: When | None = None,
    complete: bool | None = None,
    accept_removals: bool = False,
    head: str = HEAD,
) -> Proposal:
    """Return what a CSV list of ``rows`` comes to; its day is 2012-01-01 unless given."""
    content = "\n".join([head, *rows]).encode()
    listing = read_list(content, "list.csv", dataset.states)
    told_by = source if isinstance(source, Source) else dataset.sources[source]
    day = as_of or When.on(date(2012, 1, 1))
    reading = Reading(told_by, instrument, listing, day, complete)
    return merge(dataset, reading, accept_removals=accept_removals)


def found(proposal: Proposal) -> list[tuple[str, str, str]]:
    """Return the findings: what, of which state, of which kind."""
    return [
        (str(f.kind), f.state, str(getattr(f.claim, "kind", "in-force")))
        for f in proposal.findings
        if f.kind is not FindingKind.KNOWN
    ]


def apply(proposal: Proposal, folder: Path) -> None:
    """Carry the proposal out on the files of ``folder``."""
    for name, _, text in steps(proposal.before, proposal.after, folder):
        (folder / name).write_bytes(text.encode())
