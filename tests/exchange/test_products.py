"""Product lists of every kind come in whole; bad rows say why and do not keep the good ones out."""

from pathlib import Path

import pytest
from tests.exchange.samples import ATOM, FEED_HEADER, FEED_ROW, RSS, tiny_workbook

from vetrina.domain.catalog import Availability, Money, Product
from vetrina.exchange.columns import Format
from vetrina.exchange.products import ProductImport, read_products
from vetrina.exchange.report import ImportCancelled, Outcome

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "products"


def read(text: str | bytes, currency: str = "EUR") -> ProductImport:
    return read_products(text if isinstance(text, bytes) else text.encode(), currency_default=currency)


def only(report: ProductImport) -> Product:
    assert len(report.products) == 1
    return report.products[0]


@pytest.mark.parametrize(
    ("name", "products", "rows"), [("shopify-apparel", 20, 22), ("shopify-home-and-garden", 20, 21)]
)
@pytest.mark.skipif(not SHARED.is_dir(), reason="the trial data is not on this computer")
def test_every_product_of_the_shopify_samples_arrives(name: str, products: int, rows: int) -> None:
    report = read_products(SHARED / f"{name}.csv", currency_default="EUR")
    assert report.format is Format.SHOPIFY
    assert (len(report.products), len(report.rows)) == (products, rows)
    assert report.count(Outcome.OK) == rows
    for product in report.products:
        assert product.title
        assert product.picture.startswith("https://")
        assert product.variants
        assert all(variant.price.minor > 0 and variant.price.currency == "EUR" for variant in product.variants)
        assert product.in_stock
    by_key = {product.key: product for product in report.products}
    if name == "shopify-apparel":
        varsity = by_key["classic-varsity-top"]
        assert [variant.title for variant in varsity.variants] == ["Small", "Medium", "Large"]
        assert varsity.variants[1].options == (("Size", "Medium"),)
        assert by_key["ocean-blue-shirt"].variants[0].options == ()
    else:
        pot, light = by_key["clay-plant-pot"], by_key["copper-light"]
        assert [variant.price.minor for variant in pot.variants] == [999, 1599]
        assert len(pot.pictures) == 2
        assert pot.description == "Classic blown clay pot for plants"
        assert pot.tags == ("Pot", "Plants")
        assert (light.variants[0].price.minor, light.variants[0].price_at(0).minor) == (7500, 5999)


def test_present_shopify_columns_and_extra_pictures() -> None:
    product = only(
        read(
            "Title,URL handle,Description,Vendor,Status,SKU,Option1 name,Option1 value,Price,Compare-at price,"
            "Inventory tracker,Inventory quantity,Continue selling when out of stock,Product image URL,Image position\n"
            "Vaso,vaso,<p>Alto &amp; <b>bello</b></p>,Aurora,Active,V1,Colore,Blu,39.00,,shopify,0,DENY,https://e.it/2.png,2\n"
            ",vaso,,,,V2,,Verde,39.00,,shopify,0,CONTINUE,,\n"
            ",vaso,,,,,,,,,,,,https://e.it/1.png,1\n"
        )
    )
    assert product.description == "Alto & bello"
    assert product.pictures == ("https://e.it/1.png", "https://e.it/2.png")
    assert [v.availability for v in product.variants] == [Availability.OUT_OF_STOCK, Availability.ON_ORDER]


