"""A shop on a running hub with a desktop and customers, closed when the test is done."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from tests.support.hub_process import Customer, Desktop, HubProcess, PageAccess


class Scene:
    """`async with Scene(hub) as scene`: `scene.desktop`, and `await scene.customer(…)` for each person."""

    def __init__(self, hub: HubProcess, name: str = "Bottega Aurora") -> None:
        self.hub = hub
        self.page: PageAccess = hub.new_page(name)
        self._clients: list[Any] = []

    async def __aenter__(self) -> Scene:
        self.desktop = self.another_desktop()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for client in self._clients:
            await client.close()

    def another_desktop(self) -> Desktop:
        """A further desktop of the same shop."""
        desktop = Desktop(self.hub, self.page)
        self._clients.append(desktop)
        return desktop

    def stranger(self) -> Customer:
        """Somebody with the link, not joined yet."""
        customer = Customer(self.hub, self.page)
        self._clients.append(customer)
        return customer

    async def customer(self, name: str = "Giulia Rossi", *, writes: str = "", **body: Any) -> Customer:
        """Somebody who joined, and wrote when `writes` is given."""
        customer = await self.stranger().join(name, **body)
        if writes:
            await customer.say(writes)
        return customer
