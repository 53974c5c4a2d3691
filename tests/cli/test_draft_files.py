"""``ratgap draft`` as documents of word processors: read back, refused, opened by LibreOffice."""

from __future__ import annotations

import io
import os
import select
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ASKED = ("draft", "KG", "FIR", "--as-of", "2026-11-24")
WORDS = {
    "en": ("Draft: to be checked", "Instrument of accession", "accedes to the treaty"),
    "fr": ("Projet\xa0: à vérifier", "Instrument d'adhésion", "adhère au traité"),
    "ru": ("Проект: подлежит", "Документ о присоединении", "присоединяется к договору"),
}
FORMS = {"odt": "odfdo", "docx": "docx"}


@pytest.fixture
def shipped(here: Run, env: dict[str, str]) -> Run:
    env.pop("RATGAP_DATA")
    return here


def paragraphs(file: Path) -> list[str]:
    """Return the paragraphs of a document, that of the head of its pages first."""
    if file.suffix == ".odt":
        import odfdo

        document = odfdo.Document(file)
        assert document.body.get_elements("//text:h[@text:outline-level='1']")
        head = document.get_style("master-page", "Standard").get_page_header()
        texts = [head, *document.body.get_elements("//text:h|//text:p")]
        return [part.inner_text for part in texts]
    import docx

    opened = docx.Document(str(file))
    assert any(part.style.name == "Heading 1" for part in opened.paragraphs)
    head = opened.sections[0].header.paragraphs[0]
    return [part.text for part in (head, *opened.paragraphs)]


@pytest.mark.parametrize("lang", WORDS)
@pytest.mark.parametrize("form", FORMS)
def test_it_says_what_the_text_does(shipped: Run, tmp_path: Path, form: str, lang: str) -> None:
    pytest.importorskip(FORMS[form])
    file = tmp_path / f"made.{form}"
    made = shipped(*ASKED, "--lang", lang, "-o", str(file))
    assert (made.returncode, made.stdout, made.stderr) == (0, "", "")
    told = paragraphs(file)
    mark, title, undertaking = WORDS[lang]
    assert told[0].startswith(mark)
    assert told[1] == title
    assert any(undertaking in text for text in told)
    plain = shipped(*ASKED, "--lang", lang, "--format", "txt").stdout.splitlines()
    bare = [" ".join(text.split()) for text in told]
    assert list(filter(None, bare)) == [text.removeprefix("- ") for text in plain if text]


@pytest.mark.parametrize("form", FORMS)
def test_what_is_signed_stands_together_on_a_page(shipped: Run, tmp_path: Path, form: str) -> None:
    pytest.importorskip(FORMS[form])
    file = tmp_path / f"made.{form}"
    shipped(*ASKED, "-o", str(file))
    if form == "odt":
        import odfdo

        document = odfdo.Document(file)
        parts = [(p.inner_text, p.style) for p in document.body.get_elements("//text:p")]
        kept = document.get_style("paragraph", "Kept").get_properties("paragraph")
        assert kept["fo:keep-with-next"] == "always"
        together = [text for text, style in parts if style == "Kept"]
    else:
        import docx

        opened = docx.Document(str(file)).paragraphs
        together = [part.text for part in opened if part.paragraph_format.keep_with_next]
    labels = [text.partition(":")[0] for text in together]
    assert labels[2:4] == ["Place", "Date"]
    assert labels.count("Signature") == 2
    assert labels[labels.index("Signature") + 1] == "Seal"


@pytest.mark.parametrize("form", FORMS)
def test_a_hostile_name_is_text_there(here: Run, regime_folder: Path, form: str) -> None:
    pytest.importorskip(FORMS[form])
    states = regime_folder / "states.yaml"
    text = states.read_text("utf-8")
    states.write_text(text.replace("{en: Nettle}", '{en: "<b>&amp; {0} ]]> `=1`"}'), "utf-8")
    file = regime_folder / f"made.{form}"
    asked = ("draft", "QN", "river-1990", "--data", str(regime_folder), "-o", str(file))
    assert here(*asked).returncode == 0
    assert "State: <b>&amp; {0} ]]> `=1`" in paragraphs(file)


def test_it_goes_into_a_pipe_as_it_is(command: list[str], env: dict[str, str]) -> None:
    zipfile = pytest.importorskip("zipfile")
    pytest.importorskip("odfdo")
    env.pop("RATGAP_DATA")
    made = subprocess.run([*command, *ASKED, "-f", "odt"], capture_output=True, env=env, timeout=60)
    assert (made.returncode, made.stderr) == (0, b"")
    assert "content.xml" in zipfile.ZipFile(io.BytesIO(made.stdout)).namelist()


@pytest.mark.skipif(os.name == "nt", reason="a terminal of POSIX")
@pytest.mark.parametrize("form", FORMS)
def test_it_never_goes_to_a_terminal(command: list[str], env: dict[str, str], form: str) -> None:
    import pty

    env.pop("RATGAP_DATA")
    master, slave = pty.openpty()
    told = subprocess.run(
        [*command, *ASKED, "-f", form], stdout=slave, stderr=subprocess.PIPE, env=env, timeout=60
    )
    assert not select.select([master], [], [], 0)[0]
    os.close(slave)
    os.close(master)
    assert told.returncode == 2
    assert b"add --output FILE" in told.stderr


@pytest.mark.parametrize(("form", "package"), [("odt", "odfdo"), ("docx", "python-docx")])
def test_what_is_missing_is_named(
    shipped: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, package: str
) -> None:
    monkeypatch.setitem(sys.modules, FORMS[form], None)
    told = shipped(*ASKED, "-o", str(tmp_path / f"made.{form}"))
    assert told.returncode == 2
    assert f"needs {package}: pip install 'ratgap[draft]'" in told.stderr
    assert not list(tmp_path.iterdir())


def test_an_ending_that_is_of_drafts_is_of_no_report(shipped: Run, tmp_path: Path) -> None:
    told = shipped("report", "KG", "-o", str(tmp_path / "report.odt"))
    assert told.returncode == 2
    assert "would be odt, and there is only" in told.stderr


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_opens_it(shipped: Run, tmp_path: Path) -> None:
    for package in FORMS.values():
        pytest.importorskip(package)
    for form in FORMS:
        for lang in WORDS:
            shipped(*ASKED, "--lang", lang, "-o", str(tmp_path / f"{lang}-{form}.{form}"))
    files = sorted(map(str, tmp_path.glob("??-*")))
    office = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    for ending in ("pdf", "txt:Text (encoded):UTF8"):
        command = [*office, "--convert-to", ending, "--outdir", str(tmp_path / "made"), *files]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    for form in FORMS:
        for lang, words in WORDS.items():
            made = tmp_path / "made" / f"{lang}-{form}"
            assert made.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
            text = made.with_suffix(".txt").read_text("utf-8")
            assert all(word in text for word in words[1:])
