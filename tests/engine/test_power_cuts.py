"""SIGKILL of real processes: the desktop at every commit boundary, the hub at any time: nothing lost, nothing twice."""

from __future__ import annotations

import contextlib
import random
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from tests.support.cut_power import RULES, Errand, quiet, run
from tests.support.hub_process import HubProcess
from tests.support.shop_floor import Phone, ShopFloor, new_profile, until

from vetrina import paths
from vetrina.domain.talk import Author, TalkState
from vetrina.engine import commands as c
from vetrina.store.queries import working

pytestmark = pytest.mark.slow


class Sweep:
    """One shop that is killed again and again; each round has its own customers and its own words."""

    def __init__(self, hub: HubProcess, folder: Path) -> None:
        self.hub = hub
        self.page = hub.add_page("Bottega delle prove")
        self.profile = new_profile(folder / "desktop")
        self.folder = folder
        self.lost: Counter[str] = Counter()
        self.doubled: Counter[str] = Counter()
        self.rounds = 0
        self.notes: list[str] = []
        floor = ShopFloor(hub, self.page, self.profile).start()
        floor.do(c.SaveRules(RULES))
        self.writer = floor.phone("Olga", follow=False)
        self.writer.say("Ciao")
        self.talk_id = floor.talk(self.writer)
        self.ad_id = floor.make_ad().id
        floor.stop()

    def errand(self, kill_at: int, token: str, act: bool, count_file: str = "", known: tuple[str, ...] = ()) -> Errand:
        """What the next run does."""
        return Errand(
            home=self.profile.data.parents[1],
            folder=self.hub.folder,
            graph_port=self.hub.graph_port,
            customers_port=self.hub.customers_port,
            page=self.page,
            kill_at=kill_at,
            count_file=count_file,
            said=self.folder / f"said-{token}",
            talk_id=self.talk_id,
            token=token,
            ad_id=self.ad_id,
            act=act,
            known=known,
        )

    def round(self, kill_at: int, count_file: str = "") -> bool:
        """One life that is cut short at `kill_at`, one that goes on; whether the first one was killed."""
        self.rounds += 1
        token = f"giro{kill_at}"
        asker = Phone(self.hub, self.page, f"Rita {kill_at}", follow=False)
        followers = [Phone(self.hub, self.page, f"{name} {kill_at}") for name in ("Ada", "Bea")]
        questions = [f"domanda {number} {token}" for number in (1, 2)]
        for question in questions:
            asker.say(question)
        known = tuple(follower.psid for follower in followers)
        errand = self.errand(kill_at, token, act=True, count_file=count_file, known=known)
        killed = run(errand) == -9
        assert run(self.errand(0, token, act=False)) == 0
        said = errand.said.read_text(encoding="utf-8").splitlines() if errand.said.exists() else []
        self._check_replies(token, said)
        self._check_questions(asker, questions)
        self._check_offers(followers, "campaign" in said)
        return killed

    def _check_replies(self, token: str, said: list[str]) -> None:
        arrived = [text for text in self.writer.read() if text.endswith(token)]
        for number in (1, 2):
            times = arrived.count(f"risposta {number} {token}")
            self.doubled["replies"] += times > 1
            self.lost["replies"] += f"reply {number}" in said and times == 0
        assert arrived == sorted(arrived), "a reply overtook another"

    def _check_questions(self, asker: Phone, questions: list[str]) -> None:
        """Lost is what has not arrived when the desktop, running again, has nothing left to hear or to send."""
        floor = ShopFloor(self.hub, self.page, self.profile).start()
        with contextlib.suppress(AssertionError):
            until(lambda: len(asker.read()) >= len(questions), "the bot's answers", 10)
        until(lambda: floor.caught_up() and floor.read(quiet), "nothing left to do", 30)
        kept = floor.said(asker, Author.PERSON)
        bot = [(row.state.value, row.reason) for row in floor.lines(asker) if row.author is Author.BOT]
        floor.stop()
        answers = len(asker.read())
        for question in questions:
            self.lost["questions"] += kept.count(question) == 0
            self.doubled["questions"] += kept.count(question) > 1
        self.lost["answers"] += answers < len(questions)
        if answers != len(questions):
            self.notes.append(f"round {self.rounds}: {kept} got {asker.read()}; here {bot}")
        self.doubled["answers"] += answers > len(questions)

    def _check_offers(self, followers: list[Phone], planned: bool) -> None:
        for follower in followers:
            offers = len(follower.offers())
            self.doubled["offers"] += offers > 1
            self.lost["offers"] += planned and offers == 0


