"""The shop list: what the shop sells, searched, and brought in from a file after a dry run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QStackedWidget, QWidget

from vetrina.engine.commands import CancelJob, ImportProducts
from vetrina.exchange.products import ProductImport
from vetrina.store.queries import products
from vetrina.store.views import ProductRow
from vetrina.ui.ads.fetching import save_products, unknown_pictures
from vetrina.ui.ads.import_report import ImportReport
from vetrina.ui.ads.products_table import ROW, ProductRows, ProductsModel
from vetrina.ui.bridge import Bridge
from vetrina.ui.phrases import cannot_write, sentence_of
from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.banner import Banner
from vetrina.ui.widgets.buttons import Button, ButtonKind
from vetrina.ui.widgets.dialog import Dialog
from vetrina.ui.widgets.fields import SearchEdit
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import clear, column, fixed, row
from vetrina.ui.widgets.list_table import OneColumnTable
from vetrina.ui.widgets.pictures import read_picture
from vetrina.ui.widgets.progress import ProgressCard
from vetrina.ui.widgets.states import EmptyState

ROWS_AT_ONCE = 100
JOB = "products"


class ShopList(Dialog):
    """Opened from the Ads page and from Settings: `ShopList(parent, bridge).open()`."""

    def __init__(self, parent: QWidget | None, bridge: Bridge) -> None:
        super().__init__(parent, "", "", "", width=860)
        self.setWindowTitle(self.tr("Shop list"))
        self.title.setText(self.tr("Shop list"))
        self.bridge = bridge
        self._path = Path()
        self._asked = 0
        self._working = self._stopped = False
        self.search = SearchEdit(self.tr("Search the shop list"))
        self.number = PlainLabel("", Type.BODY, Tone.TEXT2)
        self.import_button = Button(self.tr("Import…"), icon="upload").on_click(self.choose_file)
        self.save_button = Button(self.tr("Save as file…"), icon="download").on_click(self.choose_place)
        self.model = ProductsModel()
        self.table = OneColumnTable(self.tr("Shop list"), ROW, ProductRows())
        self.table.setModel(self.model)
        self.empty = EmptyState(
            self.tr("The shop list is empty"),
            self.tr("Bring an export of your online shop, or a table with title and price."),
        )
        self.empty.add_button(self.tr("Import…"), self.choose_file, ButtonKind.MAIN)
        self.report = ImportReport()
        self.progress = ProgressCard(self.tr("Reading the file"))
        self.take_button = Button("", ButtonKind.MAIN).on_click(self.take_over)
        self.back_button = Button(self.tr("Leave it")).on_click(self.show_list)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(150)
        self._build()
        self._typing.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.model.more_wanted.connect(self._more)
        self.progress.stopped.connect(self._stop)
        bridge.progress.connect(self._advanced)
        self.show_list()

    def _build(self) -> None:
        bar = row(gap=12)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.number)
        bar.addWidget(self.import_button)
        bar.addWidget(self.save_button)
        self.stack = QStackedWidget()
        fixed(self.stack, min_height=420)
        for part in (self.table, self.empty, self.report):
            self.stack.addWidget(part)
        self.stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.said = column(gap=6)
        self.bar = QWidget()
        self.bar.setLayout(bar)
        self.body.addWidget(self.bar)
        self.body.addLayout(self.said)
        self.body.addWidget(self.progress)
        self.body.addWidget(self.stack, 1)
        self._buttons.addWidget(self.back_button)
        self._buttons.addWidget(self.take_button)

    # The list

    def show_list(self) -> None:
        """Show what the shop sells."""
        self.title.setText(self.tr("Shop list"))
        self.bar.show()
        self.safe.show()
        for part in (self.progress, self.back_button, self.take_button):
            part.hide()
        self.refresh()

    def refresh(self) -> None:
        """Read the first rows again."""
        self._asked += 1
        asked, words, known = self._asked, self.search.text(), frozenset(self.model.pictures)
        self.bridge.read(
            lambda r: _read(r, words, None, known), lambda found: self._show(asked, found, anew=True), owner=self
        )

    def _more(self) -> None:
        asked, words, known = self._asked, self.search.text(), frozenset(self.model.pictures)
        after = products.place(self.model.rows[-1])
        self.bridge.read(
            lambda r: _read(r, words, after, known), lambda found: self._show(asked, found, anew=False), owner=self
        )

    def _show(self, asked: int, found: tuple[tuple[ProductRow, ...], int, dict[str, bytes]], *, anew: bool) -> None:
        if asked != self._asked:
            return
        rows, count, pictures = found
        for key, body in pictures.items():
            self.model.pictures[key] = read_picture(body)
        complete = len(rows) < ROWS_AT_ONCE
        (self.model.show_rows if anew else self.model.append)(rows, complete=complete)
        if self.stack.currentWidget() is not self.report or self.bar.isVisible():
            self.stack.setCurrentWidget(self.table if count else self.empty)
        if self.search.text():
            shown = len(self.model.rows)
            self.number.setText(self.tr("%n found", "", shown) if self.model.complete else f"{shown}+")
        else:
            self.number.setText(self.tr("%n products", "", count))

    # Away

    def choose_place(self) -> None:
        """Choose where the shop list goes as a table for other programs."""
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the shop list"), "vetrina-products.csv", "*.csv")
        if name:
            self.save_to(Path(name))

    def save_to(self, place: Path) -> None:
        """Write the whole list; it happens where the store is read, not here."""
        clear(self.said)
        self.save_button.turn_off(self.tr("The file is being written."))
        self.bridge.read(lambda r: save_products(r, place), self._saved, self._not_saved, owner=self)

    def _saved(self, count: int) -> None:
        self.save_button.turn_on()
        self._say(Kind.OK, self.tr("%n products are in the file now.", "", count))

    def _not_saved(self, trouble: Exception) -> None:
        self.save_button.turn_on()
        self._say(Kind.WARN, cannot_write(trouble))

    # Import

    def choose_file(self) -> None:
        """Choose a file; nothing is stored before the report was seen."""
        words = self.tr("Shop lists (*.csv *.tsv *.txt *.xml *.xlsx)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import the shop list"), "", words)
        if name:
            self.try_file(Path(name))

    def try_file(self, path: Path) -> None:
        """Read a file without keeping anything, and show what it would bring."""
        self._path = path
        self._work(self.tr("Reading “{name}”").format(name=path.name[:60]))
        self.bridge.ask(ImportProducts(path, dry_run=True), self._tried, self._not_read, owner=self)

    def _work(self, name: str) -> None:
        self._working, self._stopped = True, False
        clear(self.said)
        self.progress.name.setText(name)
        self.progress.setAccessibleName(name)
        self.progress.set_progress(0, 0)
        self.progress.show()
        self.import_button.turn_off(self.tr("One list at a time."))
        self.take_button.setEnabled(False)

    def _rest(self) -> None:
        self._working = False
        self.progress.hide()
        self.import_button.turn_on()
        self.take_button.setEnabled(True)

    def _stop(self) -> None:
        self._stopped = True
        self.bridge.ask(CancelJob(JOB), owner=self)

    def _advanced(self, job: str, done: int, total: int) -> None:
        if job == JOB and self._working:
            self.progress.set_progress(done, total)

    def _tried(self, found: ProductImport) -> None:
        self._rest()
        self.title.setText(self._path.name[:80])
        self.report.show_found(found)
        self.bar.hide()
        self.stack.setCurrentWidget(self.report)
        self.safe.hide()
        self.back_button.show()
        count = len(found.products)
        self.take_button.setText(self.tr("Take over %n products", "", count))
        self.take_button.updateGeometry()
        self.take_button.setVisible(count > 0)
        (self.take_button if count else self.back_button).setFocus()
        if not count:
            self._say(Kind.WARN, self.tr("Nothing in this file can be taken over."), self.tr("Each row says why."))

    def _not_read(self, trouble: Exception) -> None:
        self._rest()
        self.show_list()
        self._say(Kind.WARN, sentence_of(trouble))

    def take_over(self) -> None:
        """Keep the products of the report."""
        self._work(self.tr("Taking over “{name}”").format(name=self._path.name[:60]))
        self.bridge.ask(ImportProducts(self._path, dry_run=False), self._taken, self._not_read, owner=self)

    def _taken(self, found: ProductImport) -> None:
        self._rest()
        self.search.clear()
        self.show_list()
        self.stack.setCurrentWidget(self.table)
        if self._stopped:
            self._say(Kind.NEUTRAL, self.tr("Stopped. What had come in before stays; import again for the rest."))
        else:
            self._say(Kind.OK, self.tr("%n products were taken over.", "", len(found.products)))
        self.search.setFocus()

    def _say(self, kind: Kind, words: str, more: str = "") -> None:
        clear(self.said)
        self.said.addWidget(Banner(kind, words, more, icon="circle-check" if kind is Kind.OK else ""))


def _read(
    r: Any, words: str, after: tuple[str, int] | None, known: frozenset[str]
) -> tuple[tuple[ProductRow, ...], int, dict[str, bytes]]:
    rows = products.page(r, words, after, ROWS_AT_ONCE)
    return rows, products.count(r), unknown_pictures(r, (one.picture for one in rows), known)
