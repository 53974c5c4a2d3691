"""What a list comes to beside what is recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from ratgap.assess.answer import Evidence
from ratgap.assess.status import answer
from ratgap.lists.compare import FindingKind
from ratgap.lists.listing import ListedAct, ListedRow, Listing
from ratgap.lists.merge import merge
from ratgap.lists.reading import Reading
from ratgap.model import Act, ActKind, Cell, Dataset, StatedForce, When
from ratgap.model.evidence import Column
from ratgap.problem import DataError
from ratgap.request import RequestError

from .merging import NEW, SOURCES, STATES, TEXTS, found, merged

Make = Callable[..., Dataset]
A_SIGNED, A_JOINED = "Abland,2000-02-02,2001-03-03,accession,", "Abland,,2001-03-03,accession,"


@pytest.fixture
def data(dataset: Make) -> Dataset:
    return dataset(**TEXTS)


@pytest.fixture
def with_acts(dataset: Make) -> Callable[[str], Dataset]:
    """Return a function from what is recorded of Cland under Alpha to the data set."""

    def make(cell: str) -> Dataset:
        states = STATES.replace("{en: Cland}", f"{{en: Cland}}\n  acts:\n    alpha-2000: {cell}")
        return dataset(**TEXTS | {"states": states})

    return make


def cell(data: Dataset, *rows: str, code: str = "QC") -> Cell:
    return merged(data, *rows).after.cell(code, "alpha-2000")


def act(kind: ActKind, day: str, *sources: str, rejected: str = "") -> Act:
    return Act(kind, When.on(date.fromisoformat(day)), sources, rejected=rejected)


class TestActs:
    def test_a_new_one_is_added(self, data: Dataset) -> None:
        result = merged(data, "Cland,2010-05-05,2011-02-02,ratification,")
        assert found(result) == [("added", "QC", "signature"), ("added", "QC", "ratification")]
        assert result.after.cell("QC", "alpha-2000").acts == (
            act(ActKind.SIGNATURE, "2010-05-05", "other"),
            act(ActKind.RATIFICATION, "2011-02-02", "other"),
        )

    def test_one_that_is_known_is_confirmed_and_its_first_source_stays(self, data: Dataset) -> None:
        result = merged(data, A_SIGNED)
        assert found(result) == [("confirmed", "QA", "signature"), ("confirmed", "QA", "accession")]
        acts = result.after.cell("QA", "alpha-2000").acts
        assert [a.sources for a in acts] == [("roll", "other"), ("roll", "other")]

    def test_a_party_without_a_day_is_bound_by_the_day_of_the_list(self, data: Dataset) -> None:
        (added,) = cell(data, "Cland,,,party,").acts
        assert (added.kind, added.when) == (ActKind.CONSENT, When.by(date(2012, 1, 1)))

    def test_a_party_without_a_day_confirms_a_known_day(self, data: Dataset) -> None:
        assert found(merged(data, "Abland,,,party,")) == [("confirmed", "QA", "consent")]

    @pytest.mark.parametrize(
        "held", ["{consent: [<=2011-12-31, gazette]}", "{consent: [2011-02-02, gazette]}"]
    )
    def test_a_day_or_a_kind_that_was_not_known_is_told(
        self, with_acts: Callable[[str], Dataset], held: str
    ) -> None:
        result = merged(with_acts(held), "Cland,,2011-02-02,accession,")
        assert found(result) == [("told", "QC", "accession")]
        assert result.after.cell("QC", "alpha-2000").acts == (
            act(ActKind.ACCESSION, "2011-02-02", "other", "gazette"),
        )

    @pytest.mark.parametrize(
        ("bound", "what", "known"),
        [("2010-05-05", "told", 2010), ("2012-01-01", "confirmed", 2011)],
    )
    def test_bounds_narrow_each_other(
        self, with_acts: Callable[[str], Dataset], bound: str, what: str, known: int
    ) -> None:
        data = with_acts("{consent: [<=2011-12-31, gazette]}")
        head = "state,signature,deposit,act,no_later_than"
        result = merged(data, f"Cland,,,party,{bound}", head=head)
        assert found(result) == [(what, "QC", "consent")]
        (held,) = result.after.cell("QC", "alpha-2000").acts
        assert held.when.latest.year == known

    def test_the_day_of_effect(self, data: Dataset) -> None:
        result = merged(data, A_JOINED + "2001-04-02")
        assert result.after.cell("QA", "alpha-2000").stated_force == (
            StatedForce(When.on(date(2001, 4, 2)), ("other",)),
        )

    def test_joining_again_after_leaving_is_another_act(
        self, with_acts: Callable[[str], Dataset]
    ) -> None:
        data = with_acts(
            "{accession: [2001-01-01, gazette], "
            "denunciation: {day: 2003-03-03, sources: [gazette], effective: 2004-03-03}}"
        )
        result = merged(data, "Cland,,2011-06-06,accession,")
        assert found(result) == [("added", "QC", "accession")]
        assert not any(a.rejected for a in result.after.cell("QC", "alpha-2000").acts)


class TestDisagreements:
    def test_another_day_is_kept_beside_and_set_aside(self, data: Dataset) -> None:
        result = merged(data, "Abland,2000-02-02,2001-03-13,accession,")
        assert ("disagrees", "QA", "accession") in found(result)
        _, held, other = result.after.cell("QA", "alpha-2000").acts
        assert held == act(ActKind.ACCESSION, "2001-03-03", "roll")
        assert other.rejected == "differs from roll (accession 2001-03-03); not yet judged"

    def test_another_kind_on_the_same_day(self, data: Dataset) -> None:
        result = merged(data, "Abland,2000-02-02,2001-03-03,ratification,")
        assert ("disagrees", "QA", "ratification") in found(result)

    def test_a_party_before_the_day_of_its_deposit(self, data: Dataset) -> None:
        head = "state,signature,deposit,act,no_later_than"
        result = merged(data, "Abland,,,party,2000-12-31", head=head)
        assert found(result) == [("disagrees", "QA", "consent")]

    def test_another_day_of_effect(self, with_acts: Callable[[str], Dataset]) -> None:
        sources = SOURCES.replace("gives: [consents]}", "gives: [consents, in-force]}", 1)
        assert sources != SOURCES
        data = with_acts("{accession: [2001-01-01, gazette], in_force: [2001-01-31, gazette]}")
        result = merged(data, "Cland,,2001-01-01,accession,2001-02-15")
        assert found(result) == [
            ("confirmed", "QC", "accession"),
            ("disagrees", "QC", "in-force"),
        ]
        held, other = result.after.cell("QC", "alpha-2000").stated_force
        assert (held.rejected, bool(other.rejected)) == ("", True)

    def test_a_complete_list_denies_an_earlier_act(self, data: Dataset) -> None:
        result = merged(data, "Bujland,,2005-05-05,accession,")
        assert found(result) == [("disagrees", "QB", "accession")]
        (held,) = result.after.cell("QB", "alpha-2000").acts
        assert held.rejected.startswith("denied by roll (not listed until 2010-01-01)")

    def test_a_recorded_absence_denies_one_too(self, with_acts: Callable[[str], Dataset]) -> None:
        data = with_acts("{not_party: [2005-12-31, gazette]}")
        assert found(merged(data, "Cland,,2005-05-05,accession,"))[0][0] == "disagrees"

    def test_a_complete_list_denies_a_day_told_more_exactly(
        self, with_acts: Callable[[str], Dataset]
    ) -> None:
        data = with_acts("{consent: [<=2011-12-31, gazette]}")
        assert found(merged(data, "Cland,,2005-05-05,accession,")) == [
            ("disagrees", "QC", "accession")
        ]
        assert found(merged(data, "Cland,,2011-05-05,accession,")) == [("told", "QC", "accession")]

    def test_one_that_was_set_aside_already_is_only_cited(
        self, with_acts: Callable[[str], Dataset]
    ) -> None:
        data = with_acts(
            "{accession: [[2001-01-01, roll], "
            "{day: 2001-01-11, sources: [gazette], rejected: a misprint}]}"
        )
        result = merged(data, "Cland,,2001-01-11,accession,")
        assert found(result) == [("disagrees", "QC", "accession")]
        _, aside = result.after.cell("QC", "alpha-2000").acts
        assert (aside.sources, aside.rejected) == (("gazette", "other"), "a misprint")

    def test_a_source_that_nobody_relies_on_is_no_rival(
        self, with_acts: Callable[[str], Dataset]
    ) -> None:
        data = with_acts("{accession: [2011-01-01, pamphlet]}")
        assert found(merged(data, "Cland,,2011-01-11,accession,")) == [("added", "QC", "accession")]


class TestLowTrust:
    LOW = NEW._replace(trust="low", relied_on=False)

    def test_it_adds_nothing_to_what_others_say(self, data: Dataset) -> None:
        result = merged(data, A_SIGNED, source=self.LOW)
        assert found(result) == []
        assert result.after.cells == data.cells

    def test_it_is_kept_where_it_says_otherwise(self, data: Dataset) -> None:
        result = merged(data, "Abland,,2001-03-13,accession,", source=self.LOW)
        assert found(result) == [("disagrees", "QA", "accession")]


class TestLost:
    def test_a_member_that_vanished_holds_it_up(self, data: Dataset) -> None:
        row = "Cland,2010-10-10,2011-01-01,ratification,"
        result = merged(data, row, source="roll")
        assert found(result)[-1] == ("added", "QC", "ratification")
        assert [f.state for f in result.lost] == ["QA", "QA"]
        assert result.held_up
        assert result.after is data

    def test_accepted_a_claim_of_the_source_alone_is_set_aside(self, data: Dataset) -> None:
        row = "Cland,2010-10-10,2011-01-01,ratification,"
        result = merged(data, row, source="roll", accept_removals=True)
        acts = result.after.cell("QA", "alpha-2000").acts
        assert all(a.rejected.startswith("roll no longer lists it as of 2012-01-01") for a in acts)
        assert result.after.sources["roll"].readings["alpha-2000"].as_of == When.on(
            date(2012, 1, 1)
        )

    def test_accepted_a_claim_of_others_too_stays_without_the_source(
        self, with_acts: Callable[[str], Dataset]
    ) -> None:
        data = with_acts("{accession: [2001-01-01, roll, gazette]}")
        result = merged(data, A_SIGNED, source="roll", complete=True, accept_removals=True)
        (held,) = result.after.cell("QC", "alpha-2000").acts
        assert (held.sources, held.rejected) == (("gazette",), "")

    def test_a_complete_list_must_have_those_of_other_sources(self, data: Dataset) -> None:
        result = merged(data, "Cland,,2011-01-01,accession,", complete=True)
        assert [(f.state, f.claim.when.latest.year) for f in result.lost] == [("QA", 2001)]
        assert merged(data, "Cland,,2011-01-01,accession,").lost == ()

    def test_an_act_that_no_longer_stands_is_a_loss(self, data: Dataset) -> None:
        ended = ListedAct(ActKind.ACCESSION, When.on(date(2001, 3, 3)), ended=True)
        rows = (ListedRow(2, "Abland", "QA", (ended,)),)
        listing = Listing("list.xml", rows, gives=frozenset({Column.CONSENTS}), whole=True)
        reading = Reading(NEW, "alpha-2000", listing, When.on(date(2012, 1, 1)))
        assert found(merge(data, reading)) == [
            ("ended", "QA", "accession"),
            ("lost", "QA", "accession"),
        ]

    def test_those_who_left_are_not_missed(self, with_acts: Callable[[str], Dataset]) -> None:
        data = with_acts(
            "{accession: [2001-01-01, gazette], "
            "denunciation: {day: 2003-03-03, sources: [gazette], effective: 2004-03-03}}"
        )
        assert merged(data, A_SIGNED, complete=True).lost == ()

    def test_a_list_that_lost_too_many_is_refused_whatever_is_accepted(
        self, with_acts: Callable[[str], Dataset]
    ) -> None:
        data = with_acts("{accession: [2001-01-01, gazette]}")
        with pytest.raises(DataError, match="list-short: 2 of 2 states"):
            merged(data, "Dorne,,2011-01-01,accession,", complete=True, accept_removals=True)


class TestReading:
    def test_complete_until_its_first_day(self, data: Dataset) -> None:
        span = When(date(2012, 1, 1), date(2012, 12, 31))
        result = merged(data, A_SIGNED, as_of=span, complete=True)
        reading = result.after.sources["other"].readings["alpha-2000"]
        assert (reading.as_of, reading.absent_until) == (span, date(2012, 1, 1))
        assert reading.gives == {Column.SIGNATURES, Column.CONSENTS}

    def test_complete_needs_a_first_day(self, data: Dataset) -> None:
        with pytest.raises(RequestError, match="has no beginning"):
            merged(data, A_SIGNED, as_of=When.by(date(2012, 1, 1)), complete=True)

    def test_partial_unless_told(self, data: Dataset) -> None:
        result = merged(data, A_SIGNED)
        assert result.absent_until is None
        assert any("--complete" in note for note in result.notes)

    def test_a_list_with_less_than_before_needs_a_source_of_its_own(self, data: Dataset) -> None:
        with pytest.raises(RequestError, match="gives no signatures, as roll did"):
            merged(data, A_JOINED, source="roll")

    def test_an_older_list_needs_a_source_of_its_own(self, data: Dataset) -> None:
        with pytest.raises(RequestError, match="later than 2009-01-01"):
            merged(data, A_SIGNED, source="roll", as_of=When.on(date(2009, 1, 1)))

    @pytest.mark.parametrize(
        ("complete", "known", "counted"),
        [
            (True, False, {}),
            (True, True, {"parties": 1, "signatories": 1}),
            # Of a part of the parties the number shows no line that is lost.
            (False, True, {}),
        ],
    )
    def test_it_is_counted_where_others_are(
        self, dataset: Make, complete: bool, known: bool, counted: dict[str, int]
    ) -> None:
        said = "absent_until: 2010-01-01"
        others = SOURCES.replace(said, f"{said}, counted: {{parties: 1, signatories: 1}}")
        data = dataset(**TEXTS | {"sources": others if known else SOURCES})
        result = merged(data, A_SIGNED, complete=complete)
        assert result.after.sources["other"].readings["alpha-2000"].counted == counted

    def test_what_is_counted_is_counted_again(self, dataset: Make) -> None:
        said = "absent_until: 2010-01-01"
        old = SOURCES.replace(said, f"{said}, counted: {{parties: 1, signatories: 1}}")
        data = dataset(**TEXTS | {"sources": old})
        joined = "Cland,,2009-03-03,accession,"
        result = merged(data, A_SIGNED, joined, source="roll", complete=True)
        reading = result.after.sources["roll"].readings["alpha-2000"]
        assert reading.counted == {"parties": 2, "signatories": 1}

    def test_absences_stay_counted(self, dataset: Make) -> None:
        said = "absent_until: 2010-01-01"
        old = SOURCES.replace(said, f"{said}, counted: {{parties: 1, signatories: 1, absent: 1}}")
        absent = "{en: Cland}\n  acts:\n    alpha-2000: {not_party: [2010-01-01, roll]}"
        states = STATES.replace("{en: Cland}", absent)
        data = dataset(**TEXTS | {"sources": old, "states": states})
        result = merged(data, A_SIGNED, source="roll", complete=True)
        reading = result.after.sources["roll"].readings["alpha-2000"]
        assert reading.counted == {"parties": 1, "signatories": 1, "absent": 1}

    def test_the_day_that_the_list_names(self, data: Dataset) -> None:
        row = ListedRow(2, "Abland", "QA")
        listing = Listing("page.html", (row,), as_of=date(2012, 2, 2))
        assert merge(data, Reading(NEW, "alpha-2000", listing)).as_of == When.on(date(2012, 2, 2))
        other = Reading(NEW, "alpha-2000", listing, When.on(date(2012, 3, 3)))
        with pytest.raises(RequestError, match="speaks of 2012-02-02"):
            merge(data, other)
        with pytest.raises(RequestError, match="give --as-of"):
            merge(data, Reading(NEW, "alpha-2000", listing._replace(as_of=None)))

    def test_the_number_of_another_treaty(self, data: Dataset) -> None:
        row = ListedRow(2, "Abland", "QA")
        listing = Listing("page.html", (row,), as_of=date(2012, 2, 2), number="12c")
        with pytest.raises(RequestError, match="numbered 12c"):
            merge(data, Reading(NEW, "alpha-2000", listing))
        merge(data, Reading(NEW, "beta-2001", listing))

    def test_the_same_list_again_changes_nothing(self, data: Dataset) -> None:
        day = When.on(date(2010, 1, 1))
        result = merged(data, A_SIGNED, source="roll", as_of=day)
        assert result.after is data
        assert not result.changes

    def test_columns_that_are_not_recorded_of_it_are_not_taken(self, data: Dataset) -> None:
        day = When.on(date(2005, 12, 31))
        result = merged(data, "Cland,2000-05-05,2002-02-02,accession,", source="gazette", as_of=day)
        assert found(result) == [("disagrees", "QC", "accession")]
        assert any("signatures are not taken" in note for note in result.notes)

    def test_a_list_of_names_vouches_for_no_day(self, data: Dataset) -> None:
        day = When.on(date(2005, 12, 31))
        result = merged(
            data,
            "Dorne,,2003-03-03,accession,",
            source="gazette",
            instrument="beta-2001",
            as_of=day,
        )
        assert result.after is data


class TestOrganisations:
    def test_one_to_which_the_treaty_is_not_open(self, data: Dataset) -> None:
        with pytest.raises(DataError, match="list-not-open"):
            merged(data, "League,,2002-02-02,accession,")

    def test_unless_the_source_is_cited_for_the_one_that_is_meant(self, dataset: Make) -> None:
        states = STATES + "  acts:\n    alpha-2000: {accession: [2002-02-02, gazette]}\n"
        data = dataset(**TEXTS | {"states": states})
        day = When.on(date(2005, 12, 31))
        result = merged(data, "League,,2002-02-02,accession,", source="gazette", as_of=day)
        assert result.count(FindingKind.KNOWN) == 1
        assert not result.changes


@pytest.mark.parametrize("parties", [None, 1])
def test_nothing_is_denied_of_who_was_a_party_by_the_list(
    data: Dataset, parties: int | None
) -> None:
    joined = ListedAct(ActKind.ACCESSION, When.on(date(2001, 3, 3)))
    left = ListedAct(ActKind.ACCESSION, When.on(date(2001, 5, 5)), ended=True)
    rows = (ListedRow(2, "Abland", "QA", (joined,)), ListedRow(3, "Cland", "QC", (left,)))
    listing = Listing("list.html", gives=frozenset({Column.CONSENTS}), rows=rows, parties=parties)
    day = When.on(date(2012, 1, 1))
    after = merge(data, Reading(NEW, "alpha-2000", listing, day, complete=True)).after
    assert after.sources["other"].readings["alpha-2000"].silent_on == {"QC"}
    # The only proof of absence is the roll's, which leaves it out.
    answered = answer(after, "QC", "alpha-2000", date(2011, 6, 1))
    assert answered.evidence == Evidence("roll", date(2010, 1, 1))
