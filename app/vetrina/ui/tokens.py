"""Colours, type sizes and distances of the design, as typed data (design.md, section 2)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme as `#RRGGBB`."""

    canvas: str
    surface: str
    sunken: str
    raised: str
    line: str
    edge: str
    btn_line: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    bot: str
    bot_soft: str
    note: str
    rail: str
    rail_text: str
    rail_sel: str
    rail_on: str
    focus: str
    dark: bool
    stripe: str = "#D9694B"
    badge: str = "#F0B84A"
    on_badge: str = "#2A1B00"


LIGHT = Tokens(
    canvas="#F3F0EA", surface="#FFFEFB", sunken="#F8F5F0", raised="#FFFFFF", line="#E3DDD2",
    edge="#8C8375", btn_line="#CBC2B4", text="#211F1B", text2="#575147", text3="#6D655A",
    accent="#17625B", accent_hover="#114E48", accent_soft="#DFEDE9", on_accent="#FFFFFF",
    ok="#356B1F", ok_soft="#E6F0DC", warn="#7D4A00", warn_soft="#FCEFD2",
    bad="#A42A20", bad_soft="#FBE5E0", bot="#5F4691", bot_soft="#ECE7F6", note="#FFF6D6",
    rail="#12403B", rail_text="#C9DDD8", rail_sel="#1F5D56", rail_on="#FFFFFF", focus="#0B7A70",
    dark=False,
)  # fmt: skip

DARK = Tokens(
    canvas="#161513", surface="#1E1C1A", sunken="#191816", raised="#2A2724", line="#37332E",
    edge="#7F776B", btn_line="#4A443D", text="#F2EEE7", text2="#C2BAAD", text3="#A79E91",
    accent="#63BDB0", accent_hover="#7FCFC3", accent_soft="#1B3935", on_accent="#08231F",
    ok="#93C47A", ok_soft="#233020", warn="#E9B65A", warn_soft="#3A2D14",
    bad="#F1897C", bad_soft="#43221E", bot="#B9A4E6", bot_soft="#2E2840", note="#38311B",
    rail="#0E1F1D", rail_text="#A9C4BE", rail_sel="#1B3935", rail_on="#F2EEE7", focus="#7FCFC3",
    dark=True,
)  # fmt: skip


class Tone(StrEnum):
    """A colour that text or an icon may have; the names are fields of `Tokens`."""

    TEXT = "text"
    TEXT2 = "text2"
    TEXT3 = "text3"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    BOT = "bot"
    SURFACE = "surface"
    RAIL_TEXT = "rail_text"
    RAIL_ON = "rail_on"

    def of(self, tokens: Tokens) -> str:
        """The colour of this tone in a theme, `#RRGGBB`."""
        return str(getattr(tokens, self.value))


class Kind(StrEnum):
    """What a coloured part (chip, banner) says by its colour; words always say it too."""

    PLAIN = "plain"
    NEUTRAL = "neutral"
    ACCENT = "accent"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    BOT = "bot"

    def fill(self, tokens: Tokens) -> str:
        """Soft ground of this kind."""
        if self in (Kind.PLAIN, Kind.NEUTRAL):
            return tokens.sunken
        return str(getattr(tokens, f"{self.value}_soft"))

    def ink(self, tokens: Tokens) -> str:
        """Text and icon colour of this kind."""
        if self in (Kind.PLAIN, Kind.NEUTRAL):
            return tokens.text2
        return str(getattr(tokens, self.value))


@dataclass(frozen=True, slots=True)
class TypeSize:
    """Size and line height in px at 100 %, weight as CSS counts it."""

    px: int
    line: int
    weight: int
    brand: bool = False


class Type(StrEnum):
    """The roles of text."""

    BRAND = "brand"
    BRAND_SMALL = "brandSmall"
    NUMBER = "number"
    TITLE = "title"
    DIALOG = "dialog"
    SECTION = "section"
    MESSAGE = "message"
    BODY = "body"
    LABEL = "label"
    NAME = "name"
    SMALL = "small"
    SMALL_STRONG = "smallStrong"
    CAPTION = "caption"
    CAPTION_STRONG = "captionStrong"
    PHONE_BODY = "phoneBody"
    PHONE_HEAD = "phoneHead"


SIZES: dict[Type, TypeSize] = {
    Type.BRAND: TypeSize(32, 40, 600, brand=True),
    Type.BRAND_SMALL: TypeSize(20, 26, 600, brand=True),
    Type.NUMBER: TypeSize(26, 34, 700),
    Type.TITLE: TypeSize(20, 26, 600),
    Type.DIALOG: TypeSize(17, 24, 600),
    Type.SECTION: TypeSize(15, 20, 600),
    Type.MESSAGE: TypeSize(14, 20, 400),
    Type.BODY: TypeSize(13, 18, 400),
    Type.LABEL: TypeSize(13, 18, 500),
    Type.NAME: TypeSize(13, 18, 600),
    Type.SMALL: TypeSize(12, 16, 400),
    Type.SMALL_STRONG: TypeSize(12, 16, 600),
    Type.CAPTION: TypeSize(11, 14, 400),
    Type.CAPTION_STRONG: TypeSize(11, 14, 600),
    Type.PHONE_BODY: TypeSize(15, 21, 400),
    Type.PHONE_HEAD: TypeSize(18, 24, 600),
}

# Seven fixed pairs (ground, ink), the same in both themes; each at least 6.6:1.
AVATAR_TINTS: tuple[tuple[str, str], ...] = (
    ("#E9D8C3", "#5A3D14"),
    ("#D5E3D0", "#2E4F24"),
    ("#DCD6EA", "#433269"),
    ("#F0D3CA", "#7A2E1E"),
    ("#CFE1E4", "#1E4C55"),
    ("#E8DDA9", "#544605"),
    ("#E6D0DC", "#652A48"),
)


@dataclass(frozen=True, slots=True)
class ChannelMark:
    """Badge of a network: its fill and the name of its white glyph."""

    fill: str
    icon: str


CHANNEL_MARKS: dict[str, ChannelMark] = {
    "hub": ChannelMark("#17625B", "store"),
    "messenger": ChannelMark("#3D5AA8", "message-circle"),
    "telegram": ChannelMark("#2A7BA0", "send"),
    "matrix": ChannelMark("#4A4A4A", "hash"),
}
OTHER_CHANNEL = ChannelMark("#4A4A4A", "wifi")
