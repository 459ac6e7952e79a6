"""The one style sheet of the program, filled from the tokens; parts that paint themselves are not in it."""

from __future__ import annotations

from collections.abc import Callable
from string import Template

from vetrina.ui.assets import asset
from vetrina.ui.tokens import Tokens

_QSS = Template("""
QMainWindow, QDialog { background: $canvas; }
QWidget[ground="surface"] { background: $surface; }
QWidget[ground="canvas"] { background: $canvas; }
QWidget[ground="sunken"] { background: $sunken; }
QWidget[ground="raised"] { background: $raised; }
QWidget[ground="rail"] { background: $rail; }

QLineEdit, QAbstractSpinBox, QTextEdit, QPlainTextEdit {
  background: $surface; color: $text; border: 1px solid $edge; border-radius: ${r6}px;
  selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QTextEdit { placeholder-text-color: $text3; }
QLineEdit, QAbstractSpinBox { padding: 0 ${p9}px; min-height: ${h30}px; }
QTextEdit, QPlainTextEdit { padding: ${p3}px ${p7}px ${p7}px ${p7}px; }
QLineEdit[fieldSize="tall"] { min-height: ${h36}px; }
QLineEdit:focus, QAbstractSpinBox:focus, QTextEdit:focus, QPlainTextEdit:focus {
  border: 2px solid $focus; padding: 0 ${p8}px; }
QLineEdit:focus, QAbstractSpinBox:focus { min-height: ${h28}px; }
QLineEdit[fieldSize="tall"]:focus { min-height: ${h34}px; }
QTextEdit[fieldSize="line"] { padding: 1px ${p7}px; }
QTextEdit:focus, QPlainTextEdit:focus { padding: ${p2}px ${p6}px ${p6}px ${p6}px; }
QTextEdit[fieldSize="line"]:focus { padding: 0 ${p6}px; }
QLineEdit[wrong="true"], QAbstractSpinBox[wrong="true"], QTextEdit[wrong="true"] {
  border: 2px solid $bad; }
QLineEdit[wrong="true"], QAbstractSpinBox[wrong="true"] { padding: 0 ${p8}px; min-height: ${h28}px; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QTextEdit:disabled, QPlainTextEdit:disabled {
  background: $sunken; border-color: $line; color: $text3; }
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus, QTextEdit[bare="true"], QTextEdit[bare="true"]:focus {
  border: 0; padding: 0; background: transparent; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {
  border: 0; background: transparent; padding: 0; min-height: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: ${h20}px; border: 0; background: transparent; }
QAbstractSpinBox::up-arrow { image: url($arrow_up); width: ${h12}px; height: ${h12}px; }
QAbstractSpinBox::down-arrow { image: url($arrow); width: ${h12}px; height: ${h12}px; }

QComboBox { background: $surface; color: $text; border: 1px solid $edge; border-radius: ${r6}px;
  padding: 0 ${p9}px; min-height: ${h30}px; }
QComboBox:focus { border: 2px solid $focus; padding: 0 ${p8}px; min-height: ${h28}px; }
QComboBox[fieldSize="small"] { min-height: ${h26}px; font-size: ${f12}px; }
QComboBox[fieldSize="small"]:focus { min-height: ${h24}px; }
QComboBox:disabled { background: $sunken; border-color: $line; color: $text3; }
QComboBox::drop-down { border: 0; width: ${h28}px; }
QComboBox::down-arrow { image: url($arrow); width: ${h16}px; height: ${h16}px; }
QComboBox QAbstractItemView { background: $raised; color: $text; border: 1px solid $line;
  padding: ${p4}px; outline: 0; selection-background-color: $accent_soft; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: ${h30}px; padding: 0 ${p8}px; border-radius: ${r6}px; }

QMenu { background: $raised; color: $text; border: 1px solid $line; border-radius: ${r8}px; padding: ${p6}px; }
QMenu::item { padding: ${p7}px ${p20}px ${p7}px ${p10}px; border-radius: ${r6}px; min-width: ${w160}px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $text3; }
QMenu::icon { padding-left: ${p8}px; }
QMenu::separator { height: 1px; background: $line; margin: ${p4}px ${p6}px; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: ${p4}px ${p8}px;
  font-size: ${f12}px; }

QTableView { background: $surface; border: 0; gridline-color: transparent; outline: 0;
  selection-background-color: $accent_soft; selection-color: $text; }
QTableView[ground="canvas"] { background: $canvas; }
QHeaderView { background: $surface; border: 0; }
QHeaderView::section { background: $surface; color: $text2; border: 0; border-bottom: 1px solid $line;
  padding: 0 ${p7}px; min-height: ${h32}px; font-size: ${f12}px; font-weight: 600; text-align: left; }
QHeaderView::section:hover { background: $sunken; }
QHeaderView::up-arrow { image: url($arrow_up); width: ${h14}px; height: ${h14}px;
  subcontrol-position: center right; }
QHeaderView::down-arrow { image: url($arrow); width: ${h14}px; height: ${h14}px;
  subcontrol-position: center right; }

QScrollArea { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: ${h12}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${h12}px; margin: 0; }
QScrollBar::handle { background: $btn_line; border-radius: ${r4}px; margin: ${p2}px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::handle:vertical { min-height: ${h28}px; }
QScrollBar::handle:horizontal { min-width: ${h28}px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: transparent; border: 0; width: 0; height: 0; }
QSplitter::handle { background: transparent; }
""")

_LENGTHS = ("f12", "h12", "h14", "h16", "h20", "h24", "h26", "h28", "h30", "h32", "h34", "h36", "p2", "p3", "p4",
            "p5", "p6", "p7", "p8", "p9", "p10", "p20", "r4", "r6", "r8", "w160")  # fmt: skip


def stylesheet(tokens: Tokens, px: Callable[[float], int]) -> str:
    """The style sheet for these tokens at this scale."""
    tint = "dark" if tokens.dark else "light"
    values: dict[str, str | int] = {name: px(int(name[1:])) for name in _LENGTHS}
    for field in tokens.__slots__:
        values[field] = str(getattr(tokens, field))
    values["arrow"] = asset("icons", f"arrow-{tint}.svg").as_posix()
    values["arrow_up"] = asset("icons", f"arrow-up-{tint}.svg").as_posix()
    return _QSS.substitute(values)
