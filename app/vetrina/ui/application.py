"""Sets up Qt: style, fonts, theme, language, the log of Qt's own messages, and the last net for exceptions.

Nothing here imports the store or the network: the window is painted before they are loaded.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from types import TracebackType

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    Qt,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from vetrina.ui import fonts, phrases
from vetrina.ui.assets import asset
from vetrina.ui.icons import program_icon
from vetrina.ui.theme import Look, theme
from vetrina.ui.widgets.focus_frame import FocusFrame

log = logging.getLogger(__name__)
qt_log = logging.getLogger("qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
LANGUAGES = ("en", "it")


def make_application(
    arguments: Sequence[str] = (), language: str = "", look: Look = Look.AUTO, zoom: float = 1.0
) -> QApplication:
    """The QApplication, dressed. `language` is "en", "it" or "" for the computer's own."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        app = QApplication(list(arguments) or ["vetrina"])
    app.setApplicationName("vetrina")
    app.setApplicationDisplayName("Vetrina")
    app.setDesktopFileName("vetrina")
    app.setStyle("Fusion")
    fonts.load()
    app.setWindowIcon(program_icon())
    set_language(app, language)
    theme().look, theme().zoom = look, zoom
    theme().apply()
    if not hasattr(app, "focus_frame"):
        app.focus_frame = FocusFrame(app)  # type: ignore[attr-defined]
    return app


def without_screen() -> None:
    """Draw into memory, on a pretended screen of 1920×1200 (the gallery, the tour). Before the application."""
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={asset('offscreen.json')}"


def catch_everything() -> None:
    """Send Qt's messages and unforeseen exceptions to the log; the program goes on."""
    qInstallMessageHandler(_log_qt)
    sys.excepthook = _log_exception


def set_language(app: QApplication, language: str = "") -> str:
    """Load the translations of "it" or "en" ("" for the computer's own); returns the code in force.

    Windows that are open already keep their words; the caller rebuilds them.
    """
    code = language or QLocale.system().name()[:2]
    code = code if code in LANGUAGES else "en"
    system = QLocale.system()
    QLocale.setDefault(system if system.name().startswith(code) else QLocale(code))
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    phrases.set_language(code)
    for file, folder in (
        (f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (f"vetrina_{code}", str(asset("translations"))),
    ):
        translator = QTranslator()
        if translator.load(file, folder):
            translator.setParent(app)
            app.installTranslator(translator)
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return code


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str | None) -> None:
    qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", context.category, message)


def _log_exception(kind: type[BaseException], trouble: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QCoreApplication.quit()
        return
    log.error("unforeseen", exc_info=(kind, trouble, trace))
