"""The counter poster with the shop page's QR code: words, size, print, save as PDF."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QRectF, QStandardPaths, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from vetrina.ui.first_run.poster import (
    PosterNotWritten,
    PosterPreview,
    PosterSize,
    PosterText,
    areas,
    paint_poster,
    write_pdf,
)
from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.banner import Banner
from vetrina.ui.widgets.buttons import Button
from vetrina.ui.widgets.checks import Segmented
from vetrina.ui.widgets.fields import Field, TextArea
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, row


class PosterStep(QWidget):
    """Used by the welcome and by "Invite people"; `wifi_wanted` when phones on the shop's Wi-Fi are to be let in."""

    wifi_wanted = Signal()

    def __init__(self, *, titled: bool = True) -> None:
        super().__init__()
        self._shop, self._link = "", ""
        self.invitation = TextArea(lines=2)
        self.invitation.setPlainText(self.tr("New things first, and an answer when you ask."))
        self.invitation.textChanged.connect(self._refresh)
        self.sizes = (PosterSize.A5, PosterSize.A4, PosterSize.CARDS)
        self.size_choice = Segmented(self.tr("Size"), ["A5", "A4", self.tr("12 cards")])
        self.state = Banner(Kind.NEUTRAL, self.tr("The shop page is starting. The code appears in a moment."))
        self.only_here = Banner(
            Kind.WARN,
            self.tr("Only this computer can open this page yet."),
            self.tr("Phones can, once you let the shop's Wi-Fi in."),
        )
        self.only_here.add_button(self.tr("Let the Wi-Fi in"), self.wifi_wanted.emit)
        self.only_here.hide()
        self.print_button = Button(self.tr("Print…"), icon="printer").on_click(self._print)
        self.save_button = Button(self.tr("Save as PDF"), icon="download").on_click(self._ask_place)
        self.preview = PosterPreview(self._text())
        left = column(gap=10)
        if titled:
            left.addWidget(PlainLabel(self.tr("Put this on your counter"), Type.BRAND))
        left.addWidget(
            PlainLabel(
                self.tr("Whoever scans it opens your shop page and can follow you. No account, no app."),
                Type.MESSAGE,
                Tone.TEXT2,
                wrap=True,
            )
        )
        left.addWidget(Field(self.tr("Invitation"), self.invitation))
        left.addWidget(PlainLabel(self.tr("Size"), Type.SMALL_STRONG, Tone.TEXT2))
        left.addLayout(row(self.size_choice, None))
        left.addWidget(self.state)
        left.addWidget(self.only_here)
        left.addLayout(row(self.print_button, self.save_button, None, gap=8))
        left.addStretch(1)
        layout = row(gap=36)
        layout.addLayout(left, 1)
        layout.addLayout(column(self.preview, None))
        self.setLayout(layout)
        self._refresh()

    def begin(self) -> None:
        """Focus on the words."""
        self.invitation.setFocus()

    def show_shop(self, name: str, link: str) -> None:
        """Whose poster, and the address in its code; an empty link means that the shop page is not up yet."""
        self._shop, self._link = name, f"{link}?src=poster" if link else ""
        self.state.setVisible(not link)
        self.only_here.setVisible(urlsplit(link).hostname in ("127.0.0.1", "localhost", "::1"))
        self._refresh()

    def say_not_running(self, sentence: str) -> None:
        """The shop page does not start: say what to do."""
        self.state.say(sentence)
        self.state.show()

    def save(self, place: Path) -> bool:
        """Write the PDF and say how it went."""
        try:
            write_pdf(place, self._text(), self.sizes[self.size_choice.index()])
        except PosterNotWritten:
            self.state.say(self.tr("That place cannot be written. Choose another folder."))
            self.state.show()
            return False
        self.state.say(self.tr("Saved as %s. Print it at the real size.").replace("%s", place.name))
        self.state.show()
        return True

    def _text(self) -> PosterText:
        return PosterText(
            shop=self._shop,
            invitation=self.invitation.toPlainText().strip(),
            call=self.tr("Scan and say ciao"),
            small_print=self.tr("No account, no app. Leave whenever you like, with one tap."),
            link=self._link,
        )

    def _refresh(self) -> None:
        self.preview.show_text(self._text())
        for button in (self.print_button, self.save_button):
            if self._link:
                button.turn_on()
            else:
                button.turn_off(self.tr("The code is not known yet."))

    def _ask_place(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        suggestion = str(Path(folder) / self.tr("poster.pdf"))
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the poster"), suggestion, "*.pdf")
        if name:
            self.save(Path(name))

    def _print(self) -> None:
        size = self.sizes[self.size_choice.index()]
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        page = QPageSize.PageSizeId.A5 if size is PosterSize.A5 else QPageSize.PageSizeId.A4
        printer.setPageSize(QPageSize(page))
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        painter = QPainter()
        if not painter.begin(printer):
            self.state.say(self.tr("The printer does not answer. Switch it on, or save as PDF and print that."))
            self.state.show()
            return
        for area in areas(QRectF(0, 0, printer.width(), printer.height()), size):
            paint_poster(painter, area, self._text())
        painter.end()
