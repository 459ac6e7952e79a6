"""The right side: a phone that shows the ad as a chosen person will see it, and why."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from vetrina.domain.ads import Ad, FeedAudience
from vetrina.domain.people import given_name
from vetrina.store.queries.ads import Reader
from vetrina.ui import moment
from vetrina.ui.ads.card_layout import CardContent, CardLayout, lay_out_card
from vetrina.ui.ads.card_painter import paint_card
from vetrina.ui.ads.card_words import card_words
from vetrina.ui.ads.version import Version, asks_size
from vetrina.ui.icons import paint_icon
from vetrina.ui.theme import theme
from vetrina.ui.tokens import DARK, LIGHT, Tokens, Tone, Type
from vetrina.ui.widgets.buttons import IconButton
from vetrina.ui.widgets.cards import Card, Panel
from vetrina.ui.widgets.chips import Painted
from vetrina.ui.widgets.fields import Choice
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import column, fixed, follow_theme, row
from vetrina.ui.widgets.phone_frame import PhoneFrame
from vetrina.ui.widgets.pictures import read_picture

COLUMN = 274
STRIPES = 18
PALE = "#EADFCB"


class PageTop(Painted):
    """The head of the customer page: the shop's name over the awning. Decorative."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens: Tokens = LIGHT

    def sizeHint(self) -> QSize:
        return QSize(theme().px(COLUMN), theme().px(55))

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self.tokens.surface))
        font = t.font(Type.BRAND_SMALL)
        font.setPixelSize(t.px(18))
        painter.setFont(font)
        painter.setPen(QColor(self.tokens.text))
        room = QRectF(t.px(14), t.px(9), self.width() - t.px(60), t.px(24))
        name = painter.fontMetrics().elidedText(
            moment.shop().name[:200], Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, name)
        paint_icon(painter, "ellipsis", self.width() - t.px(32), t.px(13), 18, QColor(self.tokens.text))
        wide, top, tall = self.width() / STRIPES, t.px(40), self.height() - t.px(40)
        painter.fillRect(QRectF(0, top, self.width(), tall), QColor(self.tokens.canvas))
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(STRIPES):
            painter.setBrush(QColor("#17625B" if number % 2 == 0 else PALE))
            x = number * wide
            painter.drawRect(QRectF(x, top, wide, tall - wide / 2))
            painter.drawEllipse(QRectF(x, top + tall - wide, wide, wide))


