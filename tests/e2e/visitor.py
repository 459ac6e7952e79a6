"""A person on the shop page, in the words of what they do; notes what their browser asked for and complained of."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response, expect
from tests.e2e.live_shop import LiveShop

expect.set_options(timeout=10_000)


class Visitor:
    """One page of one person. `psid` is known after joining."""

    def __init__(self, page: Page, shop: LiveShop) -> None:
        self.page = page
        self.shop = shop
        self.psid = ""
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.expected: tuple[str, ...] = ("401", "favicon")
        page.on("request", self._note_request)
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", self._note_response)

    def _note_request(self, request: Request) -> None:
        self.asked.append(request.url)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.text} {message.location.get('url', '')}")

    def _note_response(self, response: Response) -> None:
        if response.status == 201 and response.url.endswith("/join"):
            self.psid = response.json()["customer"]["id"]

    def allow(self, *parts: str) -> None:
        """Complaints that hold one of these are part of the test."""
        self.expected += parts

    def check_clean(self) -> None:
        """No error of the page, no request to anywhere else."""
        rest = [one for one in self.complaints if not any(part in one for part in self.expected)]
        assert not rest, rest
        strangers = [
            url for url in self.asked if not url.startswith((self.shop.customers, "blob:" + self.shop.customers))
        ]
        assert not strangers, strangers

    def open(self, query: str = "") -> None:
        """Open the shop's link."""
        self.page.goto(self.shop.link + query)

    def join(self, name: str, *, follow: bool = True, query: str = "") -> None:
        """Open the link, give a name, and be in."""
        self.open(query)
        self.page.get_by_label("Your name").fill(name)
        with self.page.expect_response(lambda answer: answer.url.endswith("/join")):
            self.page.get_by_role("button", name="Follow the shop" if follow else "Just look, do not follow").click()
        expect(self.page.get_by_role("navigation")).to_be_visible()
        expect(self.ad("linen")).to_be_visible()
        assert self.psid

    def ad(self, key: str) -> Locator:
        """The card of one ad."""
        return self.page.locator(f'[data-ad="{key}"]')

    def tab(self, name: str) -> None:
        """Go to Offers, Chat or My choices."""
        self.page.get_by_role("navigation").get_by_role("button", name=name).click()

    def write(self, text: str) -> None:
        """Write in the chat."""
        if not self.page.locator("#view-chat").is_visible():
            self.tab("Chat")
        self.page.get_by_label("Your message to").fill(text)
        self.page.get_by_role("button", name="Send").click()

    def bubble(self, text: str) -> Locator:
        """A message in the chat."""
        return self.page.locator("#talk-list > li.message", has_text=text)

    def heard(self) -> Locator:
        """What a screen reader was told."""
        return self.page.locator("#heard")

    def focused(self) -> dict[str, Any]:
        """What holds the keyboard."""
        told: dict[str, Any] = self.page.evaluate(
            "() => { const it = document.activeElement; return {tag: it.tagName, id: it.id,"
            " name: it.getAttribute('aria-label') ?? it.textContent, type: it.type ?? ''}; }"
        )
        return told
