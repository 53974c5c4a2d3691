"""One-line edits of the invented regime: each is caught alone, at its place, by its rule."""

from __future__ import annotations

import pytest

from load.conftest import Edit

STATES, TREATIES, SOURCES, GROUPS = (
    f"{name}.yaml" for name in ("states", "instruments", "sources", "groups")
)

# File, what stands there, what is written instead (⟦ before what is wrong), the rule.
Case = tuple[str, str, str, str]

WORDS_THAT_YAML_TAKES_OTHERWISE: list[Case] = [
    (STATES, '"ON":\n  name', "⟦ON:\n  name", "yaml-not-text"),
    (GROUPS, '"ON":', "⟦ON:", "yaml-not-text"),
    *(
        (STATES, "en: Onland", f"en: ⟦{word}", "yaml-not-text")
        for word in ("NO", "No", "yes", "on", "off", "y", "true", "~", "null", "=")
    ),
    *(
        (STATES, "en: Onland", f"en: ⟦{word}", "yaml-not-text")
        for word in ("1e3", "012", "0x1F", "0o17", "1_000", "1:30", "-1", ".inf", ".nan", "1.5")
    ),
    (STATES, "en: Onland", "en: ⟦2001-02-03", "yaml-not-text"),
    (STATES, "alpha3: ONL", "alpha3: ⟦NO", "yaml-not-text"),
    (TREATIES, 'article: "9(1)", signed', "article: ⟦9, signed", "yaml-not-text"),
    (STATES, "[1901-01-20, roll-1920]", "[1901-01-20, ⟦1920]", "yaml-not-text"),
    (STATES, "[1900-06-03,", "[⟦1900-6-3,", "yaml-date"),
    (STATES, "[1900-06-03,", "[⟦1900-06-03T00:00:00,", "yaml-date"),
    (STATES, "[1900-06-03,", "[⟦1900-06-03 10:00,", "yaml-date"),
]

YAML_BEYOND_WHAT_DATA_NEED: list[Case] = [
    (STATES, "en: Sedge}", "en: Sedge}\n  ⟦name: {en: Reed}", "yaml-duplicate-key"),
    (STATES, "fr: Marrosie,", "fr: Marrosie, ⟦en: Marl,", "yaml-duplicate-key"),
    (STATES, "QR:\n", "⟦QO: {name: {en: O}}\nQR:\n", "yaml-duplicate-key"),
    (STATES, "en: Sedge}", "en: ⟦&s Sedge}", "yaml-alias"),
    (STATES, "en: Sedge}", "en: Sedge}\n  also: [⟦*s]", "yaml-alias"),
    (STATES, "en: Sedge}", "en: ⟦!!str Sedge}", "yaml-tag"),
    (STATES, "en: Sedge}", "en: ⟦!!python/name:os.system Sedge}", "yaml-tag"),
    (STATES, "name: {en: Sedge}", "name: ⟦!foo {en: Sedge}", "yaml-tag"),
    (STATES, "en: Sedge}", "en: Sedge, ⟦<<: {fr: Carex}}", "yaml-merge-key"),
    (STATES, "en: Sedge}", "en: Sedge, ⟦[fr]: Carex}", "yaml-key"),
    (STATES, "en: Sedge}", "en: Sedge, ⟦{fr: x}: Carex}", "yaml-key"),
    (STATES, "en: Sedge}", 'en: Sedge, ⟦"": Carex}', "yaml-key"),
    (STATES, "en: Sedge}", "en: ⟦\tSedge}", "yaml-tab"),
    (STATES, "en: Sedge}", "en: Sedge} ⟦\t# a note", "yaml-tab"),
    (STATES, "  former: true", "⟦\tformer: true", "yaml-tab"),
    (STATES, "en: Sedge}", "en: Se⟦\x00dge}", "yaml-character"),
    (STATES, "en: Sedge}", "en: Se⟦\x85dge}", "yaml-character"),
    (STATES, "en: Sedge}", "en: Se⟦\u202edge}", "yaml-character"),
    (STATES, "en: Sedge}", "en: Se⟦\ufeffdge}", "yaml-character"),
    (STATES, "en: Sedge}", "en: Sedge} # old ⟦\r Macintosh", "yaml-character"),
    (STATES, "en: Sedge}", 'en: ⟦"Se\\x07dge"}', "yaml-character"),
    (STATES, "former: true\n", "former: true\n⟦---\nQW: {name: {en: W}}\n", "yaml-documents"),
    (STATES, "also: [Commission of the Rivers]", "also: [[[[[[[[[[⟦[]]]]]]]]]]]", "yaml-depth"),
    (STATES, "ru: Пеллия}", "ru: Пеллия ⟦: : Пе}", "yaml-syntax"),
    (STATES, "  alpha3: QSE", "   ⟦alpha3: QSE", "yaml-syntax"),
    (
        STATES,
        "also: [Commission of the Rivers]",
        'also: [⟦"Commission of the Rivers]',
        "yaml-syntax",
    ),
]

