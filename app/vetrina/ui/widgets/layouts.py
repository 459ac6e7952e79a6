"""Layouts and fixed sizes given in px of the design; they follow the zoom."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from vetrina.ui.theme import theme

Margins = int | tuple[int, int] | tuple[int, int, int, int]


class _Follower(QObject):
    """Runs `apply` now and after each change of theme or zoom, for as long as its parent lives."""

    def __init__(self, parent: QObject, apply: Callable[[], None]) -> None:
        super().__init__(parent)
        self._apply = apply
        theme().changed.connect(self._run)
        apply()

    def _run(self) -> None:
        self._apply()


def follow_theme(owner: QObject, apply: Callable[[], None]) -> None:
    """Run `apply` now and after each change of theme or zoom while `owner` lives."""
    _Follower(owner, apply)


def _four(margins: Margins) -> tuple[int, int, int, int]:
    if isinstance(margins, int):
        return margins, margins, margins, margins
    if len(margins) == 2:  # vertical, horizontal: the order of CSS
        return margins[1], margins[0], margins[1], margins[0]
    return margins


def set_margins(layout: QLayout, margins: Margins = 0, gap: int = 0) -> None:
    """Margins (all | vertical, horizontal | left, top, right, bottom) and gap, in px of the design."""
    left, top, right, bottom = _four(margins)

    def apply() -> None:
        px = theme().px
        layout.setContentsMargins(px(left), px(top), px(right), px(bottom))
        layout.setSpacing(px(gap))

    follow_theme(layout, apply)


def _fill(layout: QBoxLayout, parts: tuple[QWidget | QLayout | int | None, ...]) -> None:
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(theme().px(part))
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)


def column(*parts: QWidget | QLayout | int | None, margins: Margins = 0, gap: int = 0) -> QVBoxLayout:
    """A vertical layout; `None` among the parts stretches, a number is extra space."""
    layout = QVBoxLayout()
    set_margins(layout, margins, gap)
    _fill(layout, parts)
    return layout


def row(*parts: QWidget | QLayout | int | None, margins: Margins = 0, gap: int = 0) -> QHBoxLayout:
    """A horizontal layout; `None` among the parts stretches, a number is extra space."""
    layout = QHBoxLayout()
    set_margins(layout, margins, gap)
    _fill(layout, parts)
    return layout


def box(layout: QLayout, ground: str = "") -> QFrame:
    """A plain frame that holds a layout; `ground` is canvas, surface, sunken, raised or rail."""
    frame = QFrame()
    frame.setLayout(layout)
    if ground:
        frame.setProperty("ground", ground)
        frame.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return frame


def fixed(widget: QWidget, width: int = 0, height: int = 0, min_width: int = 0, min_height: int = 0) -> None:
    """Fix or floor a widget's size in px of the design; 0 leaves a side alone."""

    def apply() -> None:
        px = theme().px
        if width:
            widget.setFixedWidth(px(width))
        if height:
            widget.setFixedHeight(px(height))
        if min_width:
            widget.setMinimumWidth(px(min_width))
        if min_height:
            widget.setMinimumHeight(px(min_height))

    follow_theme(widget, apply)


def clear(layout: QLayout) -> None:
    """Remove everything from a layout and delete the widgets later."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)
            inner.deleteLater()
