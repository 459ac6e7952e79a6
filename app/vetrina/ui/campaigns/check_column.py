"""One group of the check: its number, the reasons with their counts, examples, and the way to everybody."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from vetrina.domain.campaigns import Group
from vetrina.store.views import CheckedPerson, ReasonCount
from vetrina.ui.campaigns.rows import ExampleRow
from vetrina.ui.icons import paint_icon
from vetrina.ui.phrases import phrase
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.buttons import Button, ButtonKind, ButtonSize
from vetrina.ui.widgets.cards import Scroll
from vetrina.ui.widgets.chips import Clickable
from vetrina.ui.widgets.labels import PlainLabel
from vetrina.ui.widgets.layouts import box, clear, column, fixed, row, set_margins
from vetrina.ui.widgets.painting import corners, hairline, paint_text, rounded
from vetrina.ui.widgets.popover import Popover

_LOOKS = {
    Group.NOW: ("circle-check", Tone.OK, "ok_soft"),
    Group.LATER: ("clock", Tone.WARN, "warn_soft"),
    Group.NOT_THIS_TIME: ("hand", Tone.TEXT2, "sunken"),
}
HEAD = 70


class ShowAll(Clickable):
    """The foot of a column: "Show all 84" and an arrow."""

    def __init__(self) -> None:
        super().__init__("")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """How many the full list has; without anybody there is nothing to show."""
        self.setAccessibleName(self.tr("Show all {n}").format(n=count))
        self.setEnabled(count > 0)
        self.setVisible(count > 0)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, px = QPainter(self), theme().px
        hairline(painter, 0, 0, self.width())
        rect = QRectF(px(14), 0, self.width() - px(40), self.height())
        paint_text(painter, rect, self.accessibleName(), Type.SMALL_STRONG, Tone.ACCENT)
        paint_icon(painter, "chevron-right", self.width() - px(30), (self.height() - px(16)) / 2, 16, Tone.TEXT)


class CheckColumn(QFrame):
    """`show_all(group)` for the full list, `invite` beside strangers."""

    show_all = Signal(object)
    invite = Signal()

    def __init__(self, group: Group) -> None:
        super().__init__()
        self.group = group
        self._icon, tone, self._ground = _LOOKS[group]
        self._tone = tone
        self._shown: tuple[object, ...] = ()
        self.number = PlainLabel("", Type.NUMBER, tone)
        self.title = PlainLabel(self._title(), Type.SECTION, tone)
        self.below = PlainLabel("", Type.SMALL)
        head = box(
            column(
                row(26, self.title, None, self.number, margins=(14, 10, 14, 0)),
                row(self.below, None, margins=(14, 0, 14, 0)),
                None,
            )
        )
        fixed(head, height=HEAD)
        self.reasons = column(gap=0, margins=(8, 6, 8, 6))
        self.examples = column(gap=0)
        self.people = Scroll(margins=0, gap=0)
        self.people.add(self.examples, None)
        self.all = ShowAll()
        self.all.clicked.connect(lambda: self.show_all.emit(self.group))
        whole = column(head, self.reasons, margins=1)
        whole.addWidget(self.people, 1)
        whole.addWidget(self.all)
        self.setLayout(whole)

    def _title(self) -> str:
        return {
            Group.NOW: self.tr("Now"),
            Group.LATER: self.tr("Later"),
            Group.NOT_THIS_TIME: self.tr("Not this time"),
        }[self.group]

    def show_group(
        self, count: int, below: str, reasons: tuple[ReasonCount, ...], examples: tuple[CheckedPerson, ...]
    ) -> None:
        """Everything of this group at once; the same again leaves the reader's place alone."""
        shown = (count, below, reasons, examples)
        if shown == self._shown:
            return
        self._shown = shown
        self.number.setText(str(count))
        self.below.setText(below)
        self.setAccessibleName(f"{self._title()}, {count}")
        clear(self.reasons)
        for one in sorted(reasons, key=lambda reason: -reason.count):
            self.reasons.addWidget(self._reason(one))
        clear(self.examples)
        for person in examples:
            self.examples.addWidget(ExampleRow(person))
        self.people.verticalScrollBar().setValue(0)
        self.all.set_count(count)

    def _reason(self, one: ReasonCount) -> QWidget:
        number = PlainLabel(str(one.count), Type.NAME, align=Qt.AlignmentFlag.AlignRight)
        fixed(number, min_width=22)
        words = PlainLabel(phrase(f"many.{one.reason}"), Type.BODY, elide=True)
        line = row(gap=8)
        line.addWidget(number)
        line.addWidget(words, 1)
        if one.reason == "stranger":
            line.addWidget(Button(self.tr("Invite"), ButtonKind.LINK, size=ButtonSize.SMALL).on_click(self.invite.emit))
        elif one.reason == "unanswered":
            why = Button(self.tr("Why?"), ButtonKind.LINK, size=ButtonSize.SMALL)
            why.on_click(lambda: self._explain(why))
            line.addWidget(why)
        holder = box(line)
        fixed(holder, height=30)
        return holder

    def _explain(self, opener: Button) -> None:
        popover = Popover(self.tr("Why?"), self, width=300)
        popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = self.tr(
            "One offer at a time: whoever has not tapped the last one gets no other until they tap it. "
            "So nobody is flooded, and your offers stay welcome."
        )
        set_margins(popover.body, 34, 0)
        popover.body.addWidget(PlainLabel(words, wrap=True))
        popover.open_at(opener)

    def paintEvent(self, event: QPaintEvent) -> None:
        t, px, painter = theme(), theme().px, QPainter(self)
        rect = QRectF(self.rect())
        radius = px(8)
        rounded(painter, rect, radius, t.color("surface"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head = QRectF(0, 0, rect.width(), px(HEAD))
        painter.fillPath(corners(head, radius, radius, 0, 0), t.color(self._ground))
        hairline(painter, 0, px(HEAD), rect.width())
        rounded(painter, rect, radius, None, t.color("line"))
        paint_icon(painter, self._icon, px(14), px(18), 18, self._tone)
