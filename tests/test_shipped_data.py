"""What the shipped data must show, worked out by hand from the lists that they rest on."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import ratgap
from ratgap.assess.answer import Answer, Reason, Status
from ratgap.assess.report import Query, report
from ratgap.assess.status import answer
from ratgap.assess.totals import Members, totals, uncounted
from ratgap.model import ActKind, Argument, Dataset, Reading

HERE = Path(__file__).parent

PARTIES_AND_SIGNATORIES_2014 = {
    "hostages-1979": (173, 2),
    "protected-persons-1973": (176, 0),
    "bombings-1997": (168, 2),
    "financing-1999": (186, 2),
    "untoc-2000": (179, 6),
    "trafficking-protocol-2000": (159, 8),
    "migrants-protocol-2000": (138, 14),
    "firearms-protocol-2001": (109, 14),
    "nuclear-terrorism-2005": (94, 48),
}
"""Rows with a consent, and rows with a signature alone, in the nine UN tables of 2014-07-10."""

SUCCESSORS_UNDER_THE_CPPNM = {
    "BA": "1992-03-06",
    "BY": "1993-06-14",
    "CZ": "1993-01-01",
    "HR": "1991-10-08",
    "ME": "2006-06-03",
    "MK": "1991-11-17",
    "RS": "1992-04-27",
    "SI": "1991-06-25",
    "SK": "1993-01-01",
}


def _joined(dataset: Dataset, instrument: str, day: date) -> set[str]:
    return {code for code, got in _all(dataset, instrument, day).items() if got.status.joined}


def _all(dataset: Dataset, instrument: str, day: date) -> dict[str, Answer]:
    return {
        code: answer(dataset, code, instrument, day, None)
        for code, state in dataset.states.items()
        if not state.former and dataset.open_to(code, instrument)
    }


def _table() -> list[dict[str, str]]:
    with (HERE / "assess" / "antalya.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", _table(), ids=lambda r: f"{r['state']} {r['instrument']}")
def test_each_cell_of_the_nine_states(shipped: Dataset, row: dict[str, str]) -> None:
    assert row["reason"]
    got = answer(shipped, row["state"], row["instrument"], date(2026, 11, 24))
    force = got.in_force
    shown = {
        "status": got.status.value,
        "act": got.consent.kind.value if got.consent else "",
        "consent": str(got.consent.when) if got.consent else "",
        "in_force": ("" if force.exact else "<=") + force.latest.isoformat() if force else "",
        "confirmed": str(got.evidence.confirmed) if got.evidence else "",
    }
    assert shown == {key: row[key] for key in shown}


def test_the_table_holds_every_cell(shipped: Dataset) -> None:
    nine = shipped.groups["antalya-2004"].on(date(2004, 2, 25))
    assert len(nine) == 9
    assert {(r["state"], r["instrument"]) for r in _table()} == {
        (s, i) for s in nine for i in shipped.instruments
    }


def test_the_un_tables_of_2014_whole(shipped: Dataset) -> None:
    listed = ratgap.overview(shipped, as_of=date(2014, 7, 10), max_age=None).instruments
    found = {entry.instrument.id: entry.counts for entry in listed}
    for instrument, (parties, signatories) in PARTIES_AND_SIGNATORIES_2014.items():
        counts = found[instrument]
        assert (counts["party"], counts["contracting"]) == (parties, 0), instrument
        assert (counts["signatory"], counts["unknown"]) == (signatories, 0), instrument


def test_untoc_enters_into_force(shipped: Dataset) -> None:
    first = date(2003, 9, 29)
    eve = _all(shipped, "untoc-2000", first - timedelta(1))
    assert not [code for code, got in eve.items() if got.status is Status.PARTY]
    day = _all(shipped, "untoc-2000", first)
    parties = {code for code, got in day.items() if got.status is Status.PARTY}
    by_july = {
        code
        for code, got in day.items()
        if got.consent and got.consent.when.latest <= date(2003, 7, 1)
    }
    assert len(by_july) == 40
    assert by_july <= parties
    # Those that deposited from July to 30 August had their thirty days behind them as well.
    for code in parties - by_july:
        consent = day[code].consent
        assert consent is not None
        assert consent.when.latest <= date(2003, 8, 30)
    for code, got in day.items():
        if got.consent and got.consent.when.latest > date(2003, 8, 30):
            assert got.status is Status.CONTRACTING, code


def _complete(dataset: Dataset) -> list[Reading]:
    return [
        r
        for s in dataset.sources.values()
        if s.relied_on
        for r in s.readings.values()
        if r.absent_until
    ]


def test_on_each_complete_readings_day_the_parties_are_the_lists(shipped: Dataset) -> None:
    readings = _complete(shipped)
    assert len(readings) == 54
    for reading in readings:
        listed = {
            state
            for (state, instrument), cell in shipped.cells.items()
            if instrument == reading.instrument
            for act in cell.acts
            if act.kind.binds and reading.source in act.sources
        }
        # Of these the list tells nothing; a protocol that only parties join may.
        joined = _joined(shipped, reading.instrument, reading.as_of.latest) - reading.silent_on
        assert listed <= joined, reading
        if reading.as_of.exact:
            assert listed == joined, reading
        # Where the list's silence is trusted to an earlier day, others may have come since.
        for code in joined - listed:
            consent = answer(shipped, code, reading.instrument, reading.as_of.latest, None).consent
            assert consent is not None
            assert reading.absent_until is not None
            assert consent.when.latest > reading.absent_until, (reading, code)


def test_cppnm_binds_from_the_recorded_day(shipped: Dataset) -> None:
    day = date(2021, 12, 31)
    for code, got in _all(shipped, "cppnm-1980", day).items():
        if not got.status.joined:
            continue
        assert got.in_force is not None
        if code in SUCCESSORS_UNDER_THE_CPPNM:
            assert got.consent is not None
            assert got.consent.kind is ActKind.SUCCESSION
            assert str(got.in_force) == max(SUCCESSORS_UNDER_THE_CPPNM[code], "1987-02-08")
        else:
            recorded = shipped.cell(code, "cppnm-1980").stated_force
            assert [f.when for f in recorded] == [got.in_force], code


def test_organisations_have_rows_only_where_they_may_join(shipped: Dataset) -> None:
    query = Query(date(2026, 11, 24), "universal", "para9", ("EU", "EURATOM"))
    european_union, euratom = report(shipped, query).states
    assert {r.instrument.id for r in european_union.instruments} == {
        "untoc-2000",
        "trafficking-protocol-2000",
        "migrants-protocol-2000",
        "firearms-protocol-2001",
    }
    assert {r.instrument.id for r in euratom.instruments} == {"cppnm-1980", "cppnm-amendment-2005"}


def test_without_a_complete_list_all_but_those_with_an_act_are_unknown(shipped: Dataset) -> None:
    treaty = "beijing-convention-2010"
    assert not any(r.absent_until for r in shipped.readings(treaty))
    for code, got in _all(shipped, treaty, date(2026, 11, 24)).items():
        cell = shipped.cell(code, treaty)
        # What two of them said of themselves is older than a total that names many more.
        said = any(a.kind.binds and not a.rejected for a in cell.acts)
        assert (got.status is not Status.UNKNOWN) == said, code
        if not said and cell.absences:
            assert (got.reason, got.total and got.total.number) == (Reason.OUTNUMBERED, 45)


def test_no_claim_rests_on_low_trust_alone(shipped: Dataset) -> None:
    for key, cell in shipped.cells.items():
        for act in cell.acts:
            if not act.rejected:
                assert any(shipped.sources[s].relied_on for s in act.sources), key


TRICKY = [
    # A succession binds from its effect, whichever day is asked about (Bahamas, notified 1976).
    ("BS", "hague-1970", "1974-01-01", "party", "in-force", "1973-07-10"),
    ("BA", "tokyo-1963", "1993-01-01", "party", "in-force", "1992-04-05"),
    # The day of notification is not known, and does not matter to what binds.
    ("SK", "cppnm-1980", "2000-01-01", "party", "in-force", "1993-01-01"),
    # A notice of 1974 speaks of another state than the one of 1975.
    ("SR", "montreal-1971", "1975-11-24", "unknown", "no-state", ""),
    ("SR", "montreal-1971", "1975-11-25", "none", "consent-later", ""),
    # Only parties to the Convention may join the Airport Protocol: Greece and San Marino did.
    ("GR", "montreal-1971", "2000-01-01", "party", "through", "<=1991-05-25"),
    ("SM", "montreal-1971", "2016-01-01", "party", "through", "<=2015-02-20"),
    # As many as are named on 6 April 2016: who was outside in 2014 was so then. In 2025 more are.
    ("KI", "hague-1970", "2016-04-06", "none", "no-consent", ""),
    ("KI", "hague-1970", "2026-11-24", "unknown", "outnumbered", ""),
    # That total tells who they are: no others than members of the United Nations, and two more.
    ("VA", "hague-1970", "2026-11-24", "none", "no-consent", ""),
    ("PS", "hague-1970", "2026-11-24", "none", "no-consent", ""),
    # As many as in 2013, Greece among them, and San Marino, a party since, is not counted.
    ("KI", "montreal-1971", "2025-01-01", "none", "no-consent", ""),
    # 52 are told for 2025, and 36 are known by name.
    ("KI", "montreal-protocol-2014", "2026-11-24", "unknown", "outnumbered", ""),
    # Consented, and no source tells whether 30 days had passed.
    ("SD", "migrants-protocol-2000", "2018-10-19", "contracting", "force-unknown", "<=2018-11-14"),
    # The Amendment does not bind before the Convention does.
    ("AO", "cppnm-amendment-2005", "2020-10-20", "contracting", "not-yet-in-force", "2020-10-21"),
    ("AO", "cppnm-amendment-2005", "2020-10-21", "party", "in-force", "2020-10-21"),
    # Claims set aside: the depositary against a weak site, its list against a slip of its own.
    ("AF", "trafficking-protocol-2000", "2014-08-14", "none", "consent-later", ""),
    ("MD", "migrants-protocol-2000", "2006-01-01", "party", "in-force", "2005-10-16"),
    # Not among the 102 of that day, by name in a notice of the same year.
    ("KG", "cppnm-amendment-2005", "2016-04-08", "none", "consent-later", ""),
]


@pytest.mark.parametrize(
    ("state", "instrument", "day", "status", "reason", "in_force"),
    TRICKY,
    ids=[" ".join(row[:3]) for row in TRICKY],
)
def test_tricky_cells(
    shipped: Dataset, state: str, instrument: str, day: str, status: str, reason: str, in_force: str
) -> None:
    got = answer(shipped, state, instrument, date.fromisoformat(day))
    force = got.in_force
    shown = ("" if force.exact else "<=") + force.latest.isoformat() if force else ""
    assert (got.status.value, got.reason.value) == (status, reason)
    assert shown == in_force


@pytest.mark.parametrize(
    ("instrument", "source", "argument"),
    [
        ("hague-1970", "fr-ei-3670", "others-out"),
        ("untoc-2000", "unodc-2020-untoc", "others-out"),
        ("migrants-protocol-2000", "unodc-2018-10-19", "others-out"),
        ("cppnm-1980", "iaea-news-2014-07", "all-in"),
        ("montreal-protocol-2014", "holland-knight-2025", "outnumbered"),
        ("cppnm-amendment-2005", "policyedge-2025", "outnumbered"),
        # Without EURATOM, so no count of all to whom it is open.
        ("cppnm-amendment-2005", "us-2016-05", "nothing"),
        # Undated, so of no day that could be compared.
        ("sua-1988", "wikipedia-sua", "nothing"),
    ],
)
def test_what_a_stated_total_proves(
    shipped: Dataset, instrument: str, source: str, argument: str
) -> None:
    (total,) = [t for t in totals(shipped, instrument) if t.source == source]
    assert total.argument.value == argument


def test_every_state_that_began_since_the_oldest_treaty_tells_who_says_so(shipped: Dataset) -> None:
    first = min(treaty.adopted for treaty in shipped.instruments.values())
    began = {code: s for code, s in shipped.states.items() if s.since and not s.former}
    assert len(began) == 74
    for code, state in began.items():
        assert state.since is not None
        assert state.since > first, code
        assert state.since_sources, code
    # Two had treaties of their own before; a third is listed with the acts of its northern part.
    assert not began.keys() & {"BY", "UA", "YE"}


@pytest.mark.parametrize(
    ("name", "code", "shown"),
    [
        ("КНДР", "KP", "Корейская Народно-Демократическая Республика"),
        ("Corée du Nord", "KP", "République populaire démocratique de Corée"),
        ("Киргизия", "KG", "Кыргызстан"),
        ("Kirguistán", "KG", "Kirguistán"),
        ("吉尔吉斯斯坦", "KG", "吉尔吉斯斯坦"),
        ("قيرغيزستان", "KG", "قيرغيزستان"),
        ("Côte d'Ivoire", "CI", "Côte d'Ivoire"),
        ("Республика Корея", "KR", "Республика Корея"),
    ],
)
def test_names_are_those_of_the_un_and_others_find_the_state(
    shipped: Dataset, name: str, code: str, shown: str
) -> None:
    assert shipped.names.find(name) == code
    assert shown in shipped.states[code].names.values()


def test_every_state_has_its_name_in_six_languages_and_its_codes(shipped: Dataset) -> None:
    states = [s for s in shipped.states.values() if s.kind == "state" and not s.former]
    assert len(states) == 197
    assert all(s.names.keys() >= {"ar", "en", "es", "fr", "ru", "zh"} for s in states)
    assert all(len(s.codes["m49"]) == 3 for s in states)
    assert shipped.states["KG"].codes == {"m49": "417", "cow": "703", "gw": "703", "vdem": "122"}
    assert "gw" not in shipped.states["AD"].codes


def test_every_state_has_its_formal_name_in_three_languages(shipped: Dataset) -> None:
    states = [s for s in shipped.states.values() if s.kind == "state" and not s.former]
    lacking = [(s.code, key) for s in states for key in ("en", "fr", "ru") if key not in s.formal]
    # The list is older than the name that the state has in French since 2022.
    assert lacking == [("TR", "fr")]
    articles = ("le ", "la ", "l'", "les ")
    bare = [s.code for s in states if not s.formal.get("fr", "la ").startswith(articles)]
    assert sorted(bare) == ["AG", "KN", "LC", "NU", "VC"]
    assert all(name.strip(" *") == name for s in states for name in s.formal.values())


@pytest.mark.parametrize("name", ["the Lao People's Democratic Republic", "les Îles Salomon"])
def test_a_state_is_found_by_its_formal_name(shipped: Dataset, name: str) -> None:
    assert name in shipped.states[shipped.names.find(name)].formal.values()


def test_every_dated_total_is_met_or_tells_how_many_are_unnamed(shipped: Dataset) -> None:
    seen: dict[str, int] = {"met": 0, "unnamed": 0, "more possible": 0, "unclear": 0}
    for id_ in shipped.instruments:
        members = Members(shipped, id_)
        for total in totals(shipped, id_):
            where = (id_, total.source, total.number, total.named)
            first = total.when.earliest
            if first is None or not shipped.sources[total.source].relied_on:
                assert total.argument is Argument.NOTHING, where
            elif total.named == total.number:
                seen["met"] += 1
            elif total.counts == "unclear":
                # Whether organisations are among them is not told, so nothing follows.
                assert total.argument is Argument.NOTHING, where
                seen["unclear"] += 1
            elif total.named < total.number:
                assert total.argument is Argument.OUTNUMBERED, where
                assert total.unnamed == total.number - total.named, where
                seen["unnamed"] += 1
            else:
                # More are named who may have joined by then than surely had: none contradicts it.
                surely = members.surely if total.counts == "deposits" else members.bound
                apart = uncounted(shipped.sources[total.source].readings[id_])
                assert len(surely(first) - apart) <= total.number, where
                assert total.argument is Argument.NOTHING, where
                seen["more possible"] += 1
    assert seen == {"met": 63, "unnamed": 19, "more possible": 24, "unclear": 17}


def test_every_title_was_read_somewhere_that_can_be_opened(shipped: Dataset) -> None:
    for treaty in shipped.instruments.values():
        assert treaty.title_sources.keys() == treaty.titles.keys() | treaty.translations.keys()
        for language, source in treaty.title_sources.items():
            address = shipped.sources[source].address
            assert urlsplit(address).path.strip("/"), (treaty.id, language, source)
