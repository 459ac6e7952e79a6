"""One behaviour suite for every network. A transport's tests inherit it and run it against the real server.

Derive a test class from `TransportContract`, give it a `place`, and let pytest collect it. Everything is asked through
the public interface; a network that lacks a capability skips what belongs to it.
"""

from __future__ import annotations

import asyncio
import secrets
from abc import abstractmethod
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import TypeVar

from vetrina.domain import channels as ch
from vetrina.domain.people import Address
from vetrina.domain.policy import Cleared, Draft, Facts, RulePack, judge
from vetrina.domain.talk import Content, Purpose
from vetrina.transports.base import LoginRefused, Transport, TransportTools

PATIENCE_S = 15.0
T = TypeVar("T", bound=ch.Happened)


@dataclass(frozen=True, slots=True)
class Place:
    """A real server with one account and one person in it.

    `make(tools)` gives a transport with a good login, `stranger(tools)` one with a wrong login. `person` is the remote
    id of somebody with an open talk; `write(text)` makes that person write and answers the message's id there;
    `received()` are the texts that person can read now, oldest first. `unknown_person` is nobody's id.
    """

    make: Callable[[TransportTools], Transport]
    stranger: Callable[[TransportTools], Transport]
    person: str
    unknown_person: str
    write: Callable[[str], object]
    received: Callable[[], list[str]]
    pack: RulePack


