"""Lists of the UN Treaty Collection as they really are, imported and refreshed."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from ratgap.load import load

from .conftest import Run
from .server import Lists, Request, serving

TREATY = """
    signature: {{from: 1980-02-01}}
    joining:
      - {{act: ratification, article: "8", signed_first: true}}
      - {{act: accession, article: "9"}}
    entry_into_force: {{date: 1982-03-01, sources: [text]}}
    later_joiners: {{days_after: 30, article: "10"}}
    bases: [call]
    scopes: [all]
    citations: {{{number}}}
"""
INSTRUMENTS = f"""\
bases:
  call: {{title: Call, citation: Call of 1990, default: true}}
scopes:
  all: {{title: All, default: true}}
instruments:
  pact-1980:
    title: Pact on Locks
    adopted: 1980-02-01{TREATY.format(number="mtdsg: XX-7")}
  annex-1980:
    title: Annex to the Pact
    adopted: 1980-02-01{TREATY.format(number="mtdsg: XX-7-a")}
  code-1980:
    title: Code of Locks
    adopted: 1980-02-01{TREATY.format(number="roll: L.80")}
"""
STATES = """\
QA:
  name: {en: Abland}
QB:
  name: {en: Bujland}
QC:
  name: {en: Cland}
QD:
  name: {en: Dorne}
"""
SOURCES = """\
live:
  title: Ledger, live
  kind: depositary
  trust: high
text:
  title: Texts of the treaties
  kind: treaty-text
  trust: high
"""
ROWS = (
    ("Abland&lt;superscript&gt;1&lt;/superscript&gt;", "2 Mar 1980", "5 May 1981"),
    ("Bujland", "", "6 Jun\t 1983 a"),
)
HEAD = (
    "Participant&lt;superscript&gt;2,3&lt;/superscript&gt;",
    "Signature",
    "Ratification, Accession(a)",
)


def cells(texts: tuple[str, ...]) -> str:
    return f"<Row>{''.join(f'<Entry>{t}</Entry>' if t else '<Entry />' for t in texts)}</Row>"


def document(
    number: str = "7",
    letter: str = "",
    *,
    head: tuple[str, ...] = HEAD,
    rows: tuple[tuple[str, ...], ...] = ROWS,
    signatories: int = 1,
    parties: int = 2,
    more: str = "",
    notes: str = "",
) -> bytes:
    """Return a status document as the collection writes it."""
    sub = f"<Subnumsect>{letter}</Subnumsect>" if letter else ""
    body = "\n".join(map(cells, rows))
    return f"""<?xml version="1.0" encoding="iso-8859-1"?>