def test_the_desktop_killed_at_every_boundary_loses_and_doubles_nothing(
    own_hub: HubProcess, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sweep = Sweep(own_hub, tmp_path)
    counted = tmp_path / "boundaries"
    assert not sweep.round(0, str(counted))
    boundaries = len(counted.read_bytes())
    kills = sum(sweep.round(kill_at) for kill_at in range(1, boundaries + 1))
    with capsys.disabled():
        said = f"{boundaries} boundaries, {kills} kills: lost {dict(+sweep.lost)}, doubled {dict(+sweep.doubled)}"
        print("\n" + said)  # noqa: T201 - the counts are to be seen in every run
    assert kills >= boundaries * 0.8
    assert not +sweep.lost, sweep.notes
    assert not +sweep.doubled, sweep.notes


def test_the_hub_killed_again_and_again_loses_and_doubles_nothing(
    lone_shop: ShopFloor, capsys: pytest.CaptureFixture[str]
) -> None:
    shop = lone_shop
    shop.do(c.SwitchBot(False))
    shop.connected()
    giulia = shop.phone("Giulia")
    giulia.say("Ciao")
    talk_id = shop.talk(giulia)
    asked: list[str] = []
    stop = threading.Event()

    def ask() -> None:
        for number in range(200):
            if stop.is_set():
                return
            text = f"domanda {number}"
            try:
                giulia.ask("POST", "/talk", {"client_id": f"domanda-{number}", "text": text})
                asked.append(text)
            except OSError:
                time.sleep(0.05)  # the page tries again later; here the question is simply not asked

    asking = threading.Thread(target=ask)
    asking.start()
    dice = random.Random(7)
    replies = []
    kills = 8
    for number in range(kills * 3):
        shop.do(c.SendReply(talk_id, f"risposta {number}"))
        replies.append(f"risposta {number}")
        time.sleep(dice.random() * 0.15)
        if number % 3 == 2:
            shop.hub.kill()
            shop.hub.start()
    stop.set()
    asking.join()
    until(lambda: giulia.read()[-1:] == replies[-1:], "the last reply", 60)
    until(lambda: set(asked) <= set(shop.said(giulia, Author.PERSON)), "every question", 60)
    kept = Counter(shop.said(giulia, Author.PERSON))
    with capsys.disabled():
        said = f"{kills} kills of the hub: {len(replies)} replies and {len(asked)} questions, each there once"
        print("\n" + said)  # noqa: T201 - the counts are to be seen in every run
    assert giulia.read() == replies
    assert [text for text, times in kept.items() if times > 1] == []


def test_offline_writing_waits_and_goes_in_order(lone_shop: ShopFloor) -> None:
    shop = lone_shop
    shop.connected()
    giulia = shop.phone("Giulia")
    giulia.say("Ciao")
    talk_id = shop.talk(giulia)
    shop.do(c.TakeOver(talk_id))
    until(lambda: len(giulia.read()) >= 1, "the bot's word")
    before = giulia.read()
    shop.hub.kill()
    for number in range(5):
        shop.do(c.SendReply(talk_id, f"parola {number}"))
    ad = shop.make_ad()
    shop.do(c.PutInFeed(ad.id))
    taken_back = shop.do(c.SendReply(talk_id, "questa no"))
    shop.do(c.CancelWaiting(taken_back))
    until(lambda: shop.read(lambda r: r.exec_driver_sql("SELECT state FROM account").scalar()) == "offline", "offline")
    shop.hub.start()
    until(lambda: len(giulia.read()) - len(before) >= 5, "the replies")
    assert giulia.read()[len(before) :] == [f"parola {number}" for number in range(5)]
    until(lambda: giulia.ask("GET", "/feed")["ads"], "the ad that was planned offline")
    shop.do(c.SetTalkState(talk_id, TalkState.DONE))
    talk = shop.read(lambda r: working.talk_now(r, talk_id))
    assert talk is not None
    assert talk.state is TalkState.DONE
    assert isinstance(shop.profile, paths.Profile)
