"""Your shop: name, address, phone and opening hours, which ads, bot and shop page read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from vetrina.domain.text import clean_name
from vetrina.settings import Settings
from vetrina.ui.first_run.hours_editor import HoursEditor
from vetrina.ui.settings.section import Section
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.buttons import Button, ButtonKind
from vetrina.ui.widgets.fields import Field, LineEdit
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from vetrina.ui.main_window import MainWindow


class ShopSection(Section):
    """Changes count when "Save" is pressed."""

    icon = "store"

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.title = self.tr("Your shop")
        self.below = self.tr("Ads, bot and shop page read this, so you write it once.")
        self.name, self.address, self.phone = LineEdit(), LineEdit(), LineEdit()
        for edit, most in ((self.name, 80), (self.address, 200), (self.phone, 40)):
            edit.setMaxLength(most)
        self.name_field = Field(self.tr("Name of the shop"), self.name)
        self.hours = HoursEditor()
        self.trouble = PlainLabel("", Type.SMALL, Tone.BAD, wrap=True)
        self.trouble.hide()
        self.save = Button(self.tr("Save"), ButtonKind.MAIN).on_click(self._save)
        below = row(gap=16)
        below.addWidget(Field(self.tr("Address"), self.address), 2)
        below.addWidget(Field(self.tr("Phone"), self.phone), 1)
        self.setLayout(column(self.name_field, below, self.hours, self.trouble, row(self.save, None), None, gap=14))

    def show_settings(self, settings: Settings) -> None:
        """Show the shop as it is kept."""
        self.name.setText(settings.shop.name)
        self.address.setText(settings.shop.address)
        self.phone.setText(settings.shop.phone)
        self.hours.set_hours(settings.shop.hours())

    def _save(self) -> None:
        missing = not clean_name(self.name.text())
        self.name_field.set_error(self.tr("Type the name over your door.") if missing else "")
        sentence = self.hours.trouble()
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
        if missing or sentence:
            return
        settings = self.window_.settings
        shop = msgspec.structs.replace(
            settings.shop,
            name=clean_name(self.name.text(), 80),
            address=self.address.text().strip(),
            phone=self.phone.text().strip(),
        ).with_hours(self.hours.hours())
        self.keep(msgspec.structs.replace(settings, shop=shop))
