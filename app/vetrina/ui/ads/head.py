"""The head above the composer: what the ad is called, how it stands, and the button that changes that."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Signal

from vetrina.ui import moment
from vetrina.ui.widgets.buttons import Button, ButtonKind, ButtonSize, IconButton, MenuButton
from vetrina.ui.widgets.cards import PageHead
from vetrina.ui.widgets.fields import Choice
from vetrina.ui.widgets.layouts import fixed


class Standing(StrEnum):
    """How the ad in the form stands; CHANGED is in the feed with changes that are not."""

    NOTHING = "nothing"
    NEW = "new"
    DRAFT = "draft"
    IN_FEED = "in_feed"
    CHANGED = "changed"
    PAUSED = "paused"
    ENDED = "ended"


class AdHead(PageHead):
    """`put()` into the feed or bring it up to date; `taken(end)`; `undone()`; when folded `picked(id)` and `made()`."""

    put = Signal()
    taken = Signal(bool)
    undone = Signal()
    picked = Signal(int)
    made = Signal()

    def __init__(self) -> None:
        super().__init__(big=False)
        self._standing, self._narrow = Standing.NOTHING, False
        self.ads = Choice(self.tr("Ads"))
        self.ads.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        fixed(self.ads, width=150)
        self.new_button = IconButton("plus", self.tr("New ad")).on_click(self.made.emit)
        self.lead.addWidget(self.ads)
        self.lead.addWidget(self.new_button)
        self.more = MenuButton("", icon="ellipsis", size=ButtonSize.SMALL, tip=self.tr("More"))
        self._undo = self.more.menu_.addAction(self.tr("Back to what is in the feed"), self.undone.emit)
        self._take = self.more.menu_.addAction(self.tr("Take from the feed"), lambda: self.taken.emit(False))
        self._end = self.more.menu_.addAction(self.tr("End this ad"), lambda: self.taken.emit(True))
        self.take_button = Button(self.tr("Take from the feed"), size=ButtonSize.SMALL)
        self.take_button.on_click(lambda: self.taken.emit(False))
        self.put_button = Button("", ButtonKind.MAIN, size=ButtonSize.SMALL).on_click(self.put.emit)
        self.add(self.more, self.take_button, self.put_button)
        self.ads.chosen.connect(lambda data: self.picked.emit(int(data)))
        self.fold(False)
        self.show_standing(Standing.NOTHING, "", 0)

    def fold(self, narrow: bool) -> None:
        """With the list folded away, the ads are chosen here."""
        self._narrow = narrow
        self.ads.setVisible(narrow)
        self.new_button.setVisible(narrow)
        self.title.setVisible(not narrow)
        self._offer()

    def show_rows(self, rows: Sequence[tuple[int, str]], chosen: int) -> None:
        """The ads of the tab, for the folded page."""
        self.ads.clear()
        for ad_id, name in rows:
            self.ads.add(name[:60], ad_id)
        self.mark(chosen)

    def mark(self, ad_id: int) -> None:
        """Show which ad is open."""
        self.ads.setCurrentIndex(self.ads.findData(ad_id))

    def show_standing(self, standing: Standing, name: str, since: int) -> None:
        """Say how the ad stands, and offer what can be done with it. `since` in ms."""
        words = {
            Standing.NOTHING: "",
            Standing.NEW: self.tr("New. Kept as you type, nobody sees it yet"),
            Standing.DRAFT: self.tr("Changes are kept, not yet in the feed"),
            Standing.IN_FEED: self.tr("In the feed since {when}").format(when=moment.short(since) if since else ""),
            Standing.CHANGED: self.tr("Changed, not yet in the feed"),
            Standing.PAUSED: self.tr("Paused. Changes are kept, not in the feed"),
            Standing.ENDED: self.tr("Ended. Changes are kept, not in the feed"),
        }
        open_ = standing is not Standing.NOTHING
        self.set_title((name or self.tr("New ad")) if open_ else "", words[standing])
        self._standing = standing
        self._offer()

    def _offer(self) -> None:
        """What can be done with the ad now; in a narrow window the rarer half is in the menu."""
        standing = self._standing
        open_, live = standing is not Standing.NOTHING, standing in (Standing.IN_FEED, Standing.CHANGED)
        self.put_button.setText(self.tr("Update the feed") if live else self.tr("Put in the feed"))
        self.put_button.updateGeometry()
        self.put_button.setVisible(open_ and standing is not Standing.IN_FEED)
        self.take_button.setVisible(live and not self._narrow)
        self._take.setVisible(live and self._narrow)
        self._undo.setVisible(standing is Standing.CHANGED)
        self._end.setVisible(live or standing is Standing.PAUSED)
        self.more.setVisible(live or standing is Standing.PAUSED)