def test_a_refused_first_row_takes_its_variants_with_it_and_says_so() -> None:
    report = read(
        "Handle,Title,Option1 Name,Option1 Value,Variant Price,Image Src\n"
        "a,,Size,S,10,\n"
        "a,,,M,10,\n"
        "b,Bello,Size,S,dieci,https://e.it/b.png\n"
        "b,,,M,12,\n"
        "b,,,M,12,\n"
        ",Senza,,,1,\n"
    )
    assert [product.key for product in report.products] == ["b"]
    assert [variant.title for variant in report.products[0].variants] == ["M"]
    assert [row.outcome for row in report.rows].count(Outcome.REFUSED) == 5
    assert report.rows[2].sentence("en") == "The price “dieci” is no number. Write for example 9.99 EUR."
    assert "non è stato importato" in report.rows[1].sentence("it")
    assert [row.row for row in report.rows] == [2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_separators_and_encodings(separator: str, encoding: str) -> None:
    text = f"{FEED_HEADER}\n{FEED_ROW.replace('Tazza', 'Tazza perché no')}\n".replace(",", separator)
    product = only(read(text.encode(encoding)))
    assert product.title == "Tazza perché no"
    assert product.variants[0].price == Money(1800, "EUR")


def test_windows_letters_are_noted() -> None:
    report = read(f"{FEED_HEADER}\n{FEED_ROW.replace('Gres', 'Così')}".encode("cp1252"))
    assert [note.key for note in report.notes] == ["note.windows_letters"]


def test_prices_without_currency_take_the_default_and_say_so() -> None:
    report = read("nome;prezzo;foto\nPiatto;12,50;piatto.jpg\n", currency="chf")
    assert report.format is Format.OWN
    assert only(report).variants[0].price == Money(1250, "CHF")
    assert only(report).key == "piatto"
    assert only(report).picture == "piatto.jpg"
    assert report.notes[0].sentence("it").endswith("letti in CHF.")


def test_google_tsv_with_variants_sales_and_unknown_columns() -> None:
    report = read(
        "id\ttitle\titem_group_id\tcolor\tsize\tavailability\tprice\tsale_price\tsale_price_effective_date\tlink\timage_link"
        "\tgtin\tcustom_label_0\tdi_casa\n"
        "s-b\tSciarpa blu\tsciarpa\tblu\tM\tin_stock\t59.00 EUR\t45.00 EUR\t2026-05-22T00:00Z/2026-05-23T00:00Z"
        "\thttps://e.it/b\thttps://e.it/b.png\t1\tlino\tsì\n"
        "s-r\tSciarpa rossa\tsciarpa\trosso\tM\tbackorder\t59.00 EUR\t70.00 EUR\t\thttps://e.it/r\thttps://e.it/r.png\t2\tlino\tsì\n"
    )
    product = only(report)
    assert report.format is Format.GOOGLE
    assert (product.key, product.title) == ("sciarpa", "Sciarpa blu")
    blue, red = product.variants
    assert blue.title == "blu / M"
    assert blue.sale_price == Money(4500, "EUR")
    assert blue.sale_until_ms is not None
    assert blue.sale_from_ms is not None
    assert blue.sale_until_ms - blue.sale_from_ms == 86_400_000
    assert red.sale_price is None
    assert red.availability is Availability.ON_ORDER
    assert product.extra["di_casa"] == "sì"
    assert red.extra == {"gtin": "2", "title": "Sciarpa rossa", "link": "https://e.it/r"}
    assert report.rows[1].findings[0].key == "row.sale_not_lower"


def test_a_sale_with_unreadable_dates_is_never_promised() -> None:
    report = read(
        "id,title,availability,price,sale_price,sale_price_effective_date,image_link\n"
        "a,A,in stock,10 EUR,8 EUR,domani/dopodomani,https://e.it/a.png\n"
    )
    assert only(report).variants[0].sale_price is None
    assert report.rows[0].findings[0].key == "row.sale_dates"


def test_metas_own_sample_file_with_comment_lines() -> None:
    report = read(
        '"# Required | A unique content ID","# Required | title","# Required","# Required"\n'
        "id,title,availability,price,quantity_to_sell_on_facebook\n"
        '1,Uno,available for order,"1.234,50 €",3\n'
    )
    assert report.format is Format.META
    assert only(report).variants[0].price == Money(123450, "EUR")
    assert only(report).variants[0].stock == 3
    assert report.rows[0].row == 3


def test_excels_sep_line() -> None:
    report = read("sep=;\nid;title;availability;price\n1;Uno, due;in stock;5\n")
    assert only(report).title == "Uno, due"
    assert report.rows[0].row == 3


def test_rss_feed() -> None:
    report = read(RSS)
    product = only(report)
    assert product.title == "Vaso"
    assert product.pictures == ("https://e.it/v.png", "https://e.it/w.png", "https://e.it/x.png")
    assert product.variants[0].availability is Availability.PREORDER
    assert product.extra["shipping"] == "IT:4.90 EUR"
    assert [row.outcome for row in report.rows] == [Outcome.OK, Outcome.REFUSED]


def test_atom_feed_in_utf16() -> None:
    product = only(read(f'<?xml version="1.0" encoding="utf-16"?>{ATOM}'.encode("utf-16")))
    assert (product.link, product.variants[0].price.minor) == ("https://e.it/t", 1800)


def test_hostile_cells_become_plain_words() -> None:
    title = "=cmd|' /C calc'!A0 <script>alert(1)</script>\u202e\x00\x07"
    report = read(
        f"{FEED_HEADER}\n"
        f'x,"{title}","<img src=x onerror=alert(1)>Bello<style>p{{}}</style>",in stock,new,5 EUR,javascript:alert(1),'
        '"data:image/png;base64,AAAA",x\n'
    )
    product = only(report)
    assert product.title == "=cmd|' /C calc'!A0 <script>alert(1)</script>\u202e"
    assert product.description == "Bello"
    assert product.link == ""
    assert product.picture == ""
    assert {finding.key for finding in report.rows[0].findings} == {
        "row.link_address",
        "row.picture_address",
        "row.picture_missing",
    }
    assert "\u202e" not in report.rows[0].name


def test_an_unclosed_quotation_mark_costs_its_rows_not_the_file() -> None:
    rows = "\n".join(f"n{number},Nome,in stock,5 EUR,{'x' * 100}" for number in range(3000))
    report = read(
        f'id,title,availability,price,other\na,Prima,in stock,5 EUR,\nb,"Mai chiusa,in stock,5 EUR,\n{rows}\n'
    )
    assert {"a", "n2999"} <= {product.key for product in report.products}
    assert "row.cell_too_long" in {finding.key for row in report.troubles for finding in row.findings}


def test_a_cell_at_the_limit_is_read_and_one_beyond_is_refused() -> None:
    for length, outcome in ((65_536, Outcome.WARNING), (65_537, Outcome.REFUSED)):
        report = read(f"id,title,availability,price,description\na,A,in stock,5 EUR,{'d' * length}\n")
        assert report.rows[0].outcome is outcome


def test_progress_is_told_and_cancel_is_heard() -> None:
    data = "id,title,availability,price\n" + "\n".join(f"{n},T{n},in stock,5 EUR" for n in range(2000))
    heard: list[int] = []
    read_products(data.encode(), currency_default="EUR", progress=lambda rows, _: heard.append(rows))
    assert heard == [500, 1000, 1500, 2000]
    with pytest.raises(ImportCancelled):
        read_products(data.encode(), currency_default="EUR", cancelled=lambda: bool(heard))


def test_xlsx_by_calamine(tmp_path: Path) -> None:
    product = only(read(tiny_workbook([["id", "title", "price", "availability"], ["7", "Vaso", "39.5", "in stock"]])))
    assert product.variants[0].price == Money(3950, "EUR")
