"""The shop list as a table: picture, title, variants, price, whether it can be had."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from vetrina.domain.catalog import Product, format_price_range
from vetrina.store.views import ProductRow
from vetrina.ui import moment
from vetrina.ui.phrases import language
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Kind, Tone, Type
from vetrina.ui.widgets.list_table import RowDelegate
from vetrina.ui.widgets.painting import RIGHT, paint_chip, paint_text
from vetrina.ui.widgets.pictures import paint_picture
from vetrina.ui.widgets.row_models import RowsModel

ROW = 52
Index = QModelIndex | QPersistentModelIndex


class ProductsModel(RowsModel[ProductRow]):
    """`more_wanted` asks for the next rows when the view nears the end."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures: dict[str, QPixmap | None] = {}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        one = self.rows[index.row()].product
        if role == Qt.ItemDataRole.DisplayRole:
            return one.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (one.title, self.variants(one), self.price(one), self.state(one)[0])
            return ", ".join(part for part in parts if part)
        return None

    def variants(self, product: Product) -> str:
        """How many there are to choose from, and by what."""
        if len(product.variants) < 2:
            return ""
        names = dict.fromkeys(name for variant in product.variants for name, _ in variant.options)
        count = self.tr("%n variants", "", len(product.variants))
        return f"{count} · {', '.join(names)}" if names else count

    def price(self, product: Product) -> str:
        """What it costs now."""
        span = product.price_range(moment.now())
        return format_price_range(span, language()) if span else ""

    def state(self, product: Product) -> tuple[str, Kind]:
        """Whether it can be had: word and kind of the chip."""
        return (self.tr("In stock"), Kind.OK) if product.in_stock else (self.tr("Sold out"), Kind.PLAIN)


class ProductRows(RowDelegate):
    """One product per row."""

    bar = False

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        model = index.model()
        assert isinstance(model, ProductsModel)
        row, px = model.rows[index.row()], theme().px
        product, edge = row.product, px(40)
        top = rect.top() + (rect.height() - edge) / 2
        paint_picture(painter, QRectF(rect.left() + px(12), top, edge, edge), model.pictures.get(row.picture))
        x = rect.left() + px(12) + edge + px(12)
        chip, price, count = px(96), px(130), px(190)
        title = rect.right() - px(12) - chip - price - count - px(24) - x
        below = QRectF(x, rect.top() + px(27), title, px(16))
        middle = product.brand or product.kind
        head = QRectF(x, rect.top() + px(8 if middle else 17), title, px(18))
        paint_text(painter, head, product.title, Type.NAME)
        paint_text(painter, below, middle, Type.SMALL, Tone.TEXT2)
        x += title + px(12)
        line = QRectF(x, rect.top(), count, rect.height())
        paint_text(painter, line, model.variants(product), Type.SMALL, Tone.TEXT2)
        paint_text(
            painter, line.translated(count, 0).adjusted(0, 0, price - count, 0), model.price(product), align=RIGHT
        )
        words, kind = model.state(product)
        paint_chip(painter, rect.right() - px(12) - chip + px(12), rect.top() + px(15), words, kind, most=chip - px(12))
