"""Plans under the invented regime: which act, in which order, binding when."""

from __future__ import annotations

from datetime import date

import pytest

from ratgap.assess.answer import Strength
from ratgap.assess.force import MaxAge
from ratgap.assess.joining import ImpossibleOrderError, joining_order
from ratgap.assess.plan import Plan, PlanStep, plan
from ratgap.assess.report import Query
from ratgap.model import ActKind, Column, Dataset, Parent

D = date


@pytest.fixture(scope="module")
def regime(regime: Dataset) -> Dataset:
    """The invented regime without the census that outnumbers a list, and with an old Sedge."""
    sources = {id_: source for id_, source in regime.sources.items() if id_ != "census-2008"}
    states = {**regime.states, "QS": regime.states["QS"]._replace(since=None)}
    return regime._replace(sources=sources, states=states)


def one(
    dataset: Dataset,
    state: str,
    day: date,
    deposit: date | None = None,
    scope: str = "all-rivers",
    basis: str | None = None,
) -> Plan:
    (found,) = plan(dataset, Query(day, scope, basis, (state,), None), deposit)
    return found


def step(found: Plan, instrument: str) -> PlanStep:
    return next(s for s in found.steps if s.instrument.id == instrument)


def ways(found: PlanStep) -> list[tuple[str, bool, bool | None]]:
    return [(w.act.value, w.sign_first, w.if_signed) for w in found.ways]


def test_a_signatory_ratifies(regime: Dataset) -> None:
    found = step(one(regime, "ON", D(1985, 1, 1)), "lock-1975")
    assert ways(found) == [
        ("ratification", False, None),
        ("acceptance", False, None),
        ("approval", False, None),
    ]


def test_who_has_not_signed_in_time_accedes(regime: Dataset) -> None:
    found = step(one(regime, "QS", D(1990, 1, 1)), "lock-1975")
    assert ways(found) == [("accession", False, None)]


def test_while_signature_is_open_one_may_sign_and_ratify(regime: Dataset) -> None:
    found = step(one(regime, "QS", D(1976, 1, 1)), "lock-1975")
    assert ("ratification", True, None) in ways(found)
    assert ways(found)[0] == ("accession", False, None)


def test_what_opens_with_entry_into_force_is_not_offered_before(regime: Dataset) -> None:
    assert ways(step(one(regime, "QS", D(1950, 6, 1)), "ferry-1950")) == [
        ("definitive-signature", False, None),
        ("ratification", True, None),
    ]
    assert ways(step(one(regime, "QS", D(1951, 3, 1)), "ferry-1950")) == [
        ("accession", False, None)
    ]


def test_where_signature_is_unknown_both_ways_are_told(regime: Dataset) -> None:
    roll = regime.sources["roll-1920"]
    reading = roll.readings["river-1900"]._replace(gives=frozenset({Column.CONSENTS}))
    quiet = roll._replace(readings={"river-1900": reading})
    data = regime._replace(sources={**regime.sources, "roll-1920": quiet})
    found = step(one(data, "QU", D(1985, 1, 1)), "river-1900")
    assert ways(found) == [("accession", False, False), ("ratification", False, True)]


def test_one_that_left_starts_anew(regime: Dataset) -> None:
    found = step(one(regime, "QN", D(1965, 1, 1)), "river-1900")
    assert ways(found) == [("accession", False, None)]


def test_an_organisation_confirms_formally(regime: Dataset) -> None:
    found = step(one(regime, "RIVCOM", D(1976, 1, 1)), "lock-1975")
    acts = [way.act for way in found.ways]
    assert ActKind.FORMAL_CONFIRMATION in acts
    assert ActKind.RATIFICATION not in acts
    state = step(one(regime, "QS", D(1976, 1, 1)), "lock-1975")
    assert ActKind.FORMAL_CONFIRMATION not in [way.act for way in state.ways]


