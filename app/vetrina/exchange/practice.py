"""The practice shop's own goods: facts, shop list, ads and old customer cards of the pretend *Bottega Aurora*."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from vetrina.domain.ads import Action, Ad, AdState, FeedAudience
from vetrina.domain.talk import HeldBy, QuickReply
from vetrina.settings import Shop


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One text in Italian and in English."""

    it: str
    en: str

    def say(self, language: str) -> str:
        """The text in `it…`, or else in English."""
        return self.it if language.lower().startswith("it") else self.en


class SampleButton(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A button of an ad's chat box."""

    title: Words
    payload: str


class SampleAd(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One ad as it stands in `ads.json`."""

    key: str
    name: Words
    headline: Words
    text: Words
    product_key: str
    action: Action
    greeting: Words
    quick_replies: tuple[SampleButton, ...]
    answers_first: HeldBy
    audience: FeedAudience
    state: AdState

    def spoken(self, language: str) -> Ad:
        """The ad in one language, not stored yet (id 0)."""
        return Ad(
            id=0,
            key=self.key,
            name=self.name.say(language),
            headline=self.headline.say(language),
            text=self.text.say(language),
            product_key=self.product_key,
            action=self.action,
            greeting=self.greeting.say(language),
            quick_replies=tuple(QuickReply(one.title.say(language), one.payload) for one in self.quick_replies),
            answers_first=self.answers_first,
            audience=self.audience,
            state=self.state,
        )


class _SampleAds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ads: tuple[SampleAd, ...]


class _SampleShop(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    shop: Shop
    facts: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class PracticeShop:
    """Everything a new practice profile is filled with, in one language.

    `ads` are to be saved in order; those with state `in_feed` are then put there. The lists go through the same
    imports as the owner's own; `customers_file` is for `vetrina practice-customers`.
    """

    shop: Shop
    facts: Mapping[str, str]
    ads: tuple[Ad, ...]
    products_file: Path
    people_file: Path
    customers_file: Path


def practice_shop(folder: Path, language: str) -> PracticeShop:
    """The practice shop in `resources/sample`. Raises OSError or msgspec.MsgspecError if it was tampered with."""
    tongue = "it" if language.lower().startswith("it") else "en"
    shop = msgspec.json.decode((folder / "shop.json").read_bytes(), type=_SampleShop)
    ads = msgspec.json.decode((folder / "ads.json").read_bytes(), type=_SampleAds)
    return PracticeShop(
        shop=shop.shop,
        facts=shop.facts[tongue],
        ads=tuple(ad.spoken(tongue) for ad in ads.ads),
        products_file=folder / f"products-{tongue}.csv",
        people_file=folder / f"people-{tongue}.csv",
        customers_file=folder / "customers.json",
    )