class TransportContract:
    """Behaviour that the courier relies on."""

    @abstractmethod
    def place(self, tools: TransportTools) -> AbstractAsyncContextManager[Place]:
        """Where the tests are run."""

    @abstractmethod
    def tools(self, cursor: str = "") -> AbstractAsyncContextManager[TransportTools]:
        """An HTTP session and the clock."""

    # What is asked ----------------------------------------------------------------------------------------------------

    def test_the_sheet_needs_no_network(self) -> None:
        """`describe` is a class method that says enough to draw the login form and obey the network's limits."""

        async def asked(place: Place, transport: Transport) -> None:
            sheet = type(transport).describe()
            assert sheet.id
            assert sheet.title
            assert sheet.rule_pack == place.pack.name
            assert sheet.capabilities.batch >= 1
            assert sheet.capabilities.rate > 0

        self._run(asked)

    def test_a_good_login_is_told_apart_from_a_wrong_one(self) -> None:
        """`check` names the account or raises LoginRefused."""

        async def asked(place: Place, transport: Transport) -> None:
            assert await transport.check()
            try:
                await place.stranger(transport.tools).check()
            except LoginRefused:
                return
            raise AssertionError("a wrong login was accepted")

        self._run(asked)

    def test_connect_reports_and_close_ends_the_events(self) -> None:
        """The first event says that the link stands; after `close` the iterator ends by itself."""

        async def asked(_place: Place, transport: Transport) -> None:
            events = await opened(transport)
            await asyncio.wait_for(transport.close(), 5)
            async with asyncio.timeout(PATIENCE_S):
                async for event in events:
                    assert not isinstance(event, ch.LinkChanged) or event.state is not ch.LinkState.CONNECTED

        self._run(asked)

    def test_what_a_person_writes_comes_once_and_again_until_acknowledged(self) -> None:
        """Unacknowledged events are told again with the same id; acknowledged ones are not."""

        async def asked(place: Place, transport: Transport) -> None:
            events = await opened(transport)
            text = f"ciao {secrets.token_hex(4)}"
            await asyncio.to_thread(place.write, text)
            first = await the_next(events, ch.Wrote, lambda wrote: wrote.content.text == text)
            assert first.remote_id == place.person
            await transport.close()
            again = place.make(transport.tools)
            second = await the_next(await opened(again), ch.Wrote, lambda wrote: wrote.content.text == text)
            assert (second.external_id, second.message_id) == (first.external_id, first.message_id)
            await again.acknowledge(second.external_id)
            other = f"e poi {secrets.token_hex(4)}"
            await asyncio.to_thread(place.write, other)
            await again.close()
            async with self.tools(cursor=second.external_id) as tools:
                third = place.make(tools)
                wrote = await the_next(await opened(third), ch.Wrote, lambda _wrote: True)
                assert wrote.content.text == other
                await third.close()

        self._run(asked)

    def test_messages_arrive_in_order_with_one_outcome_each(self) -> None:
        """A batch gives one outcome per message, in its order, and the person reads it in that order."""

        async def asked(place: Place, transport: Transport) -> None:
            texts = [f"{number} {secrets.token_hex(4)}" for number in range(3)]
            outcomes = await self._deliver(place, transport, texts)
            assert [type(outcome) for outcome in outcomes] == [ch.Delivered] * 3
            assert len({outcome.message_id for outcome in outcomes if isinstance(outcome, ch.Delivered)}) == 3
            assert [text for text in place.received() if text in texts] == texts

        self._run(asked)

    def test_the_same_key_is_delivered_once(self) -> None:
        """Where the sheet says that repeating is safe, the same key gives the same outcome and one message."""

        async def asked(place: Place, transport: Transport) -> None:
            if not type(transport).describe().capabilities.repeats_safely:
                return
            key, text = secrets.token_hex(8), f"una volta {secrets.token_hex(4)}"
            cleared = cleared_reply(place, transport, text, key)
            first = await transport.deliver([cleared])
            second = await transport.deliver([cleared])
            assert list(first) == list(second)
            assert place.received().count(text) == 1
            assert await transport.outcome_of(key) == first[0]
            assert await transport.outcome_of(secrets.token_hex(8)) is None

        self._run(asked)

    def test_an_unknown_person_is_refused_and_the_others_are_not(self) -> None:
        """One bad recipient does not spoil a batch."""

        async def asked(place: Place, transport: Transport) -> None:
            text = f"per te {secrets.token_hex(4)}"
            bad = cleared_reply(place, transport, "a nessuno", secrets.token_hex(8), place.unknown_person)
            good = cleared_reply(place, transport, text, secrets.token_hex(8))
            outcomes = await transport.deliver([bad, good])
            assert isinstance(outcomes[0], ch.Refused)
            assert isinstance(outcomes[1], ch.Delivered)
            assert text in place.received()

        self._run(asked)

    def test_hostile_text_arrives_as_it_is(self) -> None:
        """Markup, right-to-left marks and emoji are text."""

        async def asked(place: Place, transport: Transport) -> None:
            text = "<b>ciao</b> <img src=x onerror=alert(1)> \u202eabc\u202c 👩\u200d🔬 {first_name}"
            outcomes = await self._deliver(place, transport, [text])
            assert isinstance(outcomes[0], ch.Delivered)
            assert text in place.received()

        self._run(asked)

    # Ways -----------------------------------------------------------------------------------------------------------

    def _run(self, asked: Callable[[Place, Transport], object]) -> None:
        async def whole() -> None:
            async with self.tools() as tools, self.place(tools) as place:
                transport = place.make(tools)
                await transport.connect()
                try:
                    await asked(place, transport)  # type: ignore[misc]
                finally:
                    await transport.close()

        asyncio.run(asyncio.wait_for(whole(), 4 * PATIENCE_S))

    async def _deliver(self, place: Place, transport: Transport, texts: list[str]) -> list[ch.Outcome]:
        cleared = [cleared_reply(place, transport, text, secrets.token_hex(8)) for text in texts]
        return list(await transport.deliver(cleared))


def cleared_reply(place: Place, transport: Transport, text: str, key: str, person: str = "") -> Cleared:
    """A reply that the gate has cleared."""
    now = transport.tools.clock()
    draft = Draft(key, Purpose.REPLY, Address(1, person or place.person), Content(text=text))
    verdict = judge(place.pack, draft, Facts(talk_open=True, has_talked=True, started=True, joined=True,
                                             last_wrote_at=now, last_act_at=now), now)  # fmt: skip
    assert isinstance(verdict, Cleared)
    return verdict


async def opened(transport: Transport) -> AsyncIterator[ch.Inbound]:
    """The transport's events, once the link stands."""
    await transport.connect()
    events = transport.events()
    async with asyncio.timeout(PATIENCE_S):
        async for event in events:
            if isinstance(event, ch.LinkChanged):
                assert event.state is ch.LinkState.CONNECTED, event
                return events
    raise AssertionError("the events ended before the link stood")


async def the_next(events: AsyncIterator[ch.Inbound], kind: type[T], fits: Callable[[T], bool]) -> T:
    """The next event of a kind that fits."""
    async with asyncio.timeout(PATIENCE_S):
        async for event in events:
            if isinstance(event, kind) and fits(event):
                return event
    raise AssertionError(f"no {kind.__name__} came")
