"""Picture and product of an ad: the best match for each person, or always the same, with a picture of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import shiboken6
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy, QWidget

from vetrina.domain.catalog import Product
from vetrina.store.views import ProductRow
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.buttons import Button, ButtonKind, ButtonSize, MenuButton
from vetrina.ui.widgets.cards import Card
from vetrina.ui.widgets.checks import Radio
from vetrina.ui.widgets.dialog import Dialog
from vetrina.ui.widgets.fields import SearchEdit
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, fixed, row
from vetrina.ui.widgets.pictures import Picture


@dataclass(frozen=True, slots=True)
class Picked:
    """What the owner chose here."""

    per_person: bool
    product_kind: str
    product_key: str
    picture: str


class _Option(Card):
    """A card with a small picture, a radio button and one line below."""

    def __init__(self, words: str) -> None:
        super().__init__((8, 6, 8, 6), 0)
        self.radio = Radio(words)
        self.radio.setAutoExclusive(False)
        self.picture = Picture(40, 40)
        self.below = PlainLabel("", Type.SMALL, Tone.TEXT2, elide=True)
        self.line = row(self.below, gap=4)
        lines = column(self.radio, gap=0)
        lines.addLayout(self.line)
        whole = row(self.picture, gap=8)
        whole.addLayout(lines, 1)
        self.body.addLayout(whole)
        self.radio.toggled.connect(self.set_chosen)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)


class ProductPick(QWidget):
    """`edited` after each change; `search(words, show)` finds products; `own_wanted()` for an own picture."""

    edited = Signal()
    own_wanted = Signal()

    def __init__(self, search: Callable[[str, Callable[[tuple[ProductRow, ...]], None]], None]) -> None:
        super().__init__()
        self._search = search
        self._picked = Picked(False, "", "", "")
        self._kinds: tuple[str, ...] = ()
        self._title = ""
        self._missing = False
        self.best = _Option(self.tr("Best match per person"))
        self.same = _Option(self.tr("Always the same"))
        self.kind = MenuButton(self.tr("Kind"), ButtonKind.LINK, size=ButtonSize.SMALL)
        self.kind.setAccessibleName(self.tr("Kind of product"))
        self.choose = MenuButton(self.tr("Choose…"), ButtonKind.LINK, size=ButtonSize.SMALL)
        self.choose.setAccessibleName(self.tr("Product or picture"))
        for option, button in ((self.best, self.kind), (self.same, self.choose)):
            option.line.addWidget(button)
            option.line.setStretch(0, 1)
            option.line.addStretch(0)
        self.choose.menu_.addAction(self.tr("Product from the shop list…"), self.ask_product)
        self.choose.menu_.addAction(self.tr("Own picture…"), self.own_wanted.emit)
        self._plain = self.choose.menu_.addAction(self.tr("The product's picture"), lambda: self.take_picture(""))
        self._none = self.choose.menu_.addAction(self.tr("No product"), lambda: self._take_product(None))
        line = row(gap=8)
        line.addWidget(self.best, 3)
        line.addWidget(self.same, 2)
        self.setLayout(line)
        self.best.radio.clicked.connect(lambda _on: self._per_person(True))
        self.same.radio.clicked.connect(lambda _on: self._per_person(False))

    def picked(self) -> Picked:
        """What is chosen now."""
        return self._picked

    def show_pick(self, picked: Picked) -> None:
        """Show another choice; emits nothing."""
        self._picked = picked
        self.best.radio.setChecked(picked.per_person)
        self.same.radio.setChecked(not picked.per_person)
        self._say()

    def show_kinds(self, kinds: tuple[str, ...]) -> None:
        """The kinds that the shop list has."""
        self._kinds = kinds
        self.kind.menu_.clear()
        for kind in kinds:
            self.kind.menu_.addAction(kind[:60].replace("&", "&&"), partial(self._take_kind, kind))
        self.best.radio.setEnabled(bool(kinds))
        self.kind.setEnabled(bool(kinds))
        self._say()

    def show_shown(self, product: Product | None, picture: QPixmap | None) -> None:
        """What the preview's person sees of it just now."""
        option = self.best if self._picked.per_person else self.same
        option.picture.show_picture(picture)
        if not self._picked.per_person:
            self._title = product.title if product is not None else ""
            self._missing = picture is None and bool(self._picked.picture)
            self._say()

    def _say(self) -> None:
        if not self._kinds:
            self.best.below.setText(self.tr("needs kinds in the shop list"))
        elif self._picked.product_kind:
            words = self.tr("from {kind}, in stock, their size").format(kind=self._picked.product_kind)
            self.best.below.setText(words)
        else:
            self.best.below.setText(self.tr("from one kind of product"))
        own = self.tr("own picture") if self._picked.picture else ""
        if self._missing and own:
            own = self.tr("picture missing, choose another")
        title = self._title if self._picked.product_key else ""
        words = " · ".join(part for part in (title, own) if part)
        self.same.below.setText(words)
        self.same.below.setVisible(bool(words))
        self._plain.setEnabled(bool(self._picked.picture))
        self._none.setEnabled(bool(self._picked.product_key))

    def _change(self, picked: Picked) -> None:
        self.show_pick(picked)
        self.edited.emit()

    def _per_person(self, on: bool) -> None:
        kind = self._picked.product_kind or (self._kinds[0] if on and self._kinds else "")
        self._change(Picked(on, kind, self._picked.product_key, self._picked.picture))

    def _take_kind(self, kind: str) -> None:
        self._change(Picked(True, kind, self._picked.product_key, self._picked.picture))

    def take_picture(self, sha256: str) -> None:
        """Show this kept picture instead of the product's; empty for the product's."""
        self._change(Picked(self._picked.per_person, self._picked.product_kind, self._picked.product_key, sha256))

    def _take_product(self, product: Product | None) -> None:
        self._title = product.title if product is not None else ""
        key = product.key if product is not None else ""
        self._change(Picked(False, self._picked.product_kind, key, self._picked.picture))

    def ask_product(self) -> ProductChooser:
        """Open the shop list to choose from."""
        dialog = ProductChooser(self.window(), self._search)
        dialog.chosen.connect(self._take_product)
        dialog.open()
        dialog.search.setFocus(Qt.FocusReason.OtherFocusReason)
        return dialog