SHAPES: list[Case] = [
    (STATES, "alpha3: QSE", "⟦alpha_3: QSE", "shape-unknown-key"),
    (STATES, "{accession: [1985-04,", "{⟦acession: [1985-04,", "shape-unknown-key"),
    (TREATIES, "    prevails_over:", "    ⟦prevails_ovr:", "shape-unknown-key"),
    (TREATIES, "families:\n", "⟦mandates: {}\nfamilies:\n", "shape-unknown-key"),
    (TREATIES, 'share_of_parent: "2/3"', '⟦share_of_parents: "2/3"', "shape-unknown-key"),
    (
        TREATIES,
        "{instrument: lock-1975, rule",
        "{⟦treaty: x, instrument: lock-1975, rule",
        "shape-unknown-key",
    ),
    (SOURCES, "parties: 4", "⟦party: 4", "shape-unknown-key"),
    (GROUPS, "until: 2005", "⟦untill: 2005", "shape-unknown-key"),
    (STATES, 'rejected: "the gazette', '⟦reject: "the gazette', "shape-unknown-key"),
    (
        STATES,
        "{consent: [<=2005-01-01, pamphlet-2005]",
        "{consent: {day: 2004, sources: [pamphlet-2005], ⟦effective: 2004-01-01}",
        "shape-unknown-key",
    ),
    (STATES, "QV:\n  name: {en: Vale}\n", "⟦QV:\n", "shape-missing-key"),
    (STATES, "name: {en: Vale}", "name: ⟦{fr: Vale}", "shape-missing-key"),
    (STATES, "[1985-04, register-1995]", "⟦[1985-04]", "shape-missing-key"),
    (
        STATES,
        "{day: 1994-08-15, sources: [ledger-2000], eff",
        "{day: 1994-08-15, eff",
        "shape-missing-key",
    ),
    (
        TREATIES,
        "  lock-1975:\n    title: Lock and Weir Convention\n",
        "  ⟦lock-1975:\n",
        "shape-missing-key",
    ),
    (TREATIES, '    later_joiners: {days_after: 0, article: "V"}\n', "", "shape-missing-key"),
    (TREATIES, '- {act: ratification, article: "III"', '- ⟦{article: "III"', "shape-missing-key"),
    (
        TREATIES,
        "      date: 1902-03-15\n      sources: [river-text]\n",
        "      date: 1902-03-15\n",
        "shape-missing-key",
    ),
    (
        SOURCES,
        'roll-1920:\n  title: "Roll of Signatories, 1920"\n',
        "⟦roll-1920:\n",
        "shape-missing-key",
    ),
    (STATES, "name: {en: Vale}", "name: ⟦Vale", "shape-type"),
    (STATES, "name: {en: Vale}", "name: {en: ⟦[Vale]}", "shape-type"),
    (STATES, "[1985-04, register-1995]", "⟦1985-04", "shape-type"),
    (STATES, "[1985-04, register-1995]", "[1985-04, ⟦[register-1995]]", "shape-type"),
    (STATES, "also: [Commission of the Rivers]", "also: ⟦Commission of the Rivers", "shape-type"),
    (GROUPS, "QN: {}", "QN: ⟦yes", "shape-type"),
    (GROUPS, "QN: {}", "QN:⟦", "shape-type"),
    (STATES, "name: {en: Vale}", "name: {en: Vale, ⟦English: Vale}", "shape-text"),
    (STATES, "name: {en: Vale}", 'name: {en: ⟦"Va\\nle"}', "shape-text"),
    (STATES, "alpha3: QVA", "alpha3: ⟦qva", "shape-text"),
    (STATES, "XF:\n", "⟦x-f: {name: {en: X}}\nXF:\n", "shape-text"),
    (
        SOURCES,
        "roll-1920:",
        "⟦Roll 1921: {title: R, kind: press, trust: low}\nroll-1920:",
        "shape-text",
    ),
    (STATES, "name: {en: Vale}", "name: {en: ⟦}", "shape-empty"),
    (STATES, "name: {en: Vale}", 'name: {en: ⟦" "}', "shape-empty"),
    (
        STATES,
        "{day: 1980-05-15, sources: [pamphlet-2005]",
        "{day: 1980-05-15, sources: ⟦[]",
        "shape-empty",
    ),
    (STATES, "  kind: organisation\n  also", "  kind: ⟦organization\n  also", "shape-choice"),
    (
        SOURCES,
        "[signatures, consents], absent_until: 1920",
        "[signatures, ⟦consent], absent_until: 1920",
        "shape-choice",
    ),
    (SOURCES, "trust: medium", "trust: ⟦middling", "shape-choice"),
    (TREATIES, "rule: implies", "rule: ⟦imply", "shape-choice"),
    (TREATIES, "{act: definitive-signature", "{act: ⟦signature", "shape-choice"),
    (STATES, "[1985-04, ", "[⟦1985-13, ", "shape-day"),
    (STATES, "[1985-04, ", "[⟦1985-02-30, ", "shape-day"),
    (STATES, "[1985-04, ", "[⟦04.1985, ", "shape-day"),
    (STATES, "[1985-04, ", "[⟦0985-04-01, ", "shape-day"),
    (STATES, "[1985-04, ", "[⟦1985-04-02..1985-04-01, ", "shape-day"),
    (STATES, "[1985-04, ", "[⟦1985-04..1985-05, ", "shape-day"),
    (STATES, "[1985-04, ", "[⟦<=1985, ", "shape-day"),
    (STATES, "[1985-04, ", '[⟦"１９８５-04-01", ', "shape-day"),
    (STATES, "[1985-04, ", "[⟦{}, ", "shape-day"),
    (STATES, "not_party: [1985-01-01", "not_party: [⟦<=1985-01-01", "shape-day"),
    (SOURCES, "{as_of: 2013-03-31", "{as_of: ⟦31 March 2013", "shape-day"),
    (TREATIES, "adopted: 1900-05-01", "adopted: ⟦1900", "shape-day"),
    (
        TREATIES,
        "{from: 1950-03-01, until: entry-into-force}",
        "{from: 1950-03-01, until: ⟦entry_into_force}",
        "shape-day",
    ),
    (SOURCES, "parties: 4", 'parties: ⟦"4"', "shape-number"),
    (SOURCES, "parties: 4", "parties: ⟦-4", "shape-number"),
    (SOURCES, "parties: 4", "parties: ⟦44444", "shape-number"),
    (SOURCES, "parties: 4", "parties: ⟦four", "shape-number"),
    (TREATIES, 'share_of_parent: "2/3"', "share_of_parent: ⟦0.66", "shape-number"),
    (TREATIES, 'share_of_parent: "2/3"', 'share_of_parent: ⟦"3/2"', "shape-number"),
    (STATES, "former: true", "former: ⟦yes", "shape-flag"),
    (STATES, "former: true", 'former: ⟦"true"', "shape-flag"),
    (
        TREATIES,
        "denunciation: {days_after: 180,",
        "denunciation: ⟦{days_after: 180, months_after: 6,",
        "shape-clause",
    ),
    (
        TREATIES,
        'denunciation: {days_after: 180, article: "VII"}',
        "denunciation: ⟦{}",
        "shape-clause",
    ),
    (TREATIES, '"2/3"\n', '"2/3"\n      deposits: 3\n', "shape-clause"),
]

