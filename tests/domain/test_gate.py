"""The gate: who may be written to, by the mission's rule to the letter, and that nothing gets round the seal."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vetrina.domain.people import Address
from vetrina.domain.policy import (
    Answer,
    Cleared,
    Denied,
    Draft,
    Facts,
    GateError,
    Later,
    PackError,
    RulePack,
    basis_of,
    judge,
    read_pack,
)
from vetrina.domain.policy.judge import CLEARED_FOR_MS
from vetrina.domain.sentences import CATALOGUE
from vetrina.domain.talk import Content, Purpose
from vetrina.paths import resource

HOUR = 3_600_000
DAY = 24 * HOUR
NOW = 1_779_475_200_000


@pytest.fixture(scope="module")
def pack() -> RulePack:
    return read_pack(tomllib.loads(resource("policies/vetrina-2016.toml").read_text("utf-8")))


def draft(purpose: Purpose = Purpose.SPONSORED, text: str = "Linen is here") -> Draft:
    return Draft("attempt-1", purpose, Address(1, "psid-1"), Content(text))


def reason(pack: RulePack, purpose: Purpose, **facts: object) -> tuple[Answer, str]:
    answer, basis = basis_of(pack, purpose, Facts(**facts), NOW)  # type: ignore[arg-type]
    return answer, basis.reason


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"follows": True, "followed_at": NOW - DAY}, (Answer.CLEARED, "follows")),
        ({"has_talked": True, "last_wrote_at": NOW - 400 * DAY}, (Answer.CLEARED, "talked")),
        ({}, (Answer.DENIED, "stranger")),
        ({"talk_open": True}, (Answer.DENIED, "stranger")),
        ({"follows": True, "blocked": True}, (Answer.DENIED, "blocked")),
        ({"follows": True, "stopped": True}, (Answer.DENIED, "stopped")),
        ({"follows": True, "outstanding": True, "last_sponsored_at": NOW - 900 * DAY}, (Answer.DENIED, "unanswered")),
        (
            {"follows": True, "last_sponsored_at": NOW - DAY, "last_click_at": NOW - HOUR},
            (Answer.CLEARED, "tapped"),
        ),
        (
            {"follows": True, "less": True, "last_sponsored_at": NOW - DAY, "last_click_at": NOW - HOUR},
            (Answer.LATER, "less"),
        ),
        ({"follows": True, "in_talk": True, "last_wrote_at": NOW - HOUR}, (Answer.LATER, "talking_now")),
        ({"follows": True, "in_talk": True, "last_wrote_at": NOW - 2 * HOUR}, (Answer.CLEARED, "follows")),
        ({"follows": True, "quiet_until": NOW + 1}, (Answer.LATER, "quiet_hours")),
        ({"follows": True, "quiet_until": NOW}, (Answer.CLEARED, "follows")),
        ({"follows": True, "clock_off": True}, (Answer.DENIED, "clock_off")),
        ({"follows": True, "behind_hub": True}, (Answer.DENIED, "behind_hub")),
        ({"follows": True, "expired": True}, (Answer.DENIED, "stale")),
        ({"known": False, "follows": True}, (Answer.DENIED, "unknown_person")),
    ],
)
def test_sponsored_messages_follow_the_missions_rule(
    pack: RulePack, facts: dict[str, object], expected: tuple[Answer, str]
) -> None:
    assert reason(pack, Purpose.SPONSORED, **facts) == expected


def test_time_alone_never_opens_recontact(pack: RulePack) -> None:
    for years in (1, 10, 100):
        facts = Facts(follows=True, outstanding=True, last_sponsored_at=NOW)
        answer, _ = basis_of(pack, Purpose.SPONSORED, facts, NOW + years * 365 * DAY)
        assert answer is Answer.DENIED


@pytest.mark.parametrize(
    ("purpose", "facts", "expected"),
    [
        (Purpose.REPLY, {"talk_open": True}, (Answer.CLEARED, "talk_open")),
        (Purpose.REPLY, {"talk_open": True, "stopped": True}, (Answer.CLEARED, "talk_open")),
        (Purpose.REPLY, {"follows": True}, (Answer.DENIED, "no_talk")),
        (Purpose.REPLY, {"talk_open": True, "blocked": True}, (Answer.DENIED, "blocked")),
        (Purpose.REPLY, {"talk_open": True, "same_text_talks": 5}, (Answer.DENIED, "looks_like_campaign")),
        (Purpose.REPLY, {"talk_open": True, "same_text_talks": 4}, (Answer.CLEARED, "talk_open")),
        (Purpose.BOT_REPLY, {"talk_open": True, "other_holds": True}, (Answer.DENIED, "human_holds")),
        (Purpose.BOT_REPLY, {"talk_open": True, "bot_replies": 3}, (Answer.DENIED, "bot_unasked")),
        (Purpose.BOT_REPLY, {"talk_open": True, "bot_replies": 2}, (Answer.CLEARED, "talk_open")),
        (Purpose.TEST, {"own": True}, (Answer.CLEARED, "own_phone")),
        (Purpose.TEST, {"own": True, "blocked": True}, (Answer.DENIED, "blocked")),
        (Purpose.TEST, {"follows": True, "talk_open": True}, (Answer.DENIED, "test_to_others")),
    ],
)
def test_replies_bot_and_tests_pass_the_same_gate(
    pack: RulePack, purpose: Purpose, facts: dict[str, object], expected: tuple[Answer, str]
) -> None:
    assert reason(pack, purpose, **facts) == expected


@given(
    st.builds(
        Facts,
        **{
            field.name: (
                st.booleans()
                if field.type == "bool"
                else st.integers(0, 9)
                if field.type == "int"
                else st.just("")
                if field.type == "str"
                else st.none() | st.integers(NOW - 60 * DAY, NOW + 60 * DAY)
            )
            for field in dataclasses.fields(Facts)
        },
    )
)
def test_no_facts_whatever_clear_an_offer_to_the_blocked_the_unasked_or_the_unanswered(facts: Facts) -> None:
    pack = read_pack(tomllib.loads(resource("policies/vetrina-2016.toml").read_text("utf-8")))
    answer, _ = basis_of(pack, Purpose.SPONSORED, facts, NOW)
    if facts.blocked or facts.outstanding or facts.stopped or not (facts.follows or facts.has_talked):
        assert answer is not Answer.CLEARED
    if facts.blocked:
        assert all(basis_of(pack, purpose, facts, NOW)[0] is Answer.DENIED for purpose in Purpose)


def test_only_judge_makes_a_cleared(pack: RulePack) -> None:
    verdict = judge(pack, draft(), Facts(follows=True, followed_at=NOW), NOW)
    assert isinstance(verdict, Cleared)
    for forge in (
        lambda: Cleared(draft(), verdict.basis, "", NOW, NOW, seal=object()),
        lambda: dataclasses.replace(verdict, draft=draft(text="Other"), seal=object()),
        lambda: copy.copy(verdict),
        lambda: copy.deepcopy(verdict),
        lambda: pickle.dumps(verdict),
    ):
        with pytest.raises(GateError):
            forge()
    with pytest.raises((AttributeError, TypeError)):
        verdict.expires_at = NOW * 2  # type: ignore[misc]


def test_text_and_permission_cannot_be_parted(pack: RulePack) -> None:
    verdict = judge(pack, draft(), Facts(follows=True), NOW)
    assert isinstance(verdict, Cleared)
    assert verdict.unsealed_content(NOW) == Content("Linen is here")
    object.__setattr__(verdict, "draft", draft(text="Something else"))
    with pytest.raises(GateError):
        verdict.unsealed_content(NOW)


def test_a_permission_expires_and_does_not_work_before_it_was_given(pack: RulePack) -> None:
    verdict = judge(pack, draft(), Facts(follows=True), NOW)
    assert isinstance(verdict, Cleared)
    for moment in (NOW + CLEARED_FOR_MS + 1, NOW - 1):
        with pytest.raises(GateError):
            verdict.unsealed_content(moment)


def test_denied_and_later_name_rule_evidence_and_end(pack: RulePack) -> None:
    denied = judge(pack, draft(), Facts(follows=True, outstanding=True, last_sponsored_at=NOW - DAY), NOW)
    assert isinstance(denied, Denied)
    assert (denied.basis.rule, denied.basis.evidence, denied.basis.evidence_at) == (
        "unanswered-offer",
        "last_sponsored_at",
        NOW - DAY,
    )
    later = judge(pack, draft(), Facts(follows=True, in_talk=True, last_wrote_at=NOW - HOUR), NOW)
    assert isinstance(later, Later)
    assert later.basis.until == NOW + HOUR


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        ({"answer": "perhaps"}, "perhaps"),
        ({"when": ["not blokced"]}, "blokced"),
        ({"when": [{"fact": "last_wrote_at", "within": "soon"}]}, "soon"),
        ({"answer": "later"}, "until"),
        ({"evidence": "follows"}, "follows"),
    ],
)
def test_a_faulty_pack_says_what_is_wrong(spoil: dict[str, object], named: str) -> None:
    good = {"id": "r", "answer": "denied", "reason": "blocked"}
    data = {"name": "p", "network": "n", "title": "t", "valid_from": "2016-01-01", "rule": [good | spoil]}
    with pytest.raises(PackError, match=named):
        read_pack(data)


def test_a_pack_must_answer_every_purpose() -> None:
    rule = {"id": "r", "answer": "cleared", "reason": "follows", "purposes": ["reply"]}
    with pytest.raises(PackError, match="bot_reply"):
        read_pack({"name": "p", "network": "n", "title": "t", "valid_from": "2016-01-01", "rule": [rule]})


def _packs() -> list[RulePack]:
    folder = resource("policies/vetrina-2016.toml").parent
    return [read_pack(tomllib.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.toml"))]


@pytest.mark.parametrize("each", _packs(), ids=lambda each: each.name)
def test_every_reason_of_every_pack_has_its_sentence(each: RulePack) -> None:
    for rule in each.rules:
        assert f"why.{rule.reason}" in CATALOGUE, rule.id
        if Purpose.SPONSORED in rule.purposes and rule.answer is not Answer.CLEARED:
            assert f"many.{rule.reason}" in CATALOGUE, rule.id


@pytest.mark.parametrize("each", _packs(), ids=lambda each: each.name)
def test_no_pack_lets_an_offer_reach_the_blocked_or_the_unanswered(each: RulePack) -> None:
    willing = Facts(follows=True, has_talked=True, talk_open=True, started=True, joined=True, last_act_at=NOW - 9 * DAY)
    for change in ({"blocked": True}, {"outstanding": True}, {"stopped": True}):
        answer, _ = basis_of(each, Purpose.SPONSORED, dataclasses.replace(willing, **change), NOW)  # type: ignore[arg-type]
        assert answer is Answer.DENIED
    assert basis_of(each, Purpose.REPLY, dataclasses.replace(willing, blocked=True), NOW)[0] is Answer.DENIED


@pytest.mark.parametrize(
    ("name", "facts", "expected"),
    [
        ("messenger-2016", {"last_act_at": NOW - 23 * HOUR}, (Answer.CLEARED, "talk_open")),
        ("messenger-2016", {"last_act_at": NOW - 25 * HOUR}, (Answer.CLEARED, "one_more")),
        ("messenger-2016", {"last_act_at": NOW - 25 * HOUR, "asked_back": 1}, (Answer.DENIED, "window_over")),
        ("messenger-2020", {"last_act_at": NOW - 25 * HOUR}, (Answer.DENIED, "window_over")),
        ("messenger-2020", {"last_act_at": NOW - 25 * HOUR, "tag": "HUMAN_AGENT"}, (Answer.CLEARED, "human_agent")),
        (
            "messenger-2020",
            {"last_act_at": NOW - 25 * HOUR, "tag": "HUMAN_AGENT", "automatic": True},
            (Answer.DENIED, "window_over"),
        ),
        (
            "messenger-2026",
            {"last_act_at": NOW - 2 * DAY, "opened_by_ad_at": NOW - 6 * DAY},
            (Answer.CLEARED, "ad_week"),
        ),
        ("messenger-2026", {"last_act_at": NOW - HOUR, "tag": "ACCOUNT_UPDATE"}, (Answer.DENIED, "window_over")),
    ],
)
def test_messengers_windows_moved_with_the_years(
    name: str, facts: dict[str, object], expected: tuple[Answer, str]
) -> None:
    (chosen,) = (each for each in _packs() if each.name == name)
    assert reason(chosen, Purpose.REPLY, talk_open=True, **facts) == expected
