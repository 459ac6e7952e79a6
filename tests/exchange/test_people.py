"""Lists of people give names and addresses, never permission; bad cells cost themselves only."""

import contextlib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vetrina.exchange.exports import people_csv
from vetrina.exchange.guard import guarded, unguarded
from vetrina.exchange.people import ImportedPerson, PeopleImport, read_people
from vetrina.exchange.report import ImportRefused, Outcome


def read(text: str, **options: str) -> PeopleImport:
    return read_people(text.encode(), **options)  # type: ignore[arg-type]


def test_our_own_columns() -> None:
    report = read(
        "external_id,display_name,phone,email,language,birthday,labels,notes,x_scarpe\n"
        "k1,Giulia Ferri,+39 011 123456,giulia@example.it,it_IT,21/03/1984,cliente|lino,Ama il blu,38\n"
    )
    assert report.people == (
        ImportedPerson(
            external_id="k1",
            display_name="Giulia Ferri",
            phone="+39011123456",
            email="giulia@example.it",
            language="it",
            birthday="1984-03-21",
            labels=("cliente", "lino"),
            notes="Ama il blu",
            extra={"x_scarpe": "38"},
        ),
    )
    assert report.mapping["phone"] == "phone"


@pytest.mark.parametrize(
    ("text", "name", "mail"),
    [
        ("name,email,identifier,phone_number\nAda Neri,ada@example.it,7,\n", "Ada Neri", "ada@example.it"),
        ('email,name,attributes\nada@example.it,Ada,"{""citta"": ""Torino"", ""x"": [1]}"\n', "Ada", "ada@example.it"),
        ("login,firstname,lastname,email\nada,Ada,Neri,ada@example.it~~~b@example.it\n", "Ada Neri", "ada@example.it"),
        (
            "Name,E-mail 1 - Value,Phone 1 - Value\nAda Neri,ada@example.it ::: b@example.it,\n",
            "Ada Neri",
            "ada@example.it",
        ),
        ("Nome;Cognome;Telefono;Mail\nAda;Neri;;ada@example.it\n", "Ada Neri", "ada@example.it"),
        ("Nome;Telefono\nAda Neri;\n", "Ada Neri", ""),
    ],
)
def test_headers_of_other_programs_are_guessed(text: str, name: str, mail: str) -> None:
    report = read(text)
    assert [(person.display_name, person.email) for person in report.people] == [(name, mail)]


def test_the_mapping_screen_overrides_the_guess() -> None:
    text = "a,b\nAda,+39 333 1234567\n"
    with pytest.raises(ImportRefused) as caught:
        read(text)
    assert caught.value.key == "file.columns_people"
    report = read_people(text.encode(), mapping={"display_name": "a", "phone": "b", "rank": "a"})
    assert report.people[0].phone == "+393331234567"
    assert report.mapping == {"display_name": "a", "phone": "b"}


def test_no_column_of_a_file_gives_permission() -> None:
    report = read("name,consent_state,opt_in,follow_state\nAda,yes,true,follows\nBea,,,\n")
    assert report.rows[0].findings[0].key == "person.no_permission"
    assert report.rows[1].outcome is Outcome.OK
    assert all(not person.extra for person in report.people)
    fields = set(ImportedPerson.__dataclass_fields__)
    assert not {name for name in fields if "consent" in name or "follow" in name or "permission" in name}


def test_bad_cells_cost_themselves_and_doubles_their_row() -> None:
    report = read(
        "name,email,phone,birthday\nAda,ada@,12,1984-02-31\n,,,\nBea,bea@example.it,,\nBe,BEA@example.it,,\n ,, ,x\n"
    )
    assert [row.outcome for row in report.rows] == [Outcome.WARNING, Outcome.OK, Outcome.REFUSED, Outcome.REFUSED]
    assert {finding.key for finding in report.rows[0].findings} == {"person.mail", "person.phone", "person.birthday"}
    assert report.rows[2].sentence("en") == "“bea@example.it” stands in row 4 already. Keep one of the two."
    assert report.rows[3].findings[0].key == "person.no_name"


