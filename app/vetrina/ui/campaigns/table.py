"""The table of campaigns: one painted row each, with heads above that share its columns."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vetrina.domain.campaigns import CampaignState
from vetrina.store.views import CampaignRow
from vetrina.ui.campaigns import words
from vetrina.ui.campaigns.pictures import Album
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.list_table import Index, OneColumnTable, RowDelegate
from vetrina.ui.widgets.painting import hairline, paint_chip, paint_text
from vetrina.ui.widgets.pictures import paint_picture
from vetrina.ui.widgets.row_models import RowsModel

RIGHT = Qt.AlignmentFlag.AlignRight
STATE, WHEN = 138, 108
NUMBERS = (70, 70, 46, 58, 78, 62)
EDGE = 20


def columns(width: float) -> list[tuple[float, float]]:
    """Left edge and width of campaign, state, when and the six numbers, in px on screen."""
    px = theme().px
    widths = [px(STATE), px(WHEN), *(px(number) for number in NUMBERS)]
    first = max(width - sum(widths) - px(EDGE), px(150))
    places, x = [(0.0, first)], first
    for one in widths:
        places.append((x, float(one)))
        x += one
    return places


class CampaignsModel(RowsModel[CampaignRow]):
    """Campaigns in the order the store gives them."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return words.title(row.campaign)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            named = [
                f"{head} {value}" for head, value in zip(self.heads()[3:], self.numbers(row), strict=True) if value
            ]
            parts = (words.title(row.campaign), words.state(row)[0], words.when(row.campaign), *named)
            return ", ".join(part for part in parts if part)
        return None

    def heads(self) -> tuple[str, ...]:
        """The words above the columns."""
        return (
            self.tr("Campaign"),
            self.tr("State"),
            self.tr("When"),
            self.tr("Sent"),
            self.tr("Delivered"),
            self.tr("Seen"),
            self.tr("Tapped"),
            self.tr("Wrote back"),
            self.tr("Blocked"),
        )

    def numbers(self, row: CampaignRow) -> tuple[str, ...]:
        """The counts of one campaign; a draft has none, a planned one only its people."""
        if row.campaign.state is CampaignState.DRAFT:
            return ("",) * 6
        reached = row.total - row.left_out
        if row.campaign.state is CampaignState.PLANNED:
            return (words.of(0, reached), "", "", "", "", "")
        counts = (row.delivered, row.seen, row.clicked, row.replied, row.blocked)
        return (words.of(row.sent, reached), *(str(count) for count in counts))


class Heads(QWidget):
    """The words above the columns; their numbers are read out with each row."""

    def __init__(self, model: CampaignsModel) -> None:
        super().__init__()
        self._model = model
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(400), theme().px(35))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, px = QPainter(self), theme().px
        painter.fillRect(self.rect(), theme().color("surface"))
        for number, (head, (x, wide)) in enumerate(zip(self._model.heads(), columns(self.width()), strict=True)):
            left = px(EDGE) if number == 0 else 0
            rect = QRectF(x + left, 0, wide - left - px(4), self.height())
            align = Qt.AlignmentFlag.AlignLeft if number < 3 else RIGHT
            paint_text(painter, rect, head, Type.SMALL_STRONG, Tone.TEXT2, align)
        hairline(painter, 0, self.height() - 1, self.width())


class CampaignRows(RowDelegate):
    """Picture 40, name and ad, state, when, counts."""

    bar = False

    def __init__(self, album: Album) -> None:
        super().__init__()
        self._album = album

    def paint_row(self, painter: QPainter, rect: QRectF, index: Index, *, chosen: bool) -> None:
        px, model = theme().px, index.model()
        if not isinstance(model, CampaignsModel):
            return
        row = model.rows[index.row()]
        places = columns(rect.width())
        picture = QRectF(rect.x() + px(EDGE), rect.y() + (rect.height() - px(40)) / 2, px(40), px(40))
        paint_picture(painter, picture, self._album.of(row.picture))
        text = QRectF(picture.right() + px(12), rect.y() + px(10), places[0][1] - px(EDGE + 60), px(18))
        paint_text(painter, text, words.title(row.campaign), Type.NAME)
        text.translate(0, px(18))
        below = f"{words.audience(row.campaign.audience)} · {row.ad_name}" if row.ad_name else words.no_ad()
        paint_text(painter, text, below, Type.SMALL, Tone.TEXT2)
        word, kind, icon = words.state(row)
        middle = rect.y() + (rect.height() - px(22)) / 2
        paint_chip(painter, rect.x() + places[1][0], middle, word, kind, icon, on_chosen=chosen, most=px(STATE - 8))
        when = QRectF(rect.x() + places[2][0], rect.y(), places[2][1] - px(6), rect.height())
        paint_text(painter, when, words.when(row.campaign), Type.BODY, Tone.TEXT2)
        for (x, wide), number in zip(places[3:], model.numbers(row), strict=True):
            cell = QRectF(rect.x() + x, rect.y(), wide - px(4), rect.height())
            paint_text(painter, cell, number, Type.BODY, Tone.TEXT, RIGHT)


class CampaignsTable(OneColumnTable):
    """The list; `opened(row)` on Enter or a double click, `clicked` opens too."""

    def __init__(self, model: CampaignsModel, album: Album) -> None:
        super().__init__("", 58, CampaignRows(album))
        self.setAccessibleName(self.tr("Campaigns"))
        self.setModel(model)
        album.arrived.connect(self.viewport().update)
