"""Slips that a tired person could make in the shipped data, each within one line.

Each says where (the beginnings of lines, each looked for behind the one before), what is written
instead, and which rule must report it there. ``python tests/check/break_data.py FOLDER N`` makes
the N-th in a copy of the data, to be looked at.
"""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent.parent / "data"
DELETE = r"^.*\n"
TWICE = r"\g<0>\g<0>"


@dataclass(frozen=True)
class Slip:
    """One slip: in the line that ``steps`` lead to, ``old`` (a pattern) becomes ``new``.

    ``rule`` reports it, in that line, or in the line of another file that ``at`` leads to.
    """

    what: str
    steps: str
    old: str
    new: str
    rule: str
    at: str = ""

    def make(self, folder: Path) -> tuple[str, int]:
        """Make the slip in the files of ``folder``; return the file and line to be reported."""
        name, number = find(folder, self.steps)
        path = folder / name
        lines = path.read_text("utf-8").splitlines(keepends=True)
        changed = re.sub(self.old, self.new, lines[number - 1], count=1)
        if changed == lines[number - 1]:
            raise LookupError(f"{self.what}: {self.old} is not in {lines[number - 1]!r}")
        lines[number - 1] = changed
        path.write_text("".join(lines), "utf-8")
        return find(folder, self.at) if self.at else (name, number)


def find(folder: Path, steps: str) -> tuple[str, int]:
    """Return the file and the line to which ``steps`` lead: ``states > KG: > acts:``."""
    stem, *wanted = (step.strip() for step in steps.split(">"))
    lines = (folder / f"{stem}.yaml").read_text("utf-8").splitlines()
    number = 0
    for step in wanted:
        while not lines[number].lstrip(" -").startswith(step):
            number += 1
        number += 1
    return f"{stem}.yaml", number


_KEPT = "AD AF AM AZ BA BI CN CO DO EU EURATOM FR GB GE KG KZ NO TJ TM TR UZ YUCS"
KEPT = frozenset(_KEPT.split())
"""The states with acts that a slip is made in, and those that treaties or declarations name."""


def part(folder: Path) -> Path:
    """Copy the data into ``folder``, but only the states ``KEPT`` and the sources they cite.

    The rules take a fraction of the time, and say of the rest that lists miss many.
    """
    shutil.copytree(DATA, folder)
    for name, text in _texts_of_part().items():
        (folder / name).write_text(text, "utf-8")
    return folder


@cache
def _texts_of_part() -> dict[str, str]:
    texts = {path: path.read_text("utf-8") for path in DATA.glob("*.yaml")}
    for path, text in texts.items():
        if path.stem in ("states", "names"):
            texts[path] = "".join(each for each in _blocks(text) if _id(each) in ("", *KEPT))
        elif path.stem == "groups":
            some = re.sub(r"^    \"?([A-Z]+)\"?: .*\n", _if_kept, text, flags=re.M)
            texts[path] = re.sub(r"^  members:\n(?!    )", "  members: {}\n", some, flags=re.M)
        elif path.stem == "sources":
            texts[path] = re.sub(r"(?<=silent_on: \[)[^]]*", _those_kept, text)
    sources = DATA / "sources.yaml"
    # Slips cite sources too.
    citing = [Path(__file__).read_text("utf-8"), *(t for p, t in texts.items() if p != sources)]
    cited = {"", *re.findall(r"[\w.-]*\w", "".join(citing))}
    kept = "".join(each for each in _blocks(texts[sources]) if _id(each) in cited)
    texts[sources] = kept.replace("silent_on: [], ", "")
    return {path.name: text for path, text in texts.items()}


def _blocks(text: str) -> list[str]:
    """Return the head of a file and the records that begin at its margin."""
    return re.split(r"^(?=[\w\".-]+:)", text, flags=re.M)


def _id(block: str) -> str:
    return block.partition(":")[0].strip('"') if re.match(r"[\w\".-]+:", block) else ""


def _if_kept(member: re.Match[str]) -> str:
    return member[0] if member[1] in KEPT else ""


def _those_kept(silent_on: re.Match[str]) -> str:
    return ", ".join(code for code in silent_on[0].split(", ") if code.strip('"') in KEPT)


KG = "states > KG:"
NAMES = "names > KG:"
UNTOC = "instruments > instruments: > untoc-2000:"
LIST = "sources > untc-2014: > untoc-2000:"

