"""The product list goes out as a Meta feed and comes back the same."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from vetrina.domain.catalog import Availability, Money, Product, Variant
from vetrina.exchange.columns import Format
from vetrina.exchange.exports import products_csv, save
from vetrina.exchange.products import read_products

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="<>&"), min_size=1, max_size=12
)


@st.composite
def variants(draw: st.DrawFn, count: int) -> tuple[Variant, ...]:
    made = []
    for number in range(count):
        price = draw(st.integers(2, 10**9))
        sale = draw(st.none() | st.integers(1, price - 1))
        dated = sale is not None and draw(st.booleans())
        size = draw(WORDS)
        made.append(
            Variant(
                key=f"v{number}{draw(WORDS)}",
                title=size,
                options=(("size", size),),
                sku=draw(WORDS),
                price=Money(price, "EUR"),
                sale_price=None if sale is None else Money(sale, "EUR"),
                availability=draw(st.sampled_from(Availability)),
                stock=draw(st.none() | st.integers(0, 9999)),
                picture="https://e.it/p.png",
                sale_from_ms=1_700_000_000_123 if dated else None,
                sale_until_ms=1_700_000_900_456 if dated else None,
            )
        )
    return tuple(made)


@st.composite
def products(draw: st.DrawFn) -> Product:
    return Product(
        key=f"p{draw(WORDS)}",
        title=draw(WORDS),
        description=draw(WORDS),
        brand=draw(WORDS),
        kind=draw(WORDS),
        tags=("lino", "casa"),
        link="https://e.it/p",
        picture="https://e.it/p.png",
        pictures=("https://e.it/p.png", "https://e.it/q.png"),
        variants=draw(variants(draw(st.integers(1, 3)))),
        extra={"condition": "new", "di_casa": draw(WORDS), "=odd": draw(WORDS)},
    )


@given(products())
def test_products_come_back_from_their_own_export(product: Product) -> None:
    text = products_csv([product])
    report = read_products(text.encode(), currency_default="CHF")
    assert report.format is Format.META
    assert report.products == (product,)


def test_saving_replaces_whole_and_opens_in_excel(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("old")
    save(path, "id,title\r\n1,Perché\r\n")
    assert path.read_bytes() == b"\xef\xbb\xbfid,title\r\n1,Perch\xc3\xa9\r\n"
    assert list(tmp_path.iterdir()) == [path]