def test_national_numbers_are_completed_by_the_prefix() -> None:
    text = "name,phone\nAda,011 123456\nBea,0041 44 123 45 67\n"
    assert [person.phone for person in read(text, phone_prefix="+39").people] == ["+39011123456", "+41441234567"]
    assert read(text, phone_prefix="+41").people[0].phone == "+4111123456"


CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Neri\r\nN:Neri;Ada;;;\r\nTEL;TYPE=CELL:+39 333 1234567\r\n"
    "EMAIL:ada@example.it\r\nBDAY:19840321\r\nCATEGORIES:cliente,lino\r\nADR:;;Via Po 1;Torino;;10124;Italia\r\n"
    "PHOTO;ENCODING=b;TYPE=JPEG:" + "A" * 200_000 + "\r\n AAAA\r\nNOTE:Ama il\r\n  blu\r\nUID:u1\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bea\r\nTEL;VALUE=uri:tel:+390111234567\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:niente\r\nEND:VCARD\r\n"
)


def test_vcards() -> None:
    report = read(CARDS)
    ada, bea = report.people
    assert (ada.display_name, ada.given_name, ada.family_name) == ("Ada Neri", "Ada", "Neri")
    assert (ada.phone, ada.email, ada.city, ada.birthday) == ("+393331234567", "ada@example.it", "Torino", "1984-03-21")
    assert (ada.labels, ada.notes, ada.external_id) == (("cliente", "lino"), "Ama il blu", "u1")
    assert bea.phone == "+390111234567"
    assert report.rows[2].findings[0].key == "person.no_name"


@pytest.mark.parametrize(
    ("data", "key"), [(b"", "file.empty"), (b"<rss/>", "file.no_people"), (b"name\n", "file.no_people")]
)
def test_what_is_no_list_of_people_is_refused(data: bytes, key: str) -> None:
    with pytest.raises(ImportRefused) as caught:
        read_people(data)
    assert caught.value.key == key


def test_unreadable_lines_of_an_address_book_are_quoted_nowhere(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    read("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nTEL\r\nsegreto di Ada\r\nEND:VCARD\r\n")
    out, err = capfd.readouterr()
    assert not out + err
    assert not caplog.records


def test_a_card_that_breaks_off_is_reported() -> None:
    assert [row.outcome for row in read("BEGIN:VCARD").rows] == [Outcome.REFUSED]


@given(st.text(max_size=20))
@example("'=1")
@example("''@")
def test_the_guard_is_undone_by_reading(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


TAME = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=12)


@given(st.lists(st.tuples(TAME, TAME), min_size=1, max_size=5, unique_by=lambda pair: pair[0]))
def test_people_come_back_from_their_own_export(pairs: list[tuple[str, str]]) -> None:
    people = [ImportedPerson(f"k{n}{key}", f"={name}", notes=name) for n, (key, name) in enumerate(pairs)]
    text = people_csv((person, {"follow_state": "follows"}) for person in people)
    report = read(text)
    assert list(report.people) == people
    for line in text.splitlines()[1:]:
        assert "'=" in line


@given(st.binary(max_size=600))
@settings(max_examples=200, deadline=None)
def test_random_bytes_never_crash(data: bytes) -> None:
    for start in (b"", b"BEGIN:VCARD\r\nVERSION:3.0\r\n", b"name,email,phone,attributes\n"):
        with contextlib.suppress(ImportRefused):
            for row in read_people(start + data).rows:
                assert row.sentence("it").endswith(".")


ODD_LINES = """FN:Ada
N:;;;;;;;;
N
TEL
TEL;TYPE=;=:1
ADR:;;
BDAY:x
CATEGORIES:,,
BEGIN:VCARD
END:VEVENT
ORG:;
item1.EMAIL:a@b.it
NOTE;ENCODING=QUOTED-PRINTABLE:=C3=A8=
PHOTO;ENCODING=b:%%%
 folded
X;:;=
FN;CHARSET=x:y"""


@given(st.lists(st.sampled_from(ODD_LINES.splitlines()), max_size=10))
@settings(max_examples=300, deadline=None)
def test_odd_cards_never_crash(lines: list[str]) -> None:
    text = "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""])
    report = read(text)
    assert report.rows