<Document><Treaty><Template>mtdsg</Template>
<Header><Chapter><Header>CHAPTER XX</Header><Name>LOCKS</Name></Chapter>
<ExternalData><Numsect>{number}</Numsect>{sub}{more}
<Status><Label>Status</Label><SignatoriesLabel>Signatories</SignatoriesLabel>
<Signatories>{signatories}</Signatories><PartiesLabel>Parties</PartiesLabel>
<Parties>{parties}</Parties><Notes><Note>1</Note></Notes></Status></ExternalData></Header>
<Participants><Table><TGroup><Thead>{cells(head)}</Thead>
<Tbody><Rows>
{body}
</Rows></Tbody></TGroup></Table></Participants>
<Declarations>{notes}</Declarations>
</Treaty></Document>
""".encode("iso-8859-1")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "locks"
    folder.mkdir()
    for name, text in (("instruments", INSTRUMENTS), ("states", STATES), ("sources", SOURCES)):
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def _send(content: bytes, _: Lists, request: Request) -> None:
    request.send(content)


class Import:
    """Imports a list into the folder, as of 2020 unless told otherwise, and writes it."""

    def __init__(self, run: Run, folder: Path) -> None:
        self.run, self.folder = run, folder

    def __call__(self, content: bytes | str, *more: str, treaty: str = "pact-1980") -> Any:
        xml = isinstance(content, bytes)
        path = self.folder.parent / ("list.xml" if xml else "list.csv")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        day = () if "--as-of" in more else ("--as-of", "2020-01-01")
        return self.run(
            *("import", str(path), "-i", treaty, "-s", "live", *day, "--write", *more),
            *("--data", str(self.folder)),
        )

    def acts(self, treaty: str = "pact-1980") -> dict[str, list[str]]:
        """Return what is now recorded of the treaty, each act in a few words."""
        cells = load(self.folder).cells
        return {
            code: [f"{act.kind} {act.when}" for act in cell.acts]
            for (code, id_), cell in cells.items()
            if id_ == treaty
        }


@pytest.fixture
def import_(here: Run, folder: Path) -> Import:
    return Import(here, folder)


JOINED = {
    "QA": ["signature 1980-03-02", "ratification 1981-05-05"],
    "QB": ["accession 1983-06-06"],
}


class TestWhoseDocument:
    """A document is its treaty's by chapter, number and letter; its title and days confirm it."""

    def test_a_protocol(self, import_: Import) -> None:
        done = import_(document(letter="a"), treaty="annex-1980")
        assert done.returncode == 0, done.stderr
        assert import_.acts("annex-1980") == JOINED
        assert load(import_.folder).sources["live"].readings["annex-1980"].complete

    @pytest.mark.parametrize(
        ("content", "treaty", "number"),
        [
            (document(letter="a"), "pact-1980", "XX-7-a"),
            (document(), "annex-1980", "XX-7"),
            (document(letter="b"), "annex-1980", "XX-7-b"),
            (document("8"), "pact-1980", "XX-8"),
            (document().replace(b"CHAPTER XX", b"CHAPTER XXI"), "pact-1980", "XXI-7"),
            (
                document().replace(
                    b"</Chapter>", b"</Chapter><SubChapter><Header>B</Header></SubChapter>"
                ),
                "pact-1980",
                "XX-B-7",
            ),
        ],
    )
    def test_of_another_treaty(
        self, import_: Import, content: bytes, treaty: str, number: str
    ) -> None:
        done = import_(content, treaty=treaty)
        assert done.returncode == 2
        assert f"the list is numbered {number}" in done.stderr
        assert import_.acts(treaty) == {}

    def test_without_a_number(self, import_: Import) -> None:
        assert "no number of its treaty" in import_(document("")).stderr

    def test_its_days_and_title_are_another_treatys(self, import_: Import) -> None:
        days = (
            "<Titlesect>{}</Titlesect><Conclusion>Geneva, {}</Conclusion>"
            "<EIF><Labeltext>{}, in accordance with article 8.</Labeltext></EIF>"
        )
        other = days.format("Pact on Dams", "1 March 1970", "2 April 1971")
        done = import_(document(more=other))
        assert done.returncode == 2
        assert 'the list is of "Pact on Dams"' in done.stderr
        one = days.format("Pact on Dams", "1 March 1970", "1 March 1982")
        done = import_(document(more=one))
        assert done.returncode == 0
        assert (
            "by the list it was concluded on 1970-03-01, by the data on 1980-02-01" in done.stderr
        )
        # What the data give no number of the collection goes by title and days.
        assert import_(document(more=one), treaty="code-1980").returncode == 2
        same = days.format("Code of Locks", "1 February 1980", "1 March 1982")
        assert import_(document(more=same), treaty="code-1980").returncode == 0

    def test_refresh(self, run: Run, import_: Import) -> None:
        with serving() as server:
            path = import_.folder / "instruments.yaml"
            address = f'    status_list: {{url: "{server.url}", source: live}}\n'
            line = "    citations: {mtdsg: XX-7-a}\n"
            path.write_text(path.read_text("utf-8").replace(line, line + address), "utf-8")
            for content, code in ((document(), 2), (document(letter="a"), 0)):
                server.answer = partial(_send, content)
                done = run("refresh", "--write", "--tries", "1", "--data", str(import_.folder))
                assert done.returncode == code, done.stderr
        assert import_.acts("annex-1980") == JOINED


@pytest.mark.parametrize("damage", ["\x19", "a & b", "a < b", "&nbsp;", "<para>", "</Row>", "\x00"])
class TestDamage:
    """What follows the whole table cannot spoil it; before or in it, the document is refused."""

    def test_below_the_table(self, import_: Import, damage: str) -> None:
        done = import_(document(notes=damage))
        assert done.returncode == 0, done.stderr
        assert "list-damaged" in done.stderr
        assert import_.acts() == JOINED

    def test_in_it_and_above(self, import_: Import, damage: str) -> None:
        for content in (
            document(rows=(*ROWS, (f"Cland {damage}", "", ""))),
            document(more=f"<Note>{damage}</Note>"),
            document(notes=damage).replace(b"</Participants>", b""),
        ):
            done = import_(content)
            assert done.returncode == 2
            assert "list-xml" in done.stderr


def test_a_second_table_is_not_passed_over(import_: Import) -> None:
    content = document().replace(b"</Tbody>", b"</Tbody><Tbody><Rows /></Tbody>")
    done = import_(content)
    assert done.returncode == 2
    assert "has several tables" in done.stderr
    # Rows in several parts of one table are all read.
    whole = document().replace(b"</Row>\n<Row>", b"</Row></Rows><Rows><Row>")
    assert import_(whole).returncode == 0
    assert import_.acts() == JOINED