SLIPS = [
    # A day.
    Slip("year before the treaty", f"{KG} > untoc-2000:", "2003-10-02", "1993-10-02",
         "act-before-adoption"),
    Slip("year of the next century", f"{KG} > untoc-2000:", "2003-10-02", "2103-10-02",
         "act-after-source"),
    Slip("a year after its source", f"{KG} > airport", "2000-02-28", "2020-02-28",
         "act-after-source"),
    Slip("month and day swapped", f"{KG} > financing", "2003-10-02", "2003-02-31", "shape-day"),
    Slip("a day with dots", f"{KG} > financing", "2003-10-02", "02.10.2003", "shape-day"),
    Slip("a day without noughts", f"{KG} > financing", "2003-10-02", "2003-10-2", "yaml-date"),
    Slip("signature and ratification swapped", f"{KG} > untoc-2000:",
         r"2000-12-13(.*)2003-10-02", r"2003-10-02\g<1>2000-12-13", "consent-before-signature"),
    Slip("signature after the last day", f"{KG} > nuclear", "2006-05-05", "2007-05-05",
         "signature-period"),
    Slip("signature before the first day", f"{KG} > untoc-2000:", "2000-12-13", "2000-12-03",
         "signature-period"),
    Slip("deposit a month off its day of effect", f"{KG} > plastic", "2000-07-14", "2000-06-14",
         "clause-contradicts"),
    Slip("day of effect mistyped", f"{KG} > cppnm-1980:", "2015-10-15", "2015-10-25",
         "clause-contradicts"),
    Slip("day of effect before the deposit", f"{KG} > cppnm-1980:", "2015-10-15", "2015-01-15",
         "force-without-consent"),
    Slip("deposit before its own protocol", f"{KG} > untoc-2000:", "2003-10-02", "2003-10-20",
         "protocol-without-parent", f"{KG} > migrants"),
    Slip("on or before a day that the source cannot know", f"{KG} > hague", "2005-01-13",
         "2035-01-13", "act-after-source"),
    Slip("succession that takes effect later", "states > BA: > hague", "effective: 1992",
         "effective: 1999", "effect-day"),
    Slip("not a party, though it had joined", "states > AF: > hague",
         r"not_party: \[1974", "not_party: [1984", "reading-denies"),
    # An act.
    Slip("ratification written as approval of a treaty without it", f"{KG} > airport",
         "accession", "approval", "consent-kind"),
    Slip("accession written as ratification", f"{KG} > bombings", "accession", "ratification",
         "ratification-without-signature"),
    Slip("ratification written as accession", f"{KG} > untoc-2000:", "ratification", "accession",
         "accession-by-signatory"),
    Slip("signature left out", f"{KG} > untoc-2000:", r"signature: \[.*?\], ", "",
         "ratification-without-signature"),
    Slip("accession before the treaty let anyone accede", f"{KG} > airport", "2000-02-28",
         "1989-02-28", "consent-too-early"),
    Slip("consent left out, day of effect left in", f"{KG} > cppnm-1980:",
         r"accession: \[.*?\], ", "", "force-without-consent"),
    Slip("denunciation of what was never joined", f"{KG} > sua-1988:", r"\{",
         "{denunciation: [2004-01-01, trb-2005-182], ", "denunciation-without-consent"),
    Slip("a key misspelt", f"{KG} > untoc-2000:", "ratification", "ratificaton",
         "shape-unknown-key"),
    Slip("succession of a state without predecessor", f"{KG} > hostages", "accession",
         "succession", "succession-without-predecessor"),
    Slip("formal confirmation by a state", f"{KG} > untoc-2000:", "ratification",
         "formal-confirmation", "consent-kind"),
    Slip("the same act twice", f"{KG} > financing", r"accession: (\[.*?\])",
         r"accession: [\g<1>, \g<1>]", "duplicate-act"),
    Slip("two days for one act", f"{KG} > financing", r"accession: (\[.*?\])",
         r"accession: [\g<1>, [2003-10-20, untc-2014]]", "claims-contradict"),
    Slip("both claims set aside", f"{KG} > financing", r"accession: (\[.*?\])",
         "accession: [{day: 2003-10-02, sources: [untc-2014], rejected: No.}, "
         "{day: 2003-10-03, sources: [austria-2026], rejected: No.}]", "rejected-alone"),
    # A source.
    Slip("a source misspelt", f"{KG} > untoc-2000:", "complement-2017", "complement-2071",
         "unknown-source"),
    Slip("the source of another treaty", f"{KG} > untoc-2000:", "complement-2017",
         "complement-2013", "source-without-reading"),
    Slip("a source forgotten", f"{KG} > financing", "untc-2014, ", "", "reading-denies"),
    Slip("a confirming source forgotten", f"{KG} > financing", ", austria-2026", "",
         "reading-denies"),
    Slip("day and source swapped", f"{KG} > untoc-2000:", "2000-12-13, untc-2014",
         "untc-2014, 2000-12-13", "shape-day"),
    Slip("a Cyrillic letter in a source", f"{KG} > untoc-2000:", "complement-2017",
         "complеment-2017", "unknown-source"),
    Slip("an unknown source beside a broken day", f"{KG} > untoc-2000:",
         "2000-12-13, untc-2014", "2000-13-12, untc-2041", "unknown-source"),
    Slip("a source named twice", f"{KG} > financing", "austria-2026", "untc-2014", "named-twice"),
    Slip("signature from a list without signatures", f"{KG} > untoc-2000:",
         r"signature: \[2000-12-13, untc-2014", "signature: [2000-12-13, complement-2017",
         "reading-columns"),
    # A line.
    Slip("a line lost", f"{KG} > untoc-2000:", DELETE, "", "checkpoint", LIST),
    Slip("a line doubled", f"{KG} > untoc-2000:", r"^.*\n", TWICE, "yaml-duplicate-key",
         f"{KG} > untoc-2000: > untoc-2000:"),
    Slip("a line of another treaty", f"{KG} > financing", "financing-1999",
         "firearms-protocol-2001", "checkpoint", "sources > untc-2014: > financing"),
    Slip("an unknown treaty", f"{KG} > financing", "financing-1999", "financing-1990",
         "unknown-instrument"),
    Slip("a brace lost", f"{KG} > financing", r"\}$", "", "yaml-syntax", f"{KG} > hague"),
    Slip("a comma lost", f"{KG} > financing", r"2003-10-02, ", "2003-10-02 ", "shape-day"),
    Slip("a tab", f"{KG} > financing", r"^    ", "\t", "yaml-tab"),
    Slip("two spaces", f"{KG} > financing", r"\{accession", "{ accession", "layout"),
    Slip("the number of deposits lost", f"{UNTOC} > deposits:", DELETE, "", "usually-told", UNTOC),
    # A state.
    Slip("Norway without quotes", "states > \"NO\":", '"NO"', "NO", "yaml-not-text"),
    Slip("letters of a code swapped", KG, "KG", "GK", "state-code"),
    Slip("a name of another state", f"{NAMES} > also:", r"\[", "[Kasachstan, ", "shared-name",
         "names > KZ: > also:"),
    Slip("a formal name lost", f"{NAMES} > formal:", DELETE, "", "usually-told",
         f"{NAMES} > name:"),
    Slip("a formal name in another script", f"{NAMES} > formal:", "Кыргызская Республика",
         "Kyrgyz Republic", "name-script"),
    Slip("the formal name of another state", f"{NAMES} > formal:", "the Kyrgyz Republic",
         "the Republic of Kazakhstan", "shared-name", "names > KZ: > also:"),
    Slip("the wrong three letters", f"{NAMES} > alpha3:", "KGZ", "KAZ", "shared-code",
         "names > KZ: > alpha3:"),
    Slip("three letters in small", f"{NAMES} > alpha3:", "KGZ", "kgz", "shape-text"),
    Slip("a state in the place of an organisation", "names > EU: > kind:", DELETE, "",
         "organisation-kind", "instruments > instruments: > trafficking > organisations:"),
    Slip("an organisation where none may join", f"{UNTOC} > organisations:", DELETE, "",
         "not-open", "states > EU: > untoc-2000:"),
    Slip("a state that is no more", KG, "$", "\n  former: true", "former-state",
         f"{KG} > airport"),
    Slip("a state that was not yet", KG, "$", "\n  since: 2001-08-31",
         "act-before-state", f"{KG} > airport"),
    # A treaty.
    Slip("adopted a century late", f"{UNTOC} > adopted:", "2000", "2001", "act-before-adoption",
         "states > AF: > untoc-2000:"),
    Slip("entry into force a month late", f"{UNTOC} > date:", "2003-09-29", "2003-10-29",
         "entry-into-force"),
    Slip("entry into force a year early", f"{UNTOC} > date:", "2003-09-29", "2002-09-29",
         "entry-into-force"),
    Slip("a number of deposits mistyped", f"{UNTOC} > deposits:", "40", "400", "entry-into-force",
         f"{UNTOC} > date:"),
    Slip("signature closes before it opens", f"{UNTOC} > signature:", "until: 2002",
         "until: 1999", "instrument-days"),
    Slip("no scope", f"{UNTOC} > scopes:", DELETE, "", "out-of-scope", UNTOC),
    Slip("a scope misspelt", f"{UNTOC} > scopes:", "universal", "univeral", "unknown-scope"),
    Slip("parent and child swapped",
         "instruments > instruments: > montreal-1971: > denunciation:", "$",
         "\n    parents: [{instrument: airport-protocol-1988, rule: parties-only}]",
         "joining-order", "instruments > instruments: > montreal-1971: > parents:"),
    Slip("no default", "instruments > scopes: > universal:", ", default: true", "",
         "one-default", "instruments > scopes:"),
    Slip("thirty days for ninety", "instruments > instruments: > sua-1988: > later_joiners:",
         "90", "30", "clause-contradicts", "states > AD: > sua-1988:"),
    Slip("no day of entry into force", "instruments > instruments: > cppnm-amendment-2005: > date:",
         DELETE, "", "entry-day",
         "instruments > instruments: > cppnm-amendment-2005: > entry_into_force:"),
    Slip("signed first, and never open for signature", f"{UNTOC} > signature:", DELETE, "",
         "signed-first", f"{UNTOC} > joining: > {{act"),
    Slip("a group that is none", "instruments > bases: > para9:", "antalya-2004", "antalia-2004",
         "unknown-group"),
    # A list.
    Slip("a total mistyped", LIST, "parties: 179", "parties: 197", "checkpoint"),
    Slip("read before the treaty was there", LIST, r"absent_until: 2014", "absent_until: 1914",
         "reading-before-adoption"),
    Slip("silence about days to come", LIST, r"absent_until: 2014", "absent_until: 2041",
         "silence-after-reading"),
    Slip("silent on one that it lists", LIST, ", parties", ", silent_on: [KG], parties",
         "silent-on"),
    Slip("a list taken for complete", "sources > bgbl-iii-85-2010: > sua-protocol-2005:",
         r"gives", "absent_until: 2010-07-08, gives", "reading-denies",
         "states > DO: > sua-protocol-2005:"),
    Slip("a column forgotten", LIST, r"\[signatures, consents\]", "[consents]",
         "reading-columns", f"{KG} > untoc-2000:"),
    Slip("trust misspelt", "sources > untc-2014: > trust:", "high", "hgih", "shape-choice"),
    Slip("columns forgotten", LIST, r"gives: \[.*?\], ", "", "shape-missing-key"),
    Slip("two totals", LIST, ", parties", ", deposits: 179, parties", "shape-clause"),
    Slip("a total of a partial list below those known by name",
         "sources > unodc-2018-cop9: > untoc-2000:", r"parties: \d+", "parties: 98", "checkpoint"),
    # A group, a declaration, a comment.
    Slip("a member unknown", "groups > cis: > KG:", "KG", "KQ", "unknown-state"),
    Slip("a membership that ends before it starts", "groups > eu: > GB:", r"\{.*\}",
         "{since: 2020-01-31, until: 1973-01-01}", "membership-days"),
    Slip("a state in two regions", "groups > africa-eastern: > BI:", "BI", "KG", "two-regions",
         "groups > asia-central: > KG:"),
    Slip("a report numbered twice", "commitments > reports: > {state: TR", "$", "\n"
         "  - {state: TR, ordinal: 5, body: Counter-Terrorism Committee, basis: res1373, "
         "sources: [s-2006-147]}", "report-twice",
         "commitments > reports: > {state: TR > {state: TR"),
    Slip("an outcome before the declaration", "commitments > state: UZ > outcomes: > {text",
         "2005-04-05..2005-04-07", "2003-04-05..2003-04-07", "commitment-days"),
    Slip("a comment that silences nothing", f"{KG} > financing", "$",
         "  # ratgap: ignore[checkpoint]", "unused-ignore"),
    Slip("a comment that names no rule", f"{KG} > financing", "$",
         "  # ratgap: ignore[chekpoint]", "unknown-ignore"),
]  # fmt: skip


if __name__ == "__main__":
    target, chosen = Path(sys.argv[1]), SLIPS[int(sys.argv[2]) - 1]
    shutil.copytree(DATA, target)
    print(chosen.what, *chosen.make(target), chosen.rule)  # noqa: T201
