"""The morning: first start, the poster, the shop list, the first ad, the bot switched on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vetrina.tour.stage import Stage, must
from vetrina.ui.first_run.welcome import CODE, POSTER, SHOP, START, Welcome
from vetrina.ui.touring.hands import NotSeen

if TYPE_CHECKING:
    from vetrina.ui.ads.product_pick import ProductChooser

SHOP_NAME = "Bottega Aurora"
PASSPHRASE = "copper lantern umbrella seventeen"


def first_start(stage: Stage) -> None:
    """Three questions, the recovery code, the poster."""
    hands = stage.hands
    stage.desktop.begin()
    welcome = stage.desktop.window
    must(isinstance(welcome, Welcome), "a new profile did not begin with the welcome")
    assert isinstance(welcome, Welcome)
    stage.picture("welcome-empty")
    hands.click(welcome.next)
    must(welcome.step() == SHOP, "the welcome went on without the shop's name")
    hands.write(welcome.shop.name, SHOP_NAME)
    hands.write(welcome.shop.address, "Via San Massimo 21, Torino")
    hands.pick(welcome.shop.language, stage.language)
    stage.picture("welcome-shop")
    hands.click(welcome.next)
    stage.until(lambda: welcome.step() == START, "the second step of the welcome")
    hands.click(welcome.next)
    stage.until(lambda: welcome.step() == CODE or welcome.start.asks_passphrase(), "the key", 30)
    keyring = welcome.step() == CODE
    if not keyring:
        stage.picture("welcome-passphrase")
        hands.write(welcome.start.first, PASSPHRASE)
        hands.write(welcome.start.again, PASSPHRASE)
        hands.click(welcome.next)
        stage.until(lambda: welcome.step() == CODE, "the recovery code", 30)
    stage.picture("welcome-code")
    must(not welcome.next.isEnabled(), "the recovery code could be passed by without writing it down")
    groups = len(welcome.code.code.text().split())
    hands.click(welcome.code.done)
    hands.click(welcome.next)
    stage.until(lambda: welcome.step() == POSTER, "the poster")
    stage.until(welcome.poster.save_button.isEnabled, "the shop page's address", 60)
    stage.picture("welcome-poster")
    poster = stage.out / "poster.pdf"
    must(welcome.poster.save(poster), "the poster could not be written")
    must(poster.read_bytes().startswith(b"%PDF"), "the poster is no PDF")
    hands.click(welcome.next)
    stage.until(lambda: stage.desktop.main is not None and stage.main.current == "inbox", "the main window")
    stage.see(keyring=keyring, recovery_code_groups=groups, poster_bytes=poster.stat().st_size)


def shop_page(stage: Stage) -> None:
    """The window stands, the hub runs, nobody is there yet."""
    from vetrina.engine.commands import CustomerLink

    stage.link = str(stage.host.engine().submit(CustomerLink()).result(30))
    page = stage.inbox()
    stage.until(lambda: bool(stage.main.status.channels), "the shop page in the status bar")
    stage.until(lambda: not stage.main.is_offline and _connected(stage), "the connection to the hub")
    stage.until(page.pane.empty.isVisible, "the empty inbox")
    stage.picture("inbox-empty")
    stage.see(link_path=stage.link.split("/", 3)[-1], channels=len(stage.main.status.channels))


def _connected(stage: Stage) -> bool:
    from vetrina.domain.channels import LinkState
    from vetrina.store.queries import channels

    return any(row.state is LinkState.CONNECTED for row in stage.read(channels.all_channels))


def shop_list(stage: Stage) -> None:
    """Products from a file: first the report, row by row, then they come in."""
    from vetrina.exchange.products import ProductImport
    from vetrina.exchange.report import Outcome
    from vetrina.store.queries import products

    page = stage.ads()
    stage.until(page.list.list_button.isVisible, "the button of the shop list")
    dialog = page.open_shop_list()
    dialog.try_file(stage.products)
    stage.until(lambda: dialog.report.found is not None and dialog.take_button.isVisible(), "the report", 60)
    found = dialog.report.found
    assert isinstance(found, ProductImport)
    stage.picture("products-report", dialog)
    must(stage.read(products.count) == 0, "the dry run kept products")
    stage.hands.click(dialog.take_button)
    stage.until(lambda: stage.read(products.count) == len(found.products), "the products in the shop list", 60)
    stage.until(lambda: dialog.model.rowCount() > 0 and dialog.table.isVisible(), "the shop list")
    stage.picture("products", dialog)
    stage.see(
        format=str(found.format),
        rows=len(found.rows),
        products=len(found.products),
        variants=sum(len(product.variants) for product in found.products),
        left_out=found.count(Outcome.REFUSED),
        to_look_at=found.count(Outcome.WARNING),
        with_price=sum(all(v.price.minor > 0 for v in product.variants) for product in found.products),
        with_picture=sum(bool(product.picture) for product in found.products),
    )
    stage.hands.click(dialog.safe)


def compose_ad(stage: Stage) -> None:
    """An ad with a merge field and a product, seen in the phone while it is typed, and put in the feed."""
    from vetrina.domain.ads import AdState
    from vetrina.ui.ads.product_pick import ProductChooser
    from vetrina.ui.widgets.chips import AddChip

    hands, page = stage.hands, stage.ads()
    hands.click(page.list.new_button)
    form = page.form
    headline = stage.says("Fresh in the window", "Fresco in vetrina")
    hands.write(form.headline, headline)
    hands.write(form.text, stage.says("Come and see it, ", "Vieni a vederlo, "))
    chip = next(iter(form.findChildren(AddChip)), None)
    if chip is None:
        raise NotSeen("a merge field to add")
    hands.click(chip)
    form.pick.ask_product()
    chooser = hands.dialog(ProductChooser)
    assert isinstance(chooser, ProductChooser)
    product = _choose(stage, chooser)
    hands.write(form.greeting, stage.says("Hello! What would you like to know?", "Ciao! Che cosa vuoi sapere?"))
    _add_button(stage, stage.says("Opening hours", "Orari"))

    def shown() -> str:
        made = page.preview.shown
        ready = made is not None and made.creative.headline == headline and made.creative.product is not None
        return made.creative.text if ready and made is not None else ""

    text = stage.until(shown, "the ad in the phone beside the form")
    must("{" not in text, f"the preview shows a bare merge field: {text}")
    stage.picture("ad-composed")
    hands.click(page.head.put_button)
    stage.until(lambda: page.form.ad().state is AdState.IN_FEED, "the ad in the feed")
    stage.until(page.head.take_button.isVisible, "the way to take it back")
    stage.ad_key = page.form.ad().key
    stage.picture("ad-in-feed", note=True)
    stage.see(headline=headline, preview_text=text, product=product, state=str(page.form.ad().state))


def _choose(stage: Stage, chooser: ProductChooser) -> str:
    stage.until(lambda: chooser.list.count() > 0, "products to choose from")
    title = chooser.list.item(0).text()
    stage.hands.write(chooser.search, title[:6])
    stage.until(lambda: chooser.list.count() > 0 and chooser.use.isEnabled(), "the product that was searched")
    chosen = chooser.list.currentItem().text()
    stage.hands.click(chooser.use)
    return chosen


def _add_button(stage: Stage, words: str) -> None:
    from vetrina.ui.widgets.dialog import Dialog
    from vetrina.ui.widgets.fields import LineEdit

    form = stage.ads().form
    stage.hands.click(form.replies.add)
    dialog = stage.hands.dialog(Dialog)
    edit = dialog.findChild(LineEdit)
    if edit is None:
        raise NotSeen("the field for the button's words")
    stage.hands.write(edit, words)
    stage.hands.press(edit, stage.hands.ENTER)
    stage.until(lambda: bool(form.replies.replies()), "the new button of the ad")


def switch_on_bot(stage: Stage) -> None:
    """Two ready rules are switched on with the keyboard, and tried in the simulator."""
    from vetrina.domain.bot.rules import FirstMessage, Words

    page = stage.bot()
    names = stage.until(lambda: [rule.name for rule in page.rules], "the bot's rules")
    for kind in (Words, FirstMessage):
        at = next(n for n, rule in enumerate(page.rules) if isinstance(rule.trigger, kind))
        stage.hands.click_row(page.list, at)
        if not page.rules[at].on:
            stage.hands.press(page.list, stage.hands.SPACE)
            stage.until(lambda at=at: page.rules[at].on, "the rule switched on")  # type: ignore[misc]
    question = stage.says("When are you open?", "Quando siete aperti?")
    stage.hands.write(page.simulator.edit, question)
    before = page.simulator.lines.count()
    stage.hands.press(page.simulator.edit, stage.hands.ENTER)
    stage.until(lambda: page.simulator.lines.count() > before, "the simulator's answer")
    stage.picture("bot")
    stage.see(rules=names, live=[rule.name for rule in page.rules if rule.on])