class TestTotals:
    """A depositary's own total that is wrong is told; it is never a reason to misread."""

    def test_off_by_one(self, import_: Import) -> None:
        for content in (document(signatories=2), document(parties=3), document(parties=1)):
            done = import_(content)
            assert done.returncode == 2
            assert "list-total" in done.stderr
            assert "--partial" in done.stderr
        done = import_(document(signatories=2, parties=3), "--partial")
        assert done.returncode == 0, done.stderr
        assert "it says that there are 2 signatories, and lists 1" in done.stderr
        assert import_.acts() == JOINED
        reading = load(import_.folder).sources["live"].readings["pact-1980"]
        assert reading.parties == 3
        assert not reading.complete

    def test_of_signatories_that_no_column_tells_of(self, import_: Import) -> None:
        head = (HEAD[0], "Signature by members of the board", HEAD[2])
        done = import_(document(head=head, signatories=9))
        assert done.returncode == 0, done.stderr
        assert import_.acts() == {"QA": ["ratification 1981-05-05"], "QB": JOINED["QB"]}

    def test_far_more_than_it_says(self, import_: Import) -> None:
        rows = (*ROWS, ("Cland", "", "6 Jun 1983 a"), ("Dorne", "", "6 Jun 1983 a"))
        assert import_(document(rows=rows, parties=1), "--partial").returncode == 2

    def test_without_any_the_counts_are_told(self, import_: Import) -> None:
        done = import_("Participant,Signature,Ratification\nAbland,2 Mar 1980,5 May 1981\n")
        assert "1 participant, 1 signature, 1 ratification; it states no total" in done.stderr


def test_who_joined_under_the_league_of_nations_is_not_taken_for_outside(import_: Import) -> None:
    league = b"""<LON><Table><Title>Ratifications or definitive accessions</Title><Ratification>
<State.no.link>Bujland</State.no.link><Ratification.date>(Nov 27th, 1937)</Ratification.date>
</Ratification></Table></LON><Participants>"""
    content = re.sub(rb"(?s)<Status>.*</Status>", b"", document())
    later = content.replace(b"<Participants>", league)
    for more in ((), ("--complete",)):
        refused = import_(later, *more)
        assert refused.returncode == 2
        assert "under the League of Nations stands outside the table" in refused.stderr
        assert "--partial takes what the table has" in refused.stderr
    assert not import_.acts()
    assert import_(later, "--partial").returncode == 0
    assert import_.acts()["QB"] == ["accession 1983-06-06"]
    empty = content.replace(b"<Participants>", b"<LON></LON><Participants>")
    assert import_(empty, "--complete", "--as-of", "2020-01-02").returncode == 0


def listed(*lines: str) -> str:
    return "\n".join((*lines, ""))


