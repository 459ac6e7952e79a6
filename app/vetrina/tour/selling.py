"""Campaigns: who, what, when, check, send; a tap opens the way for the next one, a block closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vetrina.domain.campaigns import Group, Who
from vetrina.tour.stage import Stage, must
from vetrina.tour.talking import GIULIA, LUCA, MARCO, SARA

if TYPE_CHECKING:
    from vetrina.store.views import Check
    from vetrina.ui.campaigns.editor import CampaignEditor


def first_campaign(stage: Stage) -> None:
    """All three groups of the check, each with its reason; then Send, and who gets it."""
    luca = stage.people[LUCA]
    luca.open_chat(stage.ad_key)  # opening a chat box is no talk yet, and Luca does not follow
    editor, check = _prepare(stage, stage.says("Spring window", "Vetrina di primavera"), picture=True)
    groups = {"now": check.now, "later": check.later, "not_this_time": check.not_this_time}
    must(all(groups.values()), f"one group of the check is empty: {groups}")
    must(sum(groups.values()) == check.total, f"the groups do not add up to {check.total}: {groups}")
    reasons = _reasons(check)
    must(_group_of(editor, GIULIA) is Group.LATER, "Giulia, who is being talked to, should get it later")
    must(_group_of(editor, LUCA) is Group.NOT_THIS_TIME, "Luca neither follows nor talked; he must be left out")
    _send(stage, editor)
    for name in (MARCO, SARA):
        stage.offers_due[name] = 1
        phone = stage.people[name]
        stage.until(lambda phone=phone: phone.pushed_offers(), f"the offer pushed to {name}")  # type: ignore[misc]
    row = _result(stage, delivered=check.now)
    must(row["left_out"] == check.not_this_time, f"left out {row['left_out']}, checked {check.not_this_time}")
    must(row["later"] == check.later, f"later {row['later']}, checked {check.later}")
    stage.see(groups=groups, reasons=reasons, result=row)


def seen_and_tapped(stage: Stage) -> None:
    """Marco looks and taps, Sara only looks: the result shows it person by person."""
    marco, sara = stage.people[MARCO], stage.people[SARA]
    marco.look()
    marco.tap_offer()
    sara.look()
    page = stage.campaigns()
    stage.until(
        lambda: page.result.view is not None and page.result.view.row.clicked == 1 and page.result.view.row.seen >= 2,
        "the tap and the two looks in the result",
    )
    row = _result(stage)
    stage.picture("campaign-result")
    stage.see(result=row)


def contact_again(stage: Stage) -> None:
    """Whoever tapped may get the next offer; whoever did not tap is left out, with the reason."""
    editor, check = _prepare(stage, stage.says("Second look", "Un altro sguardo"))
    must(_group_of(editor, MARCO) is Group.NOW, "Marco tapped the last offer and may get another one")
    must(_group_of(editor, SARA) is Group.NOT_THIS_TIME, "Sara did not tap the last offer and must be left out")
    reasons = _reasons(check)
    must(reasons["not_this_time"].get("unanswered"), f"nobody is left out for an offer not tapped: {reasons}")
    stage.picture("campaign-check-again")
    _send(stage, editor)
    stage.offers_due[MARCO] += 1
    marco = stage.people[MARCO]
    stage.until(lambda: len(marco.pushed_offers()) == stage.offers_due[MARCO], "the second offer for Marco")
    must(len(stage.people[SARA].offers()) == stage.offers_due[SARA], "Sara got a second offer without a tap")
    stage.see(reasons=reasons, marco=len(marco.offers()), sara=len(stage.people[SARA].offers()))


def block(stage: Stage) -> None:
    """Sara blocks the shop: left out next time, with that reason, and the talk says so."""
    from vetrina.ui.campaigns.everyone import EveryoneDialog

    sara = stage.people[SARA]
    sara.block()
    page = stage.open_talk(SARA)
    stage.until(lambda: page.view is not None and page.view.row.blocked, "the block in the talk")
    must(not page.talk.composer.may_reply(), "the owner could still write to somebody who blocked")
    because = page.talk.composer.because.text()
    must(because, "the talk does not say why it cannot be answered")
    stage.picture("inbox-blocked")
    editor, check = _prepare(stage, stage.says("Third try", "Terzo giro"))
    must(_group_of(editor, SARA) is Group.NOT_THIS_TIME, "Sara blocked and must be left out")
    reasons = _reasons(check)
    must(reasons["not_this_time"].get("blocked"), f"nobody is left out as blocked: {reasons}")
    stage.hands.click(editor.check.columns[Group.NOT_THIS_TIME].all)
    dialog = stage.hands.dialog(EveryoneDialog)
    assert isinstance(dialog, EveryoneDialog)
    stage.until(lambda: SARA in [one.name for one in dialog.model.rows], "Sara in the full list")
    stage.picture("campaign-left-out", dialog)
    stage.hands.click(dialog.safe)
    stage.hands.click(editor.back)
    stage.until(lambda: stage.campaigns().stack.currentWidget() is stage.campaigns().listing, "the list of campaigns")
    stage.picture("campaigns")
    stage.see(because=because, reasons=reasons)


def never_twice(stage: Stage) -> None:
    """Everybody's phone: as many offers as they should have, none twice, also after the hub came back."""
    counts: dict[str, int] = {}
    for name, phone in stage.people.items():
        offers, pushed = phone.offers(), phone.pushed_offers()
        due = stage.offers_due.get(name, 0)
        must(len(offers) == due, f"{name} has {len(offers)} offers and should have {due}")
        must(len(pushed) == due, f"{len(pushed)} offers were pushed to {name}, {due} were due")
        counts[name] = len(offers)
    stage.see(offers=counts)


