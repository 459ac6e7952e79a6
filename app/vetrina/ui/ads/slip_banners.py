"""Says what looks like a slip in an ad, with one button that puts it right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from vetrina.domain import times
from vetrina.domain.catalog import Money
from vetrina.domain.hours import OpeningHours
from vetrina.domain.slips import Slip, SlipKind, day_slips, price_slips
from vetrina.ui.phrases import language
from vetrina.ui.tokens import Kind
from vetrina.ui.widgets.banner import Banner
from vetrina.ui.widgets.layouts import clear, column

MOST = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A slip in one of the ad's texts, named headline, text or greeting."""

    where: str
    slip: Slip


def look_for_slips(
    texts: dict[str, str], prices: tuple[Money, ...], price: Money | None, hours: OpeningHours, today: date
) -> tuple[Found, ...]:
    """Every slip in these texts, in their order."""
    found: list[Found] = []
    for where, text in texts.items():
        slips = (*(price_slips(text, prices, price) if price else ()), *day_slips(text, hours, today))
        found.extend(Found(where, slip) for slip in sorted(slips, key=lambda slip: slip.start))
    return tuple(found)


class SlipBanners(QWidget):
    """At most three banners; `fixed(Found)` when the owner takes a proposal."""

    fixed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Found, ...] = ()
        self.banners: list[Banner] = []
        self._column = column(gap=6)
        self.setLayout(self._column)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_found(self, found: tuple[Found, ...]) -> None:
        """Show these; what is shown already stays as it is."""
        if found == self._found:
            return
        self._found = found
        clear(self._column)
        self.banners = []
        for one in found[:MOST]:
            strong, words = self.sentence(one.slip)
            banner = Banner(Kind.WARN, strong, words)
            if one.slip.instead:
                act: Callable[[], object] = partial(self.fixed.emit, one)
                banner.add_button(self._button(one.slip), act)
            self.banners.append(banner)
            self._column.addWidget(banner)
        self.setVisible(bool(found))

    def _button(self, slip: Slip) -> str:
        if slip.kind is SlipKind.PRICE:
            return self.tr("Use {price}").format(price=slip.right)
        return self.tr("Say {day}").format(day=slip.right)

    def sentence(self, slip: Slip) -> tuple[str, str]:
        """What is wrong: the sentence that counts, and what follows."""
        if slip.kind is SlipKind.PRICE:
            words = self.tr("The text says {said}, your shop list says {right}.")
            return words.format(said=slip.said, right=slip.right), ""
        assert slip.day is not None
        tongue = language()
        day = f"{times.DAYS[tongue][slip.day.weekday()]} {slip.day.day} {times.MONTHS[tongue][slip.day.month - 1]}"
        strong = self.tr("{day} you are closed.").format(day=day[:1].upper() + day[1:])
        return strong, self.tr("The text invites people that day.")