class ProductChooser(Dialog):
    """The shop list with a search; `chosen(product)`."""

    chosen = Signal(object)

    def __init__(
        self, parent: QWidget, search: Callable[[str, Callable[[tuple[ProductRow, ...]], None]], None]
    ) -> None:
        super().__init__(parent, self.tr("Which product?"), "", self.tr("Leave it"))
        self._ask = search
        self.search = SearchEdit(self.tr("Search the shop list"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Shop list"))
        self.list.setUniformItemSizes(True)
        fixed(self.list, min_height=260)
        self.nothing = PlainLabel("", Type.BODY, Tone.TEXT2, wrap=True)
        self.nothing.hide()
        self.body.addWidget(self.search)
        self.body.addWidget(self.list)
        self.body.addWidget(self.nothing)
        self.use: Button = self.add_act(self.tr("Use this product"), self._use, enter=True)
        self.search.textChanged.connect(self._look)
        self.list.itemActivated.connect(lambda _item: self.use.click())
        self._look("")

    def _look(self, words: str) -> None:
        self._ask(words, lambda rows: self._show(words, rows))

    def _show(self, words: str, rows: tuple[ProductRow, ...]) -> None:
        if not shiboken6.isValid(self) or words != self.search.text():
            return
        self.list.clear()
        for one in rows:
            item = QListWidgetItem(one.product.title[:120])
            item.setData(Qt.ItemDataRole.UserRole, one.product)
            item.setSizeHint(QSize(10, theme().px(30)))
            self.list.addItem(item)
        self.list.setCurrentRow(0 if rows else -1)
        self.use.setEnabled(bool(rows))
        self.nothing.setVisible(not rows)
        self.nothing.setText(
            self.tr("Nothing in the shop list has these words.")
            if words
            else self.tr("The shop list is empty. Import it with “Shop list” above the ads.")
        )

    def _use(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
