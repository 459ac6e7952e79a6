"""Which product of a kind suits one person best, and how a product looks on an ad."""

from __future__ import annotations

from collections.abc import Sequence

from vetrina.domain.catalog import Product, format_money, format_price_range
from vetrina.domain.talk import ProductCard


def has_size(product: Product, size: str) -> bool:
    """Whether a variant in this size can be bought; sizes are compared without case and spaces."""
    wanted = size.casefold().strip()
    return any(
        variant.availability.can_be_bought
        and any(value.casefold().strip() == wanted for _name, value in variant.options)
        for variant in product.variants
    )


def best_pick(products: Sequence[Product], size: str) -> int:
    """The index of the product for a person of this size (empty: not known).

    The first that can be had in the person's size, else the first that can be had at all, else the first.
    """
    if size:
        for index, product in enumerate(products):
            if has_size(product, size):
                return index
    return next((index for index, product in enumerate(products) if product.in_stock), 0)


def product_card(product: Product, picture: str, now: int, language: str, size: str = "") -> ProductCard:
    """`product` ready to show at `now` (ms), with `size` at the price of that size. `picture`: SHA-256 or empty."""
    price = ""
    if size:
        wanted = size.casefold().strip()
        for variant in product.variants:
            if any(value.casefold().strip() == wanted for _name, value in variant.options):
                price = format_money(variant.price_at(now), language)
                break
    if not price:
        span = product.price_range(now)
        price = format_price_range(span, language) if span else ""
    return ProductCard(
        title=product.title, subtitle=product.brand, price=price, picture=picture, product_key=product.key
    )
