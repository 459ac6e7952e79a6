"""What every step of the tour has at hand: the windows, the hands that drive them, the shop, and the customers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from vetrina.practice.phone import Phone, Phones
from vetrina.tour.report import Step
from vetrina.ui.desktop import Desktop
from vetrina.ui.main_window import MainWindow
from vetrina.ui.touring.hands import Hands

if TYPE_CHECKING:
    from vetrina.bootstrap import ShopHost
    from vetrina.ui.ads.page import AdsPage
    from vetrina.ui.bot.page import BotPage
    from vetrina.ui.campaigns.page import CampaignsPage
    from vetrina.ui.followers.page import FollowersPage
    from vetrina.ui.inbox.page import InboxPage

T = TypeVar("T")
PATIENCE_S = 20.0


class NotAsPromised(Exception):
    """The program did something else than it should; the text says what."""


def must(holds: object, otherwise: str) -> None:
    """Go on only if it holds. Raises NotAsPromised."""
    if not holds:
        raise NotAsPromised(otherwise)


@dataclass(slots=True)
class Stage:
    """The shop of the tour. `link` is the customer page's address, `people` the customers by given name."""

    hands: Hands
    host: ShopHost
    desktop: Desktop
    out: Path
    products: Path
    language: str
    dark: bool = False
    dark_too: frozenset[str] = frozenset()
    link: str = ""
    ad_key: str = ""
    street: Phones | None = None
    people: dict[str, Phone] = field(default_factory=dict)
    offers_due: dict[str, int] = field(default_factory=dict)
    step: Step = field(default_factory=lambda: Step("", ""))
    shots: int = 0

    # Seeing

    def see(self, **facts: Any) -> None:
        """Write down what this step saw."""
        self.step.saw.update(facts)

    def picture(self, name: str, over: Any = None, *, note: bool = False) -> None:
        """A picture of the window as it is now, without a note that still passes by unless `note`; a dark one too."""
        window = self.desktop.window
        assert window is not None
        if self.desktop.main is not None and not note:
            self.main.toast.hide()
        self.shots += 1
        file = f"{self.shots:02}-{name}.png"
        self.hands.picture(window, self.out / file, over)
        self.step.pictures.append(file)
        if self.dark or name in self.dark_too:
            twin = f"{self.shots:02}-{name}-dark.png"
            self.hands.in_dark(lambda: self.hands.picture(window, self.out / twin, over))
            self.step.pictures.append(twin)

    def until(self, look: Callable[[], T], what: str, patience_s: float = PATIENCE_S) -> T:
        """What `look` finds while the windows go on living. Raises NotSeen."""
        return self.hands.until(look, what, patience_s)

    def read(self, query: Callable[[Any], T]) -> T:
        """What a query of the store says."""
        return self.host.engine().read(query).result(PATIENCE_S)

    def says(self, english: str, italian: str) -> str:
        """Words in the language of this tour."""
        return italian if self.language == "it" else english

    # The windows

    @property
    def main(self) -> MainWindow:
        """The main window."""
        assert self.desktop.main is not None
        return self.desktop.main

    def go(self, page: str) -> Any:
        """Click a page in the rail."""
        self.hands.click(self.main.rail.items[page])
        return self.until(lambda: self.main.current == page and self.main.page(), f"the page {page}")

    def inbox(self) -> InboxPage:
        """The inbox, opened from the rail."""
        found: InboxPage = self.go("inbox")
        return found

    def followers(self) -> FollowersPage:
        """The followers, opened from the rail."""
        found: FollowersPage = self.go("followers")
        return found

    def ads(self) -> AdsPage:
        """The ads, opened from the rail."""
        found: AdsPage = self.go("ads")
        return found

    def campaigns(self) -> CampaignsPage:
        """The campaigns, opened from the rail."""
        found: CampaignsPage = self.go("campaigns")
        return found

    def bot(self) -> BotPage:
        """The bot, opened from the rail."""
        found: BotPage = self.go("bot")
        return found

    def open_talk(self, name: str) -> InboxPage:
        """The talk with somebody, clicked in the list."""
        page = self.inbox()

        def row() -> int:
            names = [one.name for one in page.list.talks.rows]
            return names.index(name) + 1 if name in names else 0

        at = self.until(row, f"{name} in the list of talks")
        self.hands.click_row(page.list, at - 1)
        self.until(lambda: page.view is not None and page.view.row.name == name, f"the talk with {name}")
        return page
