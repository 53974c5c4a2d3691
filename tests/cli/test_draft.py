"""``ratgap draft``: the instrument and its note, in every language and for every act."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from ratgap import load_dataset

Run = Callable[..., "subprocess.CompletedProcess[str]"]
DAY = ("--as-of", "2026-11-24")


@pytest.fixture
def shipped(here: Run, env: dict[str, str]) -> Run:
    env.pop("RATGAP_DATA")
    return here


@pytest.mark.parametrize(
    ("lang", "mark", "undertaking"),
    [
        ("en", "Draft: to be checked", "accedes to the treaty"),
        ("fr", "Projet : à vérifier", "adhère au traité"),
        ("ru", "Проект: подлежит", "присоединяется к договору"),
    ],
)
@pytest.mark.parametrize("form", ["txt", "markdown"])
def test_an_accession(shipped: Run, lang: str, mark: str, undertaking: str, form: str) -> None:
    told = shipped("draft", "KG", "FIR", *DAY, "--lang", lang, "--format", form)
    assert told.returncode == 0
    assert told.stdout.startswith(mark)
    assert undertaking in told.stdout
    assert "16(3)" in told.stdout


@pytest.mark.parametrize(
    ("state", "lang", "formal", "declares"),
    [
        ("KG", "en", "the Kyrgyz Republic", "on behalf of the Kyrgyz Republic that"),
        ("KG", "fr", "la République kirghize", "au nom de la République kirghize que"),
        ("US", "fr", "les États-Unis d'Amérique", "au nom des États-Unis d'Amérique que"),
        ("GB", "fr", "le Royaume-Uni de Grande-", "au nom du Royaume-Uni de Grande-"),
        ("IL", "fr", "l'État d'Israël", "au nom de l'État d'Israël que"),
        ("AG", "fr", "Antigua-et-Barbuda", "au nom d'Antigua-et-Barbuda que"),
        ("KN", "fr", "Saint-Kitts-et-Nevis", "au nom de Saint-Kitts-et-Nevis que"),
        ("KG", "ru", "Кыргызская Республика", "от имени вышеназванного государства, что"),
    ],
)
def test_the_formal_name(shipped: Run, state: str, lang: str, formal: str, declares: str) -> None:
    treaty = "M14" if state in ("US", "IL", "AG") else "BEI" if state in ("GB", "KN") else "FIR"
    told = shipped("draft", state, treaty, *DAY, "--lang", lang)
    assert told.returncode == 0, told.stderr
    instrument, note = told.stdout.split("\n\n")[2], told.stdout.rsplit("\n\n", 3)[1]
    labelled, declared = instrument.splitlines()[1], instrument.splitlines()[4]
    assert labelled.partition(":")[2].strip().startswith(formal)
    assert declares in declared
    assert f": {formal}" in note.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("lang", "signed"),
    [("en", "9 December 2002"), ("fr", "9 décembre 2002"), ("ru", "9 декабря 2002 г.")],
)
def test_who_ratifies_tells_when_the_state_signed(shipped: Run, lang: str, signed: str) -> None:
    asked = ("draft", "JP", "FIR", *DAY, "--lang", lang)
    ratified = shipped(*asked, "--act", "ratification").stdout.splitlines()
    assert [line for line in ratified if signed in line.replace("\xa0", " ")] == [ratified[8]]
    acceded = shipped("draft", "KG", "FIR", *DAY, "--lang", lang).stdout
    assert signed not in acceded


def test_without_a_formal_name_a_blank_stands(here: Run, edited: Callable[..., Run]) -> None:
    told = here("draft", "QN", "river-1900", *DAY).stdout
    assert "Formal name of the state: …" in told
    assert "on behalf of the state named above that" in told
    assert "The formal name is" not in told
    run = edited("states.yaml", "\nQN:\n", "\nQN:\n  formal: {fr: le Duché du Nord}\n")
    assert "Formal name of the state: …" in run("draft", "QN", "river-1900", *DAY).stdout
    assert "au nom du Duché du Nord que" in run(
        "draft", "QN", "river-1900", *DAY, "--lang", "fr"
    ).stdout.replace("\xa0", " ")


def test_a_party_has_nothing_to_draft(shipped: Run) -> None:
    told = shipped("draft", "KG", "TOK", *DAY)
    assert told.returncode == 2
    assert told.stdout == ""
    assert "already" in told.stderr


def test_an_act_that_is_not_admitted_is_refused_with_the_articles(shipped: Run) -> None:
    told = shipped("draft", "KG", "FIR", *DAY, "--act", "ratification")
    assert told.returncode == 2
    assert "17(4)" in told.stderr


def test_a_signature_that_nobody_knows_is_marked(shipped: Run) -> None:
    told = shipped("draft", "US", "M14", *DAY)
    assert "Instrument of accession" in told.stdout
    assert "(!)" in told.stdout


@pytest.mark.parametrize("act", ["ratification", "acceptance", "approval"])
def test_another_act(shipped: Run, act: str) -> None:
    told = shipped("draft", "US", "M14", *DAY, "--act", act)
    assert f"Instrument of {act}" in told.stdout


@pytest.fixture
def edited(here: Run, regime_folder: Path) -> Callable[..., Run]:
    """Return the program over the invented regime, once a file of it is edited."""

    def edit(file: str, old: str, new: str) -> Run:
        path = regime_folder / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        return lambda *asked: here(*asked, "--data", str(regime_folder))

    return edit


@pytest.mark.parametrize(
    ("act", "lang", "title", "undertaking"),
    [
        ("ratification", "fr", "Instrument de ratification", "ratifie le traité"),
        ("ratification", "ru", "Ратификационная грамота", "ратифицирует договор"),
        ("acceptance", "fr", "Instrument d'acceptation", "accepte le traité"),
        ("acceptance", "ru", "Документ о принятии", "принимает договор"),
        ("approval", "fr", "Instrument d'approbation", "approuve le traité"),
        ("approval", "ru", "Документ об утверждении", "утверждает договор"),
        ("succession", "en", "Instrument of succession", "succeeds to the treaty from the day"),
        ("succession", "fr", "Notification de succession", "succède"),
        ("succession", "ru", "Уведомление о правопреемстве", "правопреем"),
    ],
)
def test_each_act_in_each_language(
    edited: Callable[..., Run], act: str, lang: str, title: str, undertaking: str
) -> None:
    succession = "{succession: {day: 1994-08-15, sources: [ledger-2000], effective: 1992-03-06}}"
    edited("states.yaml", succession, "{not_party: [2000-01-01, ledger-2000]}")
    run = edited(
        "instruments.yaml",
        '      - {act: accession, article: "9(2)"}\n',
        '      - {act: accession, article: "9(2)"}\n'
        '      - {act: acceptance, article: "9(3)"}\n'
        '      - {act: approval, article: "9(3)"}\n'
        '      - {act: succession, article: "9(4)"}\n',
    )
    edited("instruments.yaml", '"9(1)", signed_first: true', '"9(1)", signed_first: false')
    told = run("draft", "QS", "river-1900", *DAY, "--act", act, "--lang", lang)
    assert told.returncode == 0, told.stderr
    instrument, note = told.stdout.split(title)[1:]
    assert undertaking in instrument
    assert undertaking not in note


def test_nobody_succeeds_who_has_no_predecessor(edited: Callable[..., Run]) -> None:
    run = edited(
        "instruments.yaml",
        '      - {act: accession, article: "9(2)"}\n',
        '      - {act: succession, article: "9(4)"}\n',
    )
    told = run("draft", "QN", "river-1900", *DAY, "--act", "succession")
    assert (told.returncode, told.stdout) == (2, "")
    assert "succession (9(4))" in told.stderr


def test_declarations_come_with_article_and_blank(here: Run) -> None:
    told = here("draft", "QN", "river-1900", *DAY).stdout
    required = (
        "- Required by article 7(2): Name the authority for tolls (on joining)\nText, or strike"
    )
    assert required in told
    assert "- Allowed by article 11: Declare that one is not bound by arbitration" in told
    assert "No text was read for declarations" not in told


def test_what_only_organisations_declare_is_no_part_of_it(here: Run) -> None:
    told = here("draft", "QR", "lock-1975", *DAY).stdout
    assert "Instrument of accession" in told
    assert "competence" not in told
    assert "Declarations" not in told


def test_a_treaty_of_which_no_declarations_were_read(here: Run) -> None:
    told = here("draft", "QM", "ferry-1950", "--as-of", "1950-06-01").stdout
    assert "No text was read for declarations: see the treaty." in told
    assert "Instrument of ratification" in told


def test_what_is_to_be_joined_with_it(here: Run) -> None:
    told = here("draft", "QR", "dredge-2010", "--as-of", "2011-01-01").stdout
    assert "To be joined before or with it, article 8(3): Lock and Weir Convention" in told
    assert "The treaty must be signed first" in told


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (("RIVCOM", "dredge-2010"), "River Commission is an organisation"),
        (("QN", "dredge-2010", "--act", "accession"), "does not admit this act"),
        (("QM", "dredge-2010"), "already"),
        (("QU", "ferry-1950", "--as-of", "1990-01-01"), "join that first"),
        (("QM", "river-1990", "--as-of", "1989-01-01"), "is not open to"),
        (("Nowhere", "river-1900"), "Nowhere"),
        (("QM", "moon-1999"), "moon-1999"),
    ],
)
def test_what_cannot_be_drafted(here: Run, asked: tuple[str, ...], reason: str) -> None:
    told = here("draft", *asked[:2], *(asked[2:] or DAY))
    assert (told.returncode, told.stdout) == (2, "")
    assert reason in told.stderr


def test_the_title_is_the_official_one_of_the_language(here: Run) -> None:
    for lang, title in (
        ("en", "Convention on the Free Use of Rivers"),
        ("fr", "Convention sur le libre usage des rivières"),
        ("ru", "Convention on the Free Use of Rivers (на англ.)"),
    ):
        assert title in here("draft", "QN", "river-1900", *DAY, "--lang", lang).stdout


@pytest.mark.parametrize("name", ["# [x](http://e.f) *b*", "1. <script>", "{state} {0} %s", "=1+1"])
def test_a_hostile_name_is_a_text(edited: Callable[..., Run], name: str) -> None:
    run = edited("states.yaml", "{en: Nettle}", f"{{en: '{name}'}}")
    assert f"State: {name}\n" in run("draft", "QN", "river-1900", *DAY).stdout
    shown = MarkdownIt().render(run("draft", "QN", "river-1900", *DAY, "-f", "markdown").stdout)
    assert "<script" not in shown
    assert "<em>" not in shown
    assert shown.count("<h1>") == 3
    assert f"<p>State: {escape(name.split(' [')[0])}" in shown


def test_what_is_known_is_told_with_the_day_of_which_it_is(here: Run) -> None:
    asked = ("draft", "QN", "river-1900", "--as-of")
    assert "Not a party by 10 July 1960: ask" in here(*asked, "1965-01-01").stdout
    assert "Not a party by" not in here(*asked, "1960-07-10").stdout
    assert "Not a party by" not in here(*asked, "2011-01-01").stdout


def test_the_note_of_the_data_is_among_the_checks(here: Run) -> None:
    told = here("draft", "QN", "lock-1975", "--as-of", "2004-01-01").stdout
    checks = told.partition("To be checked")[2]
    assert "Note in the data: Only a pamphlet says so." in checks
    assert told.count("pamphlet") == 1


def test_every_shipped_treaty_has_its_official_title_in_english(shipped: Run) -> None:
    told = shipped("draft", "KG", "FIR", *DAY).stdout
    assert "Treaty: Protocol against the Illicit Manufacturing of and Trafficking in" in told
    assert "(!)" not in told
    assert all("en" in treaty.titles for treaty in load_dataset().instruments.values())