REFERENCES: list[Case] = [
    (STATES, "river-1990: {accession", "⟦river-1991: {accession", "unknown-instrument"),
    (
        SOURCES,
        "    dredge-2010: {as",
        "    ⟦dredging-2010: {as_of: 2013}\n    dredge-2010: {as",
        "unknown-instrument",
    ),
    (TREATIES, "{instrument: lock-1975,", "{instrument: ⟦locks-1975,", "unknown-instrument"),
    (TREATIES, "prevails_over: [river-1900]", "prevails_over: [⟦river-1901]", "unknown-instrument"),
    (TREATIES, "not_before: [river-1990]", "not_before: [⟦river-1901]", "unknown-instrument"),
    (TREATIES, "bases: [upstream-call]", "bases: [⟦downstream-call]", "unknown-basis"),
    (TREATIES, "scopes: [all-rivers]", "scopes: [⟦all-river]", "unknown-scope"),
    (
        TREATIES,
        "place: Landing\n    family: works",
        "place: Landing\n    family: ⟦work",
        "unknown-family",
    ),
    (TREATIES, "organisations: [RIVCOM]", "organisations: [⟦RIVCON]", "unknown-state"),
    (TREATIES, "fr: pamphlet-2005}", "fr: ⟦pamflet-2005}", "unknown-source"),
    (TREATIES, "{ru: register-1995}", "{ru: ⟦registre-1995}", "unknown-source"),
    (
        TREATIES,
        "{ru: register-1995}",
        "{ru: register-1995, ⟦es: register-1995}",
        "source-without-title",
    ),
    (TREATIES, "{ru: register-1995}", "{ru: ⟦[register-1995]}", "shape-type"),
    (TREATIES, "{ru: register-1995}", "{⟦russian: register-1995}", "shape-text"),
    (TREATIES, '{ledger: "I-1"}', "{mtdsg: ⟦xx-7}", "shape-text"),
    (TREATIES, '{ledger: "I-1"}', "{mtdsg: ⟦XX.7}", "shape-text"),
    (TREATIES, '{ledger: "I-1"}', "{mtdsg: ⟦XX–7}", "shape-text"),
    (TREATIES, '{ledger: "I-1"}', "{mtdsg: ⟦XX - 7}", "shape-text"),
    (TREATIES, '{ledger: "I-1"}', "{mtdsg: ⟦../../x}", "shape-text"),
    (TREATIES, "{ru: register-1995}", "⟦register-1995", "shape-type"),
    (STATES, "predecessor: XF", "predecessor: ⟦XG", "unknown-state"),
    (SOURCES, "silent_on: [QU]", "silent_on: [⟦QW]", "unknown-state"),
    (GROUPS, "QN: {}", "⟦NQ: {}", "unknown-state"),
    (GROUPS, "sources: [ledger-2000]", "sources: [⟦leger-2000]", "unknown-source"),
    (TREATIES, "sources: [bulletin-2013]", "sources: [⟦bulletin]", "unknown-source"),
    (
        TREATIES,
        "date: 1902-03-15\n      sources: [river-text]",
        "date: 1902-03-15\n      sources: [⟦river]",
        "unknown-source",
    ),
    (STATES, "[1985-04, register-1995]", "[1985-04, ⟦registry-1995]", "unknown-source"),
    (
        STATES,
        "[<=1920-12-31, roll-1920, ledger-2000]",
        "[<=1920-12-31, roll-1920, ⟦ledger2000]",
        "unknown-source",
    ),
    (
        STATES,
        "{day: 1994-08-15, sources: [ledger-2000]",
        "{day: 1994-08-15, sources: [⟦leger-2000]",
        "unknown-source",
    ),
    (STATES, "[1985-04, register-1995]", "[1985-04, ⟦roll-1920]", "source-without-reading"),
    (STATES, "[1985-01-01, gazette-1985]", "[1985-01-01, ⟦gazette-1980]", "source-without-reading"),
    (STATES, "[1985-04, register-1995]", "[1985-04, register-1995, ⟦register-1995]", "named-twice"),
    (TREATIES, "organisations: [RIVCOM]", "organisations: [RIVCOM, ⟦RIVCOM]", "named-twice"),
    (
        TREATIES,
        '    denunciation: {months_after: 6, article: "12"}\n',
        "",
        "denunciation-without-effect",
    ),
    (
        TREATIES,
        '    parents:\n      - {instrument: lock-1975, rule: together, article: "8(3)"}\n',
        "",
        "share-without-parent",
    ),
    (TREATIES, 'treaty", default: true}', 'treaty"}', "one-default"),
    (TREATIES, 'Delta Pledge"}\nfam', 'Delta Pledge", ⟦default: true}\nfam', "one-default"),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [*WORDS_THAT_YAML_TAKES_OTHERWISE, *YAML_BEYOND_WHAT_DATA_NEED, *SHAPES, *REFERENCES],
)
def test_edit(edit: Edit, file: str, old: str, new: str, rule: str) -> None:
    problems, place = edit(file, old, new)
    assert [problem.rule for problem in problems] == [rule], problems
    (problem,) = problems
    if place != (0, 0):
        assert problem.where.file.endswith(file)
        assert (problem.where.line, problem.where.column) == place
    assert problem.message
    assert problem.remedy
