"""What a list of people would bring, row by row, before anything is kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from vetrina.exchange.people import PeopleImport
from vetrina.ui.ads.import_report import ImportReport
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.buttons import Button, ButtonKind
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, fixed, row


class ImportDialog(QDialog):
    """`taken` when the owner wants these people."""

    taken = Signal()

    def __init__(self, parent: QWidget, file_name: str, found: PeopleImport) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import people"))
        self.report = ImportReport()
        self.report.show_found(found)
        self.take = Button(self.tr("Take over %n people", "", len(found.people)), ButtonKind.MAIN).on_click(self._take)
        if not found.people:
            self.take.turn_off(self.tr("Nobody in this file can be taken over; the list says why."))
        leave = Button(self.tr("Leave it")).on_click(self.reject)
        self.setLayout(
            column(
                PlainLabel(file_name, Type.DIALOG, elide=True),
                PlainLabel(
                    self.tr("A list never gives permission: these people get offers once they follow or write."),
                    Type.BODY,
                    Tone.TEXT2,
                    wrap=True,
                ),
                self.report,
                row(None, leave, self.take, gap=8),
                margins=24,
                gap=12,
            )
        )
        fixed(self, min_width=720, min_height=560)
        leave.setFocus()

    def _take(self) -> None:
        self.accept()
        self.taken.emit()
