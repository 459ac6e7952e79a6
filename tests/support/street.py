"""A hub, a shop and people in one process, with clocks that the test sets; see `near_hub`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.support.near_hub import Clock, NearHub, NearPhone, NearShop
from tests.support.shop_floor import ALWAYS, SHOP, new_profile

from vetrina.domain.ads import Ad
from vetrina.domain.campaigns import Audience, Campaign
from vetrina.domain.talk import Author
from vetrina.engine import commands as c
from vetrina.settings import Settings
from vetrina.store.queries import campaigns, inbox, working
from vetrina.store.views import CampaignRow, MessageRow


class Street:
    """A hub, a shop, and people."""

    def __init__(self, folder: Path, settings: Settings = SHOP) -> None:
        self.clock = Clock()
        self.hub_clock = Clock()
        self.hub = NearHub(folder / "hub", self.hub_clock)
        self.shop = NearShop(self.hub, new_profile(folder / "one"), self.clock, settings)
        self.folder = folder
        self.ad: Ad = self.shop.do(c.SaveAd(Ad(0, "", "Lino", "Camicia Riva", "Lino fresco.")))

    def pass_ms(self, ms: int) -> None:
        """Time goes by for everybody."""
        self.clock.pass_ms(ms)
        self.hub_clock.pass_ms(ms)

    def campaign(self, **schedule: Any) -> Campaign:
        """A campaign to everybody, sent and gone out as far as it may."""
        plan = replace(ALWAYS, **schedule)
        made: Campaign = self.shop.do(c.SaveCampaign(Campaign(0, "", "Lino", self.ad.id, Audience(), plan)))
        self.shop.do(c.SendCampaign(made.id))
        self.shop.settle()
        return made

    def received(self, phone: NearPhone) -> int:
        """How many offers this person ever got."""
        return sum(psid == phone.psid for psid, *_ in self.hub.offers_received())

    def phone(self, name: str, follow: bool = True) -> NearPhone:
        """A new customer, known to the shop."""
        made = NearPhone(self.hub, name, follow).join()
        self.shop.pull()
        return made

    def talk(self, phone: NearPhone) -> int:
        """The desktop's talk with a phone."""
        found = self.shop.read(lambda r: working.talk_with(r, 1, phone.psid))
        assert found is not None
        return found

    def lines(self, phone: NearPhone, *authors: Author) -> list[MessageRow]:
        """What these authors said in the talk, oldest first."""
        rows = self.shop.read(lambda r: inbox.messages(r, self.talk(phone), None, 500))
        return sorted((row for row in rows if row.author in authors), key=lambda row: row.id)

    def counts(self, made: Campaign) -> CampaignRow:
        """A campaign's counts."""
        view = self.shop.read(lambda r: campaigns.view(r, made.id))
        assert view is not None
        return view.row

    def heard(self, phone: NearPhone) -> list[str]:
        """What the phone shows from the shop, oldest first."""
        return [message["text"] for message in phone.messages() if message["from"] != "me"]

    def close(self) -> None:
        """The end."""
        self.shop.close()
        self.hub.close()
