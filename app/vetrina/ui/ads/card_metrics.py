"""Measurements of the ad card on the customer page: the table at the top of resources/web/card.css, as data."""

from __future__ import annotations

from dataclasses import dataclass

WIDE_FROM = 300.0
"""Width of the column (CSS px) from which the card is WIDE."""


@dataclass(frozen=True, slots=True)
class TextSize:
    """Size and line height in CSS px, weight as CSS counts it, and the token of its colour."""

    px: int
    line: int
    weight: int
    ink: str


@dataclass(frozen=True, slots=True)
class CardMetrics:
    """All sizes in CSS px at a root font of 16 px; four-part paddings are top, right, bottom, left."""

    gap: int
    radius: int
    picture: int
    body: tuple[int, int, int, int]
    headline: TextSize
    copy: TextSize
    copy_gap: int
    product_gap: int
    product: TextSize
    subtitle: TextSize
    price: TextSize
    box_margin: int
    box_radius: int
    box_padding: int
    box_gap: int
    greeting: TextSize
    greeting_padding: tuple[int, int]
    main_height: int
    main: TextSize
    reply_height: int
    reply_padding: int
    reply: TextSize
    field_height: int
    field_radius: int
    field_padding: int
    field_end: int
    prompt: TextSize
    send: tuple[int, int, int]
    send_glyph: int
    foot_height: int
    foot: TextSize
    why: TextSize
    why_gap: int
    more_width: int
    more_glyph: int
    foot_padding: tuple[int, int]


PRICE_GAP = 12
GREETING_RADIUS = 12
GREETING_CORNER = 3
LABEL_PADDING = 5
"""Above and below a label that wraps, inside the border."""

WIDE = CardMetrics(
    gap=12, radius=10, picture=176, body=(12, 16, 10, 16),
    headline=TextSize(18, 24, 600, "text"), copy=TextSize(15, 21, 400, "text2"), copy_gap=3,
    product_gap=8, product=TextSize(15, 21, 600, "text"), subtitle=TextSize(12, 16, 400, "text2"),
    price=TextSize(17, 21, 600, "text"),
    box_margin=12, box_radius=10, box_padding=10, box_gap=8,
    greeting=TextSize(14, 20, 400, "text"), greeting_padding=(7, 12),
    main_height=44, main=TextSize(14, 20, 600, "on_accent"),
    reply_height=44, reply_padding=14, reply=TextSize(14, 20, 600, "accent"),
    field_height=50, field_radius=10, field_padding=14, field_end=4, prompt=TextSize(15, 21, 400, "text3"),
    send=(44, 42, 8), send_glyph=18,
    foot_height=44, foot=TextSize(13, 18, 400, "text2"), why=TextSize(13, 18, 600, "accent"),
    why_gap=8, more_width=44, more_glyph=20, foot_padding=(16, 4),
)  # fmt: skip

NARROW = CardMetrics(
    gap=10, radius=8, picture=140, body=(10, 12, 8, 12),
    headline=TextSize(15, 20, 600, "text"), copy=TextSize(13, 18, 400, "text2"), copy_gap=4,
    product_gap=6, product=TextSize(13, 18, 600, "text"), subtitle=TextSize(12, 16, 400, "text2"),
    price=TextSize(13, 18, 600, "text"),
    box_margin=8, box_radius=8, box_padding=8, box_gap=6,
    greeting=TextSize(13, 18, 400, "text"), greeting_padding=(6, 10),
    main_height=36, main=TextSize(12, 16, 600, "on_accent"),
    reply_height=32, reply_padding=10, reply=TextSize(12, 16, 600, "accent"),
    field_height=40, field_radius=8, field_padding=10, field_end=3, prompt=TextSize(13, 18, 400, "text3"),
    send=(34, 32, 6), send_glyph=16,
    foot_height=36, foot=TextSize(12, 16, 400, "text2"), why=TextSize(12, 16, 600, "accent"),
    why_gap=4, more_width=36, more_glyph=16, foot_padding=(12, 2),
)  # fmt: skip


def metrics_for(column: float) -> CardMetrics:
    """The table that holds for a column of this width (CSS px, its own padding included)."""
    return WIDE if column >= WIDE_FROM else NARROW
