"""Whatever somebody picks by mistake or in malice is answered by one clear sentence, in both languages."""

import io
import random
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.exchange.samples import ATOM, FEED_HEADER, FEED_ROW, RSS, tiny_workbook

from vetrina.exchange import report as report_room
from vetrina.exchange.products import ProductImport, read_products
from vetrina.exchange.report import MAX_BYTES, ImportRefused
from vetrina.exchange.sentences import known_keys, sentence

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(2, 10))
    + "]><rss><channel><item>&lol9;</item></channel></rss>"
).replace("&lol1;", "&lol;")


def zipped(name: str, data: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return target.getvalue()


WRONG = {
    "empty": (b"", "file.empty"),
    "blank": (b" \r\n \n", "file.empty"),
    "bom only": (b"\xef\xbb\xbf", "file.empty"),
    "header only": (f"{FEED_HEADER}\n".encode(), "file.no_products"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(100), "file.picture"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(100), "file.picture"),
    "webp": (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "file.picture"),
    "heic": (b"\x00\x00\x00\x18ftypheic" + bytes(50), "file.picture"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "file.picture"),
    "pdf": (b"%PDF-1.7\n", "file.pdf"),
    "zip": (zipped("list.csv", b"id,title"), "file.archive"),
    "gzip": (b"\x1f\x8b\x08" + bytes(50), "file.archive"),
    "damaged zip": (b"PK\x03\x04" + bytes(50), "file.archive"),
    "old spreadsheet": (b"\xd0\xcf\x11\xe0" + bytes(50), "file.old_table"),
    "damaged xlsx": (zipped("xl/workbook.xml", b"<workbook"), "file.table_damaged"),
    "far cell": (tiny_workbook([["id"], ["1"]], cell_name="XFD1048576"), "file.table_damaged"),
    "html": (b"\n<!DOCTYPE html><html><body>Login</body></html>", "file.html"),
    "xhtml": (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', "file.html"),
    "other xml": (b'<?xml version="1.0"?><invoice/>', "file.xml_other"),
    "broken xml": (RSS[:-60].encode(), "file.xml_damaged"),
    "xml bomb": (BOMB.encode(), "file.xml_unsafe"),
    "outside entity": (
        b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>',
        "file.xml_unsafe",
    ),
    "deep xml": (b"<rss>" + b"<a>" * 100_000, "file.xml_unsafe"),
    "odd xml encoding": (b'<?xml version="1.0" encoding="klingon"?><rss/>', "file.encoding"),
    "zeros": (bytes(10_000), "file.not_text"),
    "program": (b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x81\x8d\x90" * 50, "file.not_text"),
    "broken utf-8": ("id,title\n1,perché così può già\n".encode().replace(b"gi\xc3\xa0", b"gi\xc3"), "file.encoding"),
    "people": (b"email,phone\na@b.it,1\n", "file.columns_products"),
    "letter": (b"Dear Sir, thank you.\nYours", "file.columns_products"),
    "cards": (b"BEGIN:VCARD\r\nVERSION:3.0\r\nEND:VCARD\r\n", "file.no_products"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_files_are_refused_with_one_sentence(name: str) -> None:
    data, key = WRONG[name]
    with pytest.raises(ImportRefused) as caught:
        read_products(data, currency_default="EUR")
    assert caught.value.key == key
    for language in ("en", "it"):
        assert_good_sentence(caught.value.sentence(language))


def test_missing_file_folder_and_unknown_currency(tmp_path: Path) -> None:
    for source, currency, key in (
        (tmp_path / "gone.csv", "EUR", "file.not_found"),
        (tmp_path, "EUR", "file.folder"),
        (b"x", "EURO", "file.currency"),
    ):
        with pytest.raises(ImportRefused) as caught:
            read_products(source, currency_default=currency)
        assert caught.value.key == key


def test_the_size_limit_is_exact(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    head = f"{FEED_HEADER}\n{FEED_ROW}\n".encode()
    for size, refused in ((MAX_BYTES, False), (MAX_BYTES + 1, True)):
        with path.open("wb") as stream:
            stream.write(head)
            blank = b" " * 50_000 + b"\n"
            stream.write((blank * (size // len(blank) + 1))[: size - len(head)])
        if refused:
            with pytest.raises(ImportRefused) as caught:
                read_products(path, currency_default="EUR")
            assert caught.value.key == "file.too_big"
            assert caught.value.params["limit"] == "50"
        else:
            assert len(read_products(path, currency_default="EUR").products) == 1


def test_the_row_limit_is_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_room, "MAX_ROWS", 3)
    rows = [f"{number},T,in stock,5 EUR" for number in range(4)]
    header = "id,title,availability,price\n"
    assert len(read_products((header + "\n".join(rows[:3])).encode(), currency_default="EUR").products) == 3
    with pytest.raises(ImportRefused) as caught:
        read_products((header + "\n".join(rows)).encode(), currency_default="EUR")
    assert caught.value.key == "file.too_many_rows"


def test_every_sentence_is_there_in_both_languages_and_good() -> None:
    class Any(dict[str, str]):
        def __missing__(self, key: str) -> str:
            return "x"

    for key in known_keys():
        english, italian = sentence(key, "en", Any()), sentence(key, "it", Any())
        assert english != italian
        assert_good_sentence(english)
        assert_good_sentence(italian)


def assert_good_sentence(text: str) -> None:
    assert text.endswith(".")
    assert "{" not in text
    unwanted = r"\b(invalid|failed|null|error|errore|template|segment|sync|token|payload|timeout|non valido)\b|!"
    assert not re.search(unwanted, text, re.IGNORECASE)


GOOD = [
    f"{FEED_HEADER}\n{FEED_ROW}\n".encode(),
    RSS.encode(),
    ATOM.encode("utf-8"),
    "Handle,Title,Option1 Name,Option1 Value,Variant Price\na,A,Size,S,1\na,,,M,2\n".encode("utf-16"),
    tiny_workbook([["id", "title", "price"], ["7", "Vaso", "39.5"]]),
]


def answer_to(data: bytes) -> ProductImport | ImportRefused:
    try:
        return read_products(data, currency_default="EUR")
    except ImportRefused as refusal:
        return refusal


def read_anything(data: bytes) -> None:
    """Read bytes as products; the only way out besides a report is ImportRefused with its sentences."""
    result = answer_to(data)
    if isinstance(result, ImportRefused):
        assert result.sentence("en").endswith(".")
        assert result.sentence("it").endswith(".")
        return
    for row in result.rows:
        assert row.sentence("en")
        assert row.sentence("it")
    for product in result.products:
        assert product.title
        assert product.variants
        assert "\x00" not in product.title + product.description


@given(st.binary(max_size=2000))
@example(b"")
@settings(max_examples=300, deadline=None)
def test_random_bytes_never_crash(data: bytes) -> None:
    read_anything(data)


@given(
    st.sampled_from(GOOD),
    st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=6), st.integers(0, 4)), min_size=1, max_size=8),
)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_good_files_with_random_damage_never_crash(data: bytes, damage: list[tuple[int, bytes, int]]) -> None:
    for place, put, cut in damage:
        at = place % (len(data) + 1)
        data = data[:at] + put + data[at + cut :]
    read_anything(data)


@given(st.lists(st.lists(st.text(max_size=30), max_size=9), max_size=6))
@settings(max_examples=300, deadline=None)
def test_random_cells_under_a_good_header_never_crash(rows: list[list[str]]) -> None:
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    text = "\n".join([FEED_HEADER, *lines])
    read_anything(text.encode("utf-8", "surrogatepass"))


def test_a_cell_of_open_tags_is_read_in_one_pass() -> None:
    """Regression guard: stripping markup by backtracking patterns took minutes on such cells."""
    markup = "<" * 60_000
    read_anything(f'id,title,availability,price,description\na,A,in stock,5 EUR,"{markup}"\n'.encode())
    picks = random.Random(1)
    soup = "".join(picks.choice(["<script>", "</p", "&#", "<!--", "]]>", "x", "&amp;"]) for _ in range(9_000))
    read_anything(f'id,title,availability,price,description\na,A,in stock,5 EUR,"{soup}"\n'.encode())
