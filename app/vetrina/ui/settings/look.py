"""Look and language: theme, size, motion, language, and which key sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from vetrina.settings import Language, Settings, Theme
from vetrina.ui.settings.section import Section, setting_card
from vetrina.ui.theme import ZOOMS, Look, theme
from vetrina.ui.tokens import Kind
from vetrina.ui.widgets.banner import Banner
from vetrina.ui.widgets.checks import Segmented, Switch
from vetrina.ui.widgets.fields import Choice
from vetrina.ui.widgets.layouts import column

if TYPE_CHECKING:
    from vetrina.ui.main_window import MainWindow

_THEMES = (Theme.AUTO, Theme.LIGHT, Theme.DARK)


class LookSection(Section):
    """Every change counts at once; the language from the next start."""

    icon = "sun"

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.title = self.tr("Look and language")
        self.below = self.tr("How Vetrina looks on this computer.")
        self.theme = Segmented(
            self.tr("Light or dark"), [self.tr("As the computer"), self.tr("Light"), self.tr("Dark")]
        )
        self.theme.chosen.connect(self._choose_theme)
        self.zoom = Choice(self.tr("Size"))
        for zoom in ZOOMS:
            self.zoom.add(f"{round(zoom * 100)} %", round(zoom * 100))
        self.zoom.chosen.connect(self._choose_zoom)
        self.language = Choice(self.tr("Language"))
        self.language.add(self.tr("As the computer"), Language.SYSTEM)
        self.language.add("Italiano", Language.ITALIAN)
        self.language.add("English", Language.ENGLISH)
        self.language.chosen.connect(self._choose_language)
        self.next_start = Banner(Kind.NEUTRAL, self.tr("The language changes when Vetrina is opened the next time."))
        self.next_start.hide()
        self.still = Switch(name=self.tr("Less motion"))
        self.still.clicked.connect(self._choose_still)
        self.enter = Switch(name=self.tr("Enter sends"))
        self.enter.clicked.connect(self._choose_enter)
        self.setLayout(
            column(
                setting_card(self.tr("Light or dark"), "", self.theme),
                setting_card(self.tr("Size"), self.tr("Also with Ctrl and plus or minus."), self.zoom),
                setting_card(self.tr("Language"), "", self.language),
                self.next_start,
                setting_card(self.tr("Less motion"), self.tr("Nothing slides or fades."), self.still),
                setting_card(
                    self.tr("Enter sends"), self.tr("Off: Ctrl+Enter sends, Enter is a new line."), self.enter
                ),
                None,
                gap=12,
            )
        )

    def show_settings(self, settings: Settings) -> None:
        """Show what is chosen."""
        look = settings.look
        self.theme.choose(_THEMES.index(look.theme))
        self.zoom.choose(look.zoom)
        self.language.choose(look.language)
        self.still.setChecked(look.less_motion)
        self.enter.setChecked(look.enter_sends)

    def _keep_look(self, **changes: object) -> None:
        settings = self.window_.settings
        self.keep(msgspec.structs.replace(settings, look=msgspec.structs.replace(settings.look, **changes)))

    def _choose_theme(self, index: int) -> None:
        theme().set_look(Look(_THEMES[index].value))
        self._keep_look(theme=_THEMES[index])

    def _choose_zoom(self, percent: int) -> None:
        theme().set_zoom(percent / 100)
        self._keep_look(zoom=percent)

    def _choose_language(self, language: Language) -> None:
        self.next_start.show()
        self._keep_look(language=language)

    def _choose_still(self, on: bool) -> None:
        theme().still = on
        self._keep_look(less_motion=on)

    def _choose_enter(self, on: bool) -> None:
        self._keep_look(enter_sends=on)