class TestColumns:
    """A column is read by what its heading says, or refused by name."""

    def test_a_signature_ad_referendum_binds_nobody(self, import_: Import) -> None:
        done = import_(
            listed(
                'Participant,Signature ad referendum (s),"Definitive signature(s), Confirmation"',
                "Abland,4 Apr 1984,",
                "Bujland,,15 Aug 1984 s",
            ).replace("Confirmation", "Confirmation of signature")
        )
        assert done.returncode == 0, done.stderr
        assert "the column Signature ad referendum (s) is not read" in done.stderr
        assert import_.acts() == {"QB": ["definitive-signature 1984-08-15"]}

    @pytest.mark.parametrize(
        "heading",
        ["Provisional acceptance", "Provisional application(n)", "Notification under article 7",
         "Signature by non-regional members", "Extension", "Application"],
    )  # fmt: skip
    def test_what_binds_nobody(self, import_: Import, heading: str) -> None:
        done = import_(
            listed(
                f"Participant,{heading},Definitive acceptance",
                "Abland,13 Jan 1992,",
                "Bujland,13 Jan 1992,10 Sep 1993",
            )
        )
        assert done.returncode == 0, done.stderr
        assert import_.acts() == {"QB": ["acceptance 1993-09-10"]}

    def test_letters_as_the_heading_explains_them(self, import_: Import) -> None:
        heads = (
            '"Definitive signature of the Protocol, Acceptance of the Protocol"',
            '"Ratification of the Convention as amended, Accession to the Convention(a)"',
        )
        rows = ("Abland,11 Dec 1990,", "Bujland,,7 Oct 1991", "Cland,,8 Oct 1991 a")
        done = import_(listed(",".join(("Participant", *heads)), *rows))
        assert done.returncode == 0, done.stderr
        assert import_.acts() == {
            "QA": ["consent 1990-12-11"],
            "QB": ["ratification 1991-10-07"],
            "QC": ["accession 1991-10-08"],
        }

    def test_a_letter_has_no_other_meaning(self, import_: Import) -> None:
        head = 'Participant,"Acceptance of the Protocol, Notification in respect of it(d)"'
        done = import_(listed(head, "Abland,11 Dec 1990", "Bujland,7 Oct 1991 d"))
        assert done.returncode == 2
        assert "list.csv:3:1" in done.stderr
        done = import_(listed('Participant,"Ratification, Accession(a)"', "Abland,11 Dec 1990 d"))
        assert done.returncode == 2
        assert import_.acts() == {}

    def test_one_that_is_not_known(self, import_: Import) -> None:
        content = listed("Participant,Adoption by decree", "Abland,11 Dec 1990")
        done = import_(content)
        assert done.returncode == 2
        assert '--column "Adoption by decree=accession"' in done.stderr
        done = import_(content, "--column", "adoption by decree=Ratification, Accession(a)")
        assert done.returncode == 0, done.stderr
        assert import_.acts() == {"QA": ["ratification 1990-12-11"]}

    @pytest.mark.parametrize("column", ["Signature", "Remarks=accession", "Signature=whatever"])
    def test_an_option_that_means_nothing(self, import_: Import, column: str) -> None:
        content = listed("Participant,Signature,Ratification", "Abland,11 Dec 1990,")
        done = import_(content, "--column", column)
        assert done.returncode == 2
        assert "--column" in done.stderr

    def test_days_in_force_and_ends(self, import_: Import) -> None:
        head = "Participant,Ratification,Entry into force,Denunciation"
        rows = ("Abland,11 Dec 1990,10 Jan 1991,", "Bujland,11 Dec 1990,10 Jan 1991,1 Mar 2000")
        done = import_(listed(head, *rows))
        assert done.returncode == 0, done.stderr
        assert import_.acts() == {"QA": ["ratification 1990-12-11"]}

    def test_one_twice(self, import_: Import) -> None:
        done = import_(listed("Participant,Ratification,ratification", "Abland,11 Dec 1990,"))
        assert done.returncode == 2
        assert "two columns are headed" in done.stderr
        done = import_(listed("state,deposit,deposit,act", "Abland,1984-01-01,,accession"))
        assert done.returncode == 2
        assert "two columns are headed deposit" in done.stderr


class TestRows:
    """One row a participant, none later than the list."""

    def test_a_participant_twice(self, import_: Import) -> None:
        done = import_(
            listed(
                "state,treaty,deposit,act",
                "Abland,Pact,1984-01-01,accession",
                "Abland,Annex,1995-01-01,accession",
                "Bujland,Annex,1996-01-01,accession",
            )
        )
        assert done.returncode == 2
        assert "on lines 2 and 3" in done.stderr
        assert "treaty, which is not read" in done.stderr
        assert import_.acts() == {}

    def test_one_that_left_and_came_back(self, import_: Import) -> None:
        rows = (*ROWS, ("Cland", "[1 Apr 1980 ]", "[  4 Nov 1990 a] 20 Jan\t 2011 a"))
        done = import_(document(rows=rows, parties=3))
        assert done.returncode == 0, done.stderr
        assert import_.acts()["QC"] == ["accession 2011-01-20"]

    def test_acts_later_than_the_list(self, import_: Import) -> None:
        content = listed("state,deposit,act,in_force", "Abland,2020-01-20,accession,2020-02-19")
        for day in ("2010-01-01", "2019-01-01..2020-01-19"):
            done = import_(content, "--as-of", day)
            assert done.returncode == 2
            assert "Abland: accession on 2020-01-20, and the list speaks of" in done.stderr

    def test_denunciations_later_than_the_list(self, import_: Import) -> None:
        head = "Participant,Signature,Accession(a),Denunciation"
        content = listed(head, "Abland,,20 Jan 2001 a,1 Dec 2011")
        done = import_(content, "--as-of", "2010-01-01")
        assert done.returncode == 2
        assert "Abland: denunciation on 2011-12-01, and the list speaks of" in done.stderr
        done = import_(content, "--as-of", "2012-01-01")
        assert done.returncode == 0, done.stderr
        assert "1 no longer standing" in done.stdout
        assert import_(content, "--as-of", "2020-01-20").returncode == 0