def test_succession_is_for_those_with_a_predecessor(regime: Dataset) -> None:
    treaty = regime.instruments["lock-1975"]
    mode = treaty.joining[0]._replace(act=ActKind.SUCCESSION, signed_first=False)
    treaties = {**regime.instruments, "lock-1975": treaty._replace(joining=(*treaty.joining, mode))}
    data = regime._replace(instruments=treaties)
    assert "succession" in [w[0] for w in ways(step(one(data, "QS", D(1990, 1, 1)), "lock-1975"))]
    assert "succession" not in [
        w[0] for w in ways(step(one(data, "ON", D(1990, 1, 1)), "lock-1975"))
    ]


def test_a_parent_stands_before_its_protocol_and_after_what_brings_it(regime: Dataset) -> None:
    assert joining_order(regime) == (
        "lock-1975",
        "river-1990",
        "river-1900",
        "ferry-1950",
        "dredge-2010",
    )
    found = one(regime, "QU", D(1991, 6, 1))
    assert [s.instrument.id for s in found.steps] == ["river-1990", "river-1900", "ferry-1950"]
    assert step(found, "river-1900").brought_by == (Parent("river-1990", "implies", "IV(2)"),)
    assert step(found, "river-1990").brings[0].planned
    condition = step(found, "ferry-1950").conditions[0]
    assert (condition.parent.instrument, condition.status, condition.planned) == (
        "river-1900",
        "none",
        True,
    )


def test_a_protocol_that_cannot_be_joined_brings_nothing_along(regime: Dataset) -> None:
    treaty = regime.instruments["river-1990"]._replace(joining=())
    data = regime._replace(instruments={**regime.instruments, "river-1990": treaty})
    found = one(data, "QU", D(1991, 6, 1), D(1993, 1, 10))
    assert not step(found, "river-1990").possible
    parent = step(found, "river-1900")
    assert parent.brought_by == ()
    assert parent.binding is not None
    assert parent.binding.through == ""


def test_a_parent_that_was_not_asked_for_is_a_step_all_the_same(regime: Dataset) -> None:
    call = {"river-1900": ("upstream-call",)}
    treaties = {i: t._replace(bases=call.get(i, t.bases)) for i, t in regime.instruments.items()}
    data = regime._replace(instruments=treaties)
    found = one(data, "QU", D(1985, 1, 1), basis="delta-pledge")
    assert [(s.instrument.id, s.outside) for s in found.steps] == [
        ("river-1900", True),
        ("ferry-1950", False),
        ("lock-1975", False),
    ]


def test_a_protocol_whose_parent_is_closed_to_one_is_not_possible(regime: Dataset) -> None:
    listed = (
        regime.sources["bulletin-2013"]
        .readings["dredge-2010"]
        ._replace(absent_until=D(2013, 3, 31))
    )
    source = regime.sources["bulletin-2013"]._replace(readings={"dredge-2010": listed})
    data = regime._replace(sources={**regime.sources, "bulletin-2013": source})
    found = step(one(data, "LEAGUE", D(2013, 3, 31), D(2013, 3, 31)), "dredge-2010")
    assert [c.open for c in found.conditions] == [False]
    assert not found.possible
    assert found.binding is None


@pytest.mark.parametrize(
    ("deposit", "instrument", "day", "counted", "held_by", "through"),
    [
        (D(1990, 1, 10), "lock-1975", D(1990, 2, 9), D(1990, 2, 9), "", ""),
        (D(1976, 1, 10), "lock-1975", D(1978, 7, 1), D(1976, 2, 9), "lock-1975", ""),
        (D(1993, 1, 10), "river-1990", D(1993, 1, 10), D(1993, 1, 10), "", ""),
        (D(1993, 1, 10), "river-1900", D(1993, 1, 10), D(1993, 1, 10), "", "river-1990"),
        (D(1993, 1, 10), "ferry-1950", D(1993, 3, 1), D(1993, 3, 1), "", ""),
        (D(1985, 1, 10), "ferry-1950", D(1985, 4, 10), D(1985, 3, 1), "river-1900", ""),
    ],
)
def test_the_day_from_which_a_step_would_bind(
    regime: Dataset,
    deposit: date,
    instrument: str,
    day: date,
    counted: date,
    held_by: str,
    through: str,
) -> None:
    state = "ON" if instrument == "lock-1975" else "QU"
    as_of = min(deposit, D(1991, 6, 1))
    found = step(one(regime, state, as_of, deposit), instrument).binding
    assert found is not None
    assert (found.day, found.counted, found.held_by, found.through) == (
        day,
        counted,
        held_by,
        through,
    )