class CardView(QWidget):
    """The card as the customer page shows it, enlarged with the program."""

    def __init__(self) -> None:
        super().__init__()
        self._content: CardContent | None = None
        self._layout: CardLayout | None = None
        self._marks: tuple[str, ...] = ()
        self.dark = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self, self._measure)

    def show_card(self, content: CardContent | None) -> None:
        """Show another card."""
        self._content = content
        self._layout = lay_out_card(content, COLUMN) if content is not None else None
        self._measure()
        self.update()

    def show_marks(self, marks: tuple[str, ...]) -> None:
        """Put the ground of a slip under these stretches of the ad's texts."""
        self._marks = marks
        self.update()

    def card_layout(self) -> CardLayout | None:
        """Where everything of the card is, in CSS px."""
        return self._layout

    def _measure(self) -> None:
        height = self._layout.height if self._layout is not None else 100
        self.setFixedSize(theme().px(COLUMN), round(height * theme().scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor((DARK if self.dark else LIGHT).canvas))
        if self._layout is not None and self._content is not None:
            painter.scale(theme().scale, theme().scale)
            paint_card(painter, self._layout, self._content, dark=self.dark, marks=self._marks)


class Preview(Panel):
    """`wanted(reader)`: the owner wants to see the ad as another person."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("l", "sunken")
        self.readers: tuple[Reader, ...] = ()
        self.shown: Version | None = None
        self.people = Choice(self.tr("Preview as"))
        self.people.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.people.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.people.setMinimumContentsLength(8)
        self.before = IconButton("chevron-left", self.tr("Previous person")).on_click(lambda: self.step(-1))
        self.after = IconButton("chevron-right", self.tr("Next person")).on_click(lambda: self.step(1))
        self.night = IconButton("moon", self.tr("As on a dark phone")).on_click(self._turn)
        self.top, self.card = PageTop(), CardView()
        self.screen_ = QScrollArea()
        self.why = PlainLabel("", Type.SMALL, Tone.TEXT, wrap=True)
        self._build()
        self.people.chosen.connect(self.wanted)

    def _build(self) -> None:
        head = Panel("b", "surface", across=True)
        fixed(head, height=60)
        bar = row(PlainLabel(self.tr("Preview as"), Type.BODY, Tone.TEXT2), gap=8, margins=(16, 0, 16, 0))
        bar.addWidget(self.people, 1)
        for part in (self.before, self.after, self.night):
            bar.addWidget(part)
        head.body.addLayout(bar)
        self.screen_.setWidget(self.card)
        self.screen_.setFrameShape(QFrame.Shape.NoFrame)
        self.screen_.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.screen_.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.screen_.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.screen_.setAccessibleName(self.tr("Preview"))
        inside = QWidget()
        stack = QVBoxLayout(inside)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(0)
        stack.addWidget(self.top)
        stack.addWidget(self.screen_, 1)
        self.phone = PhoneFrame()
        self.phone.set_content(inside)
        why = Card((12, 9, 12, 9), 0)
        why.body.addWidget(self.why)
        self.why_card = why
        why.hide()
        rest = column(gap=12, margins=(16, 14, 16, 12))
        rest.addWidget(self.phone, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        rest.addWidget(why)
        rest.addStretch(1)
        self.body.addWidget(head)
        self.body.addLayout(rest, 1)
        self._dress()

    def _dress(self) -> None:
        tokens = DARK if self.card.dark else LIGHT
        palette = self.screen_.viewport().palette()
        palette.setColor(palette.ColorRole.Window, QColor(tokens.canvas))
        self.screen_.viewport().setPalette(palette)
        self.screen_.viewport().setAutoFillBackground(True)
        self.top.tokens = tokens
        self.top.update()
        self.card.update()

    def _turn(self) -> None:
        """Some people's phones are dark; an ad should please there too."""
        self.card.dark = not self.card.dark
        self.night.set_icon("sun" if self.card.dark else "moon")
        self.night.setAccessibleName(
            self.tr("As on a light phone") if self.card.dark else self.tr("As on a dark phone")
        )
        self._dress()

    def show_readers(self, readers: tuple[Reader, ...]) -> None:
        """Whom the ad can be shown as; the chosen person stays where possible."""
        if readers == self.readers:
            return
        chosen = self.reader()
        self.readers = readers
        self.people.clear()
        for one in readers:
            self.people.add(one.name[:80] or self.tr("Somebody"), one)
        for index, one in enumerate(readers):
            if chosen is not None and one.id == chosen.id:
                self.people.setCurrentIndex(index)
        for part in (self.before, self.after, self.people):
            part.setEnabled(len(readers) > 1)

    def reader(self) -> Reader | None:
        """The person chosen, None while nobody is there."""
        index = self.people.currentIndex()
        return self.readers[index] if 0 <= index < len(self.readers) else None

    def step(self, direction: int) -> None:
        """The previous (-1) or next (+1) person, round and round."""
        if self.readers:
            self.people.setCurrentIndex((self.people.currentIndex() + direction) % len(self.readers))
            self.wanted.emit(self.reader())

    def show_version(self, ad: Ad, made: Version) -> None:
        """Show what the person sees, and why."""
        self.shown = made
        reader = made.reader
        pixmap = read_picture(made.picture) if made.picture else None
        spoken = reader.language[:2] if reader.language[:2] in ("en", "it") else moment.shop_language()
        content = CardContent(
            made.creative, ad.action, reader.follows, card_words(spoken), pixmap.toImage() if pixmap else None
        )
        self.card.show_card(content)
        one = made.creative
        said = (one.headline, one.text, one.product.title if one.product else "", one.greeting)
        self.screen_.setAccessibleDescription(". ".join(part for part in said if part))
        self._say_why(ad, made)

    def _say_why(self, ad: Ad, made: Version) -> None:
        name = given_name(made.reader.name) or self.tr("this person")
        if ad.audience is FeedAudience.FOLLOWERS and not made.reader.follows:
            head = self.tr("{name} does not see this ad:").format(name=name)
            words = self.tr("it is for people who follow the shop.")
        else:
            head = self.tr("Why {name} sees this version:").format(name=name)
            words = self._reason(ad, made, name)
        self.why_card.show()
        self.why.set_sentence((head, None), f" {words}")

    def _reason(self, ad: Ad, made: Version, name: str) -> str:
        size = made.reader.size
        only = self.tr("Only facts this person gave you are used.")
        if not asks_size(ad) or (made.product is None and not size):
            return self.tr("everybody sees the same; only the name differs.")
        if not size:
            return self.tr("the size is not known, so the general version is shown. {only}").format(only=only)
        if made.fits:
            return self.tr("size {size} is known and in stock. {only}").format(size=size, only=only)
        return self.tr("size {size} is known, but not in stock now. {only}").format(size=size, only=only)
