"""First question of the welcome: the shop's name, its language, its address and its hours."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QLocale, QTimeZone, Signal
from PySide6.QtWidgets import QWidget

from vetrina.domain.text import clean_name
from vetrina.settings import Language, Settings, Shop
from vetrina.ui.first_run.hours_editor import HoursEditor, usual_week
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.fields import Choice, Field, LineEdit
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, fixed, row


def _computer_zone() -> str:
    """The IANA name of the zone this computer stands in, on every system; empty where nobody knows it."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return name if Shop(zone=name).time_zone() is not None else ""


class ShopStep(QWidget):
    """`named` carries the shop's name while it is typed, for the sign on the side."""

    named = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.name = LineEdit()
        self.name.setMaxLength(80)
        self.name_field = Field(self.tr("Name of the shop"), self.name)
        self.language = Choice(self.tr("You write in"))
        self.language.add("Italiano", Language.ITALIAN)
        self.language.add("English", Language.ENGLISH)
        self.language.choose(Language.ITALIAN if QLocale().name().startswith("it") else Language.ENGLISH)
        self.address = LineEdit()
        self.address.setMaxLength(200)
        self.phone = LineEdit()
        self.phone.setMaxLength(40)
        self.hours = HoursEditor()
        self.hours.set_hours(usual_week())
        self.trouble = PlainLabel("", Type.SMALL, Tone.BAD, wrap=True)
        self.trouble.hide()
        language_field = Field(self.tr("You write in"), self.language)
        phone_field = Field(self.tr("Phone"), self.phone, self.tr("optional"))
        for narrow in (language_field, phone_field):
            fixed(narrow, width=220)
        for control in (self.name, self.language, self.address, self.phone):
            fixed(control, height=38)
        top = row(gap=16)
        top.addWidget(self.name_field, 1)
        top.addWidget(language_field)
        below = row(gap=16)
        below.addWidget(Field(self.tr("Address"), self.address, self.tr("optional")), 1)
        below.addWidget(phone_field)
        self.setLayout(
            column(
                PlainLabel(self.tr("Tell us about your shop"), Type.BRAND),
                PlainLabel(
                    self.tr(
                        "Name, language, hours. Ads, bot and greeting read them from here, so you write them once."
                    ),
                    Type.MESSAGE,
                    Tone.TEXT2,
                    wrap=True,
                ),
                10,
                top,
                below,
                4,
                self.hours,
                self.trouble,
                None,
                gap=10,
            )
        )
        self.name.textChanged.connect(self._named)
        self.hours.edited.connect(self.trouble.hide)

    def begin(self) -> None:
        """Put the caret where the first answer goes."""
        self.name.setFocus()

    def complete(self) -> bool:
        """Whether all is answered; shows what is missing where it is missing."""
        missing = not clean_name(self.name.text())
        self.name_field.set_error(self.tr("Type the name over your door; you can change it later.") if missing else "")
        sentence = self.hours.trouble()
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
        if missing:
            self.name.setFocus()
        return not missing and not sentence

    def answers(self, settings: Settings) -> Settings:
        """`settings` with the answers of this page."""
        language = Language(self.language.currentData())
        shop = msgspec.structs.replace(
            settings.shop,
            name=clean_name(self.name.text(), 80),
            address=self.address.text().strip(),
            phone=self.phone.text().strip(),
            writes_in=language,
            zone=settings.shop.zone or _computer_zone(),
        ).with_hours(self.hours.hours())
        look = msgspec.structs.replace(settings.look, language=language)
        return msgspec.structs.replace(settings, shop=shop, look=look)

    def _named(self, text: str) -> None:
        self.name_field.set_error("")
        self.named.emit(text.strip())