def test_a_treaty_that_is_not_in_force_would_not_bind(regime: Dataset) -> None:
    treaty = regime.instruments["lock-1975"]
    pending = treaty._replace(entry=treaty.entry._replace(date=None))
    data = regime._replace(instruments={**regime.instruments, "lock-1975": pending})
    assert step(one(data, "ON", D(1985, 1, 1), D(1985, 2, 1)), "lock-1975").binding is None


def test_a_parent_that_does_not_bind_yet_holds_its_protocol_back(regime: Dataset) -> None:
    """Joined already, the parent binds later than the protocol's own clause runs."""
    found = one(regime, "QM", D(1950, 3, 1), D(1950, 3, 2))
    ferry = step(found, "ferry-1950")
    assert ferry.conditions[0].status == "party"
    assert ferry.binding is not None
    assert ferry.binding.held_by == "ferry-1950"


def test_without_a_day_of_deposit_nothing_is_counted(regime: Dataset) -> None:
    found = one(regime, "QU", D(1991, 6, 1))
    assert {s.binding for s in found.steps} == {None}


def test_declarations_for_states_and_for_organisations(regime: Dataset) -> None:
    assert step(one(regime, "ON", D(1985, 1, 1)), "lock-1975").declarations == ()
    organisation = step(one(regime, "RIVCOM", D(1976, 1, 1)), "lock-1975")
    assert len(organisation.declarations or ()) == 1
    found = one(regime, "QU", D(1985, 1, 1))
    assert len(step(found, "river-1900").declarations or ()) == 2
    assert step(found, "ferry-1950").declarations is None


def test_prevailing_treaties_and_those_that_give_way(regime: Dataset) -> None:
    found = one(regime, "QU", D(1991, 6, 1))
    assert step(found, "river-1990").prevails_over == ("river-1900",)
    assert step(found, "river-1900").gives_way_to == ("river-1990",)
    assert step(one(regime, "QU", D(1985, 1, 1)), "river-1900").gives_way_to == ()


def test_what_is_proved_recently_comes_first(regime: Dataset) -> None:
    query = Query(D(2004, 1, 1), "all-rivers", None, ("QN",), None)
    for recent, proof in ((MaxAge(5, "y"), Strength.RECENT), (MaxAge(1, "y"), Strength.OLD)):
        (found,) = plan(regime, query._replace(recent=recent))
        assert step(found, "lock-1975").proof is proof
        assert step(found, "river-1900").proof is Strength.OLD
        ids = [s.instrument.id for s in found.steps]
        # The Ferry Convention waits for the River Convention, of which nothing is known since 1960.
        first = ["river-1990", "lock-1975"] if proof is Strength.RECENT else ["river-1990"]
        assert sorted(ids[: len(first)]) == sorted(first)
        assert ids.index("river-1900") < ids.index("ferry-1950")


def test_what_can_be_deposited_together_comes_before_what_stands_alone(regime: Dataset) -> None:
    treaties = {"lock-1975": regime.instruments["lock-1975"], **regime.instruments}
    together = regime._replace(instruments=treaties)
    alone = treaties["river-1990"]._replace(family="")
    apart = regime._replace(instruments={**treaties, "river-1990": alone})
    for data, first in ((together, "river-1990"), (apart, "lock-1975")):
        found = one(data, "ON", D(2000, 6, 30))
        assert found.steps[0].instrument.id == first


