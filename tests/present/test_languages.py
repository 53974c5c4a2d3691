"""Languages: which is spoken, that each catalogue is whole, and how another one is added."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import catalogue
import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import ratgap
from present.test_golden import COMMANDS, REGIME
from ratgap import language
from ratgap.assess.answer import Status
from ratgap.cli.main import main
from ratgap.language import t
from ratgap.load import shipped
from ratgap.model import Dataset
from ratgap.present import first_view, fit
from ratgap.present.localised import localised
from ratgap.request import pick

_FILE = "ratgap.po"
LANGUAGES = sorted(path.name for path in catalogue.LOCALE.iterdir())


@pytest.fixture(scope="module")
def gathered() -> Catalog:
    return catalogue.gathered()


def _read(name: str, *, data: bool = False) -> Catalog:
    folder, file = (catalogue.DATA / "locale", "data.po") if data else (catalogue.LOCALE, _FILE)
    with (folder / name / "LC_MESSAGES" / file).open("rb") as stream:
        return read_po(stream)


def _keys(known: Catalog) -> set[tuple[str | None, object]]:
    return {(message.context, message.id) for message in known if message.id}


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_catalogue_has_the_texts_of_the_source_and_no_others(
    name: str, gathered: Catalog
) -> None:
    assert _keys(_read(name)) == _keys(gathered)


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_catalogue_of_the_data_has_its_texts_and_no_others(name: str) -> None:
    assert _keys(_read(name, data=True)) == _keys(catalogue.of_data(catalogue.DATA))


@pytest.mark.parametrize("data", [False, True], ids=["program", "data"])
@pytest.mark.parametrize("name", LANGUAGES)
def test_everything_is_translated(name: str, data: bool) -> None:
    known = _read(name, data=data)
    assert [m.id for m in known if m.id and not all(_texts(m.string))] == []
    assert [m.id for m in known if m.fuzzy and m.id] == []


@pytest.mark.parametrize(
    ("day", "texts"),
    [
        (date(2026, 1, 1), {"fr": "1er janvier 2026", "ru": "1 января 2026\N{NO-BREAK SPACE}г."}),
        (date(2004, 2, 25), {"fr": "25 février 2004", "ru": "25 февраля 2004\N{NO-BREAK SPACE}г."}),
        (date(2031, 8, 11), {"fr": "11 août 2031", "ru": "11 августа 2031\N{NO-BREAK SPACE}г."}),
    ],
)
def test_days_are_told_as_the_language_does(day: date, texts: dict[str, str]) -> None:
    assert language.long_day(day) == f"{day.day} {day:%B} {day.year}"
    for name, text in texts.items():
        with language.spoken(name):
            assert language.long_day(day) == text
            assert language.t("as of {day}", day=day).endswith(text)
    assert language.t("as of {day}", day=day) == f"as of {day.isoformat()}"


def test_months_are_twelve_in_every_form() -> None:
    for name in LANGUAGES:
        with language.spoken(name):
            days = [date(2026, month, 2) for month in range(1, 13)]
            for form in (language.long_day, language.short_day, language.short_month):
                assert len({form(day) for day in days}) == 12


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "1 государство"),
        (2, "2 государства"),
        (5, "5 государств"),
        (11, "11 государств"),
        (21, "21 государство"),
        (22, "22 государства"),
        (25, "25 государств"),
        (111, "111 государств"),
    ],
)
def test_russian_counts(count: int, text: str) -> None:
    with language.spoken("ru"):
        assert language.counted(count, "{count} state", "{count} states") == text


def test_french_counts_none_as_one() -> None:
    with language.spoken("fr"):
        shown = [language.counted(n, "{count} state", "{count} states") for n in (0, 1, 2)]
    assert shown == ["0 État", "1 État", "2 États"]


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_translation_has_the_places_of_its_text(name: str) -> None:
    for message in _read(name):
        english, strings = _texts(message.id), _texts(message.string)
        for text in filter(None, strings if message.id else ()):
            # One of a thing may be told without its number.
            lost = _places(english[0]) - _places(text)
            assert _places(text) <= _places(english[-1]), text
            assert lost <= ({"count"} if len(english) > 1 else set()), text


@pytest.mark.parametrize("data", [False, True], ids=["program", "data"])
def test_no_french_line_begins_with_a_sign_of_two_parts(data: bool) -> None:
    texts = [text for message in _read("fr", data=data) for text in _texts(message.string)]
    assert [text for text in texts if re.search(r"\S [:;!?»](?!\S)|« ", text)] == []


def _texts(texts: object) -> list[str]:
    return [str(text) for text in (texts if isinstance(texts, tuple | list) else (texts,))]


@pytest.fixture
def spanish(tmp_path: Path, gathered: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    """Add Spanish as a newcomer does: a few texts of the template, compiled, in a folder."""
    own = Catalog("es")
    texts: dict[str, str | tuple[str, ...]] = {
        "{state}: {joined} of {count} treaty joined": (
            "{state}: {joined} de {count} tratado",
            "{state}: {joined} de {count} de tratados",
            "{state}: {joined} de {count} tratados",
        ),
        "NOT JOINED": "SIN ADHESIÓN",
        "Show what each state still has to join.": "Muestra lo que falta a cada Estado.",
        "no state is asked for: name one, or give --group or --all": "falta el Estado",
    }
    for message in gathered:
        key = message.id[0] if isinstance(message.id, tuple) else message.id
        text = texts.get(str(key), "")
        # Not every release of Babel knows the form for millions, which stands between the others.
        if isinstance(text, tuple) and own.num_plurals < len(text):
            text = (text[0], text[-1])
        own.add(message.id, text, context=message.context)
    path = tmp_path / "es" / "LC_MESSAGES" / "ratgap.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as stream:
        write_mo(stream, own)
    monkeypatch.setenv("RATGAP_LOCALE", str(tmp_path))


@pytest.mark.usefixtures("spanish")
def test_a_newcomer_adds_spanish(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "KG", "--as-of", "2026-11-24", "--lang", "es"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert re.match(r"\S+: 15 de 23 tratados", lines[0])
    assert "SIN ADHESIÓN" in "\n".join(lines)
    assert "NOT KNOWN" in lines  # What is not translated yet is in English.
    assert main(["--lang=es", "report", "--help"]) == 0
    assert "Muestra lo que falta" in capsys.readouterr().out
    assert main(["report", "--lang", "ES"]) == 2
    assert capsys.readouterr().err == "ratgap: error: falta el Estado\n"
    assert language.code == "en"


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize(
    ("variables", "spoken"),
    [
        ({"RATGAP_LANG": "es"}, True),
        ({"RATGAP_LANG": "es-MX"}, True),
        ({"RATGAP_LANG": "en", "LC_ALL": "es_ES.UTF-8"}, False),
        ({"LC_ALL": "es_ES.UTF-8"}, True),
        ({"LC_MESSAGES": "es"}, True),
        ({"LANG": "es_AR.UTF-8@euro"}, True),
        ({"LC_ALL": "C.UTF-8", "LANG": "es"}, False),
        ({"LC_ALL": "C", "LANGUAGE": "es"}, False),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:es:en"}, True),
        ({"LANG": "tlh"}, False),
        ({}, False),
    ],
)
def test_the_language_is_that_of_the_surroundings(
    variables: dict[str, str],
    spoken: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("RATGAP_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert main(["report"]) == 2
    assert (capsys.readouterr().err == "ratgap: error: falta el Estado\n") is spoken


@pytest.mark.usefixtures("spanish")
@pytest.mark.parametrize("asked", [["--lang", "xx"], ["--lang=tlh_XX"]])
def test_a_language_that_does_not_exist_is_refused(
    asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "KG", *asked]) == 2
    shown = capsys.readouterr()
    assert not shown.out
    assert shown.err.startswith("ratgap: error: no language ")
    assert shown.err.count("\n") == 1
    assert all(f" {name}" in shown.err for name in ("en", "es", *LANGUAGES))


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize(
    "command",
    [
        ["report", "KG"],
        ["plan", "TJ"],
        ["progress", "KG", "--from", "2004-02-25"],
        ["states"],
        ["instruments"],
    ],
    ids=lambda command: command[0],
)
def test_what_programs_read_is_the_same_in_any_language(
    command: list[str], form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = set()
    for name in ("en", *LANGUAGES):
        assert main([*command, "--format", form, "--lang", name]) == 0
        shown.add(capsys.readouterr().out)
    assert len(shown) == 1


@pytest.fixture(scope="module", params=["en", *LANGUAGES])
def spoken(request: pytest.FixtureRequest) -> Iterator[Dataset]:
    """Speak each language; return the shipped data as that names things."""
    with language.spoken(request.param):
        yield localised(ratgap.load_dataset(), shipped())


_DAYS = [date(2007, 6, 30), date(2026, 11, 24)]


@pytest.mark.parametrize("day", _DAYS)
def test_every_first_screen_fits_and_each_cell_stands_under_its_heading(
    spoken: Dataset, day: date
) -> None:
    """24 lines of 80 columns, the last of them for the prompt."""
    today, seen, signed = date(2026, 11, 24), 0, 0
    joined = t("{n} joined", n="").strip()
    hint = t("Of these it has signed: {codes}", codes="")
    for state in spoken.states.values():
        if state.former or not state.existed(day):
            continue
        result = ratgap.report(spoken, [state.code], as_of=day)
        screen = first_view.first(spoken, result, today).screen
        assert screen
        for unicode in (False, True):
            lines = [line.text for line in screen(80, unicode)]
            assert 4 < len(lines) <= 23, state.code
            assert [line for line in lines if fit.cell_width(line) > 80] == []
        codes_at, joined_at = set(), set()
        for entry in result.states[0].instruments:
            title, code = entry.instrument.usual, spoken.codes[entry.instrument.id]
            for line in lines:
                if line.startswith(f"  {title}"):
                    row = re.fullmatch(rf"  {re.escape(title)} *  ({code})  (\S.*)", line)
                    assert row, line
                    codes_at.add(row.start(1))
                    cell = re.search(rf"\d+ {joined}$", line)
                    joined_at |= {cell.start()} if cell else set()
                    seen += 1
        assert len(codes_at) <= 1, lines
        assert len(joined_at) <= 1, lines
        listed = [line[len(hint) :] for line in lines if line.startswith(hint)]
        told = {code for line in listed for code in line.split(", ")}
        assert told == {
            spoken.codes[entry.instrument.id]
            for entry in result.states[0].instruments
            if (entry.answer.last_known or entry.answer).status is Status.SIGNATORY
        }
        signed += len(told)
    assert seen > 300
    assert signed > 5


def test_states_and_treaties_are_called_as_the_un_calls_them(spoken: Dataset) -> None:
    names = {
        "en": ("Kyrgyzstan", "Hague Convention on Seizure of Aircraft"),
        "fr": ("Kirghizistan", "Convention pour la répression de la capture illicite d'aéronefs"),
        "ru": ("Кыргызстан", "Конвенция о борьбе с незаконным захватом воздушных судов"),
    }
    state, title = names[language.code]
    assert spoken.states["KG"].name == state
    assert spoken.instruments["hague-1970"].title == title


def test_a_title_that_is_none_of_the_language_is_marked(spoken: Dataset) -> None:
    titles = {id_: treaty.title for id_, treaty in spoken.instruments.items()}
    if language.code == "ru":
        # No text of Tokyo 1963 is authentic in Russian.
        assert titles["tokyo-1963"].endswith(" (перевод)")
        assert (
            titles["montreal-1971"]
            == "Montreal Convention on the Safety of Civil Aviation (на англ.)"
        )
    else:
        assert not any(
            title.endswith((" (traduction)", " (en anglais)")) for title in titles.values()
        )


@pytest.mark.parametrize("asked", ["Tokyo Convention 1963", "TOK", "Tokyo Convention"])
def test_a_treaty_is_found_by_its_english_names(spoken: Dataset, asked: str) -> None:
    assert pick("instrument", asked, spoken.instruments).id == "tokyo-1963"


_COMMAND = re.compile(r"ratgap [a-z]+( [\w-]+)*|--[a-z-]+( [a-z]+)?")
_LATIN = re.compile(r"[A-Za-z]{2,}")


@pytest.mark.parametrize("name", COMMANDS)
def test_no_english_is_left_in_russian(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """But for what the data say themselves, and for what is to be typed."""
    monkeypatch.setenv("RATGAP_DATA", str(REGIME))
    files = "\n".join(path.read_text("utf-8") for path in REGIME.rglob("*.yaml"))
    known = {*_LATIN.findall(files), *ratgap.load_dataset(REGIME).codes.values()}
    assert main([*COMMANDS[name], "--lang", "ru"]) == 0
    shown = capsys.readouterr().out
    assert re.search("[а-я]", shown)
    assert set(_LATIN.findall(_COMMAND.sub("", shown))) <= known | {"Id"}
