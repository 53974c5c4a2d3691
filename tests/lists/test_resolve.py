"""No row is dropped in silence: it is resolved, noticed or a problem."""

import pytest

from ratgap.lists.listing import ListedRow, Listing
from ratgap.lists.recognise import clean, resolve
from ratgap.model.state import State
from ratgap.problem import Problem, Where

States = dict[str, State]


def listing(*rows: tuple[str, str]) -> Listing:
    listed = (ListedRow(line, name, code) for line, (name, code) in enumerate(rows, 2))
    return Listing("list.csv", tuple(listed))


@pytest.mark.parametrize(
    "name",
    [
        "Abland7",
        "Abland 3, 4",
        "Abland (3)(6)(29)",
        "Abland (3, 6)",
        "Abland [12]",
        "Abland*",
        "* Abland",
        "Abland <superscript>2,3</superscript>",
        "Abland²",
        " Abland  ",
    ],
)
def test_footnote_marks_are_no_part_of_a_name(name: str) -> None:
    assert clean(name) == "Abland"


def test_what_belongs_to_a_name_stays() -> None:
    assert clean("Buj (Isles of) 5") == "Buj (Isles of)"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Abland 3", "AB"),
        ("Buj (Isles of) 12", "BU"),
        ("The Republic of Buj*", "BU"),
        ("St. Kevin (2)", "SK"),
    ],
)
def test_a_name_finds_its_state(states: States, name: str, code: str) -> None:
    (row,) = resolve(listing((name, "")), states).rows
    assert (row.code, row.name, row.note) == (code, name, "")


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("Abland (for the Realm in Europe)", "for the Realm in Europe"),
        ("Abland 4 (for the Realm in Europe) 5", "for the Realm in Europe"),
        ("Abland, excluding the Outer Isles", "excluding the Outer Isles"),
        ("Abland in respect of the Isles", "in respect of the Isles"),
    ],
)
def test_a_territorial_note_is_kept_beside_the_act(states: States, name: str, note: str) -> None:
    (row,) = resolve(listing((name, "")), states).rows
    assert (row.code, row.note) == ("AB", note)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Buj, The Republic of", "BU"),
        ("Bujland (Isles of Buj) 3", None),
        ("BU (Bujland)", "BU"),
        ("Bujland (The Republic of Buj) 3", "BU"),
        ("Bujland (formerly Republic of Buj)", "BU"),
        ("Abland (Bujland)", None),
        ("Abland, Outer", None),
    ],
)
def test_a_name_turned_round_or_told_twice_finds_its_state(
    states: States, name: str, code: str | None
) -> None:
    found = resolve(listing((name, "")), states)
    assert [row.code for row in found.rows] == ([code] if code else [])
    assert bool(found.problems) is not bool(code)


def test_for_in_the_name_of_an_organisation_leaves_the_name_whole(states: States) -> None:
    (problem,) = resolve(listing(("Board for the Ban of Locks", "")), states).problems
    assert problem.message == 'no state is known as "Board for the Ban of Locks"'


@pytest.mark.parametrize("name", ["– Inner Isles", "- Outer Isles", "• Isles"])
def test_a_part_of_a_state_has_no_acts_of_the_state(states: States, name: str) -> None:
    found = resolve(listing((name, ""), ("Abland", "")), states)
    assert [row.name for row in found.rows] == ["Abland"]
    assert [notice.rule for notice in found.notices] == ["list-part"]
    assert not found.problems


def test_an_unknown_name_is_a_problem_with_its_row_and_a_suggestion(states: States) -> None:
    found = resolve(listing(("Abland", ""), ("Ablnd", ""), ("Bujland", "")), states)
    assert [row.code for row in found.rows] == ["AB", "BU"]
    assert found.problems == (
        Problem(
            Where("list.csv", 3, 1),
            "list-name",
            'no state is known as "Ablnd"',
            "did you mean Abland?",
        ),
    )


@pytest.mark.parametrize(
    "name", ["Ostmark (Sud)", "Bujland (Old)", "Zzyzx", "Abland (Outer Isles)"]
)
def test_brackets_that_no_data_explain_are_never_cut_off(states: States, name: str) -> None:
    found = resolve(listing((name, "")), states)
    assert found.rows == ()
    assert found.problems[0].remedy


def test_a_former_state_is_passed_over_with_a_notice(states: States) -> None:
    found = resolve(listing(("Old Realm 3", ""), ("OLD", "OLD")), states)
    assert found.rows == ()
    assert not found.problems
    assert [(n.where.line, n.rule) for n in found.notices] == [
        (2, "list-former"),
        (3, "list-former"),
    ]


def test_a_code_goes_before_a_name_in_another_language(states: States) -> None:
    (row,) = resolve(listing(("Abländchen", "ABL")), states).rows
    assert row.code == "AB"


def test_a_code_that_says_another_state_than_the_name_is_a_problem(states: States) -> None:
    found = resolve(listing(("Bujland", "AB"), ("Abland", "QQ")), states)
    assert found.rows == ()
    assert [p.where.line for p in found.problems] == [2, 3]


def test_an_unknown_code_beside_a_known_name_suggests_the_code(states: States) -> None:
    (problem,) = resolve(listing(("Abland 3", "QQ")), states).problems
    assert problem.message == 'no state is known as "QQ"'
    assert problem.remedy == "did you mean AB (Abland)?"


def test_problems_of_reading_are_carried_along(states: States) -> None:
    earlier = Problem(Where("list.csv", 9, 1), "list-row", "unread")
    assert resolve(Listing("list.csv", (), (earlier,)), states).problems == (earlier,)