def test_how_many_of_the_addressees_and_of_the_region_have_joined(regime: Dataset) -> None:
    addressees = next(iter(regime.groups))
    basis = regime.bases["delta-pledge"]._replace(addressees=addressees)
    region = regime.groups[addressees]._replace(id="region", kind="region")
    data = regime._replace(
        bases={**regime.bases, basis.id: basis}, groups={**regime.groups, "region": region}
    )
    state = region.on(D(1985, 1, 1))[0]
    found = one(data, state, D(1985, 1, 1), basis=basis.id)
    for planned in found.steps:
        told = [(p.group.id, p.of) for p in planned.peers]
        members = [c for c in region.on(D(1985, 1, 1)) if data.open_to(c, planned.instrument.id)]
        assert told == [(addressees, len(members)), ("region", len(members))]
        assert all(0 <= p.joined + p.unknown < p.of for p in planned.peers)
    assert all(s.peers == () for s in one(regime, "QU", D(1985, 1, 1)).steps)


def test_who_joins_what_was_amended_is_told(regime: Dataset) -> None:
    after = D(1993, 1, 10)
    found = step(one(regime, "QU", D(1991, 6, 1), after), "river-1900")
    entry = regime.instruments["river-1990"].entry.date
    assert [(t.id, day) for t, day in found.amended_by] == [("river-1990", entry)]
    assert step(one(regime, "QU", D(1985, 1, 1)), "river-1900").amended_by == ()


def test_packages_are_of_one_family_with_their_depositaries(regime: Dataset) -> None:
    found = one(regime, "ON", D(1985, 1, 1))
    (package,) = found.packages
    assert (package.family, package.instruments) == ("works", ("ferry-1950", "lock-1975"))
    assert package.by_depositary == {
        "River Commission": ("lock-1975",),
        "Government of Ostrel": ("lock-1975",),
        "Government of Marrow": ("ferry-1950",),
    }
    assert one(regime, "QU", D(1991, 6, 1)).packages == ()


def test_what_is_unknown_says_which_steps_wait_for_it(regime: Dataset) -> None:
    known_party = one(regime, "QO", D(2013, 3, 31))
    waiting = {i.instrument.id: i.bears_on for i in known_party.unknown}
    assert waiting["dredge-2010"] == ()
    gone = regime._replace(cells={k: c for k, c in regime.cells.items() if k[0] != "QS"})
    quiet = gone.sources["roll-1920"]._replace(
        readings={
            "river-1900": gone.sources["roll-1920"]
            .readings["river-1900"]
            ._replace(absent_until=None)
        },
    )
    ledger = gone.sources["ledger-2000"]
    silent = {
        **ledger.readings,
        "river-1900": ledger.readings["river-1900"]._replace(absent_until=None),
    }
    sources = {
        **gone.sources,
        "roll-1920": quiet,
        "ledger-2000": ledger._replace(readings=silent),
    }
    unknown = one(gone._replace(sources=sources), "QS", D(1985, 1, 1), basis="delta-pledge").unknown
    assert [(i.instrument.id, i.bears_on) for i in unknown] == [("river-1900", ("ferry-1950",))]


def test_a_circle_is_told_not_walked(regime: Dataset) -> None:
    treaty = regime.instruments["river-1900"]
    circular = treaty._replace(parents=(Parent("ferry-1950", "together", "1"),))
    data = regime._replace(instruments={**regime.instruments, "river-1900": circular})
    with pytest.raises(ImpossibleOrderError) as caught:
        plan(data, Query(D(1985, 1, 1), "all-rivers", None, ("QU",)))
    assert set(caught.value.cycle) == {"river-1900", "ferry-1950"}
    assert caught.value.cycle[0] == caught.value.cycle[-1]