# Through the five steps -----------------------------------------------------------------------------------------------


def _prepare(stage: Stage, name: str, *, picture: bool = False) -> tuple[CampaignEditor, Check]:
    """From "New campaign" to the answer of the check, by clicks and keys."""
    page, hands = stage.campaigns(), stage.hands
    if page.stack.currentWidget() is page.result:
        hands.click(page.result.back)
    stage.until(lambda: page.stack.currentWidget() is page.listing, "the list of campaigns")
    hands.click(page.listing.new)
    editor = page.editor
    stage.until(lambda: editor.isVisible() and editor.draft is not None, "the first step")
    hands.write(editor.who.name, name)
    hands.click(editor.who.radios[Who.EVERYONE])
    stage.until(lambda: editor.who.total.text().isdigit(), "the number of people")
    if picture:
        stage.picture("campaign-who")
    hands.click(editor.bar.on)
    stage.until(lambda: editor.what.model.rows, "an ad to choose")
    hands.click_row(editor.what.list, 0)
    if picture:
        stage.until(editor.bar.on.isEnabled, "the ad chosen")
        stage.picture("campaign-what")
    hands.click(editor.bar.on)
    rows = editor.when.goes_out
    for choice, data in ((rows.trial, "0"), (rows.speed, "0"), (rows.quiet, "0-0"), (rows.undo, "0")):
        hands.pick(choice, data)
        stage.until(lambda choice=choice, data=data: choice.currentData() == data, "the choice kept")  # type: ignore[misc]
    if picture:
        stage.picture("campaign-when")
    hands.click(editor.bar.on)
    stage.until(lambda: editor.check.checked is not None, "the check")
    checked = editor.check.checked
    assert checked is not None
    if picture:
        stage.picture("campaign-check")
    return editor, checked.check


def _group_of(editor: CampaignEditor, name: str) -> Group | None:
    checked = editor.check.checked
    found = checked.people.items() if checked is not None else ()
    return next((group for group, people in found if name in [one.name for one in people]), None)


def _reasons(check: Check) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {str(group): {} for group in Group}
    for one in check.reasons:
        found[str(one.group)][one.reason] = one.count
    return found


def _send(stage: Stage, editor: CampaignEditor) -> None:
    page = stage.campaigns()
    stage.hands.click(editor.bar.on)
    stage.until(lambda: page.stack.currentWidget() is page.result, "the result of the campaign")


def _result(stage: Stage, delivered: int = 0) -> dict[str, Any]:
    page = stage.campaigns()
    stage.until(
        lambda: page.result.view is not None and page.result.view.row.delivered >= delivered, "the offers delivered"
    )
    view = page.result.view
    assert view is not None
    names = ("total", "later", "sent", "delivered", "seen", "clicked", "replied", "blocked", "left_out", "not_sent")
    return {name: getattr(view.row, name) for name in names}
