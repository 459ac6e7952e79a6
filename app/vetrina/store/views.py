"""What the queries return: small frozen values, ready for a screen, with no tie to the database."""

from __future__ import annotations

from dataclasses import dataclass

from vetrina.domain.ads import Ad
from vetrina.domain.campaigns import Campaign, DeliveryState, Group
from vetrina.domain.catalog import Product
from vetrina.domain.channels import LinkState
from vetrina.domain.people import EvidenceKind
from vetrina.domain.policy import Answer, Basis
from vetrina.domain.talk import Author, Content, HeldBy, MessageState, Referral, TalkState


@dataclass(frozen=True, slots=True)
class MayWrite:
    """The answer to "May I write?" for one person and purpose, with its because; `person` is for the sentence."""

    person: str
    answer: Answer
    basis: Basis


@dataclass(frozen=True, slots=True)
class TalkRow:
    """One row of the inbox list. `write_until` (ms) is when the right to answer ends, None when it does not."""

    id: int
    contact_id: int
    name: str
    channel: str
    last_line: str
    last_author: Author
    last_at: int
    unread: int
    state: TalkState
    held_by: HeldBy
    labels: tuple[str, ...]
    from_ad: str
    blocked: bool
    write_until: int | None


@dataclass(frozen=True, slots=True)
class TalkCounts:
    """The numbers on the inbox tabs; `unread` is the rail's badge."""

    open: int
    bot: int
    later: int
    done: int
    unread: int


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One bubble or line of a talk. `reason` and `params` tell why it was not sent, or what a system line says."""

    id: int
    talk_id: int
    at: int
    author: Author
    content: Content
    state: MessageState
    rule_name: str = ""
    reason: str = ""
    params: tuple[tuple[str, str], ...] = ()
    due_at: int | None = None
    referral: Referral | None = None


@dataclass(frozen=True, slots=True)
class TalkView:
    """The head and details of one talk."""

    row: TalkRow
    following_since: int | None
    referral: Referral | None
    ad: Ad | None
    ad_picture: str
    reply: MayWrite
    sponsored: MayWrite
    note_count: int
    happened: tuple[EvidenceRow, ...]


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One step of a person's permission history."""

    id: int
    kind: EvidenceKind
    at: int
    source: str
    detail: str
    channel: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row of the Followers table."""

    id: int
    name: str
    channel: str
    labels: tuple[str, ...]
    follows: bool
    talked: bool
    blocked: bool
    stopped: bool
    imported: bool
    offer: MayWrite
    last_seen_at: int | None


@dataclass(frozen=True, slots=True)
class PersonCounts:
    """The numbers beside the ready-made groups of the Followers page."""

    everyone: int
    follows: int
    talked: int
    may_write: int
    blocked: int
    never: int


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person in full: both answers to "May I write?" and the permissions from the start."""

    row: PersonRow
    reply: MayWrite
    evidence: tuple[EvidenceRow, ...]
    talk_id: int | None
    given: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AdRow:
    """One row of the Ads list."""

    ad: Ad
    picture: str
    talks: int
    clicks: int


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One product of the shop list. `picture` is the SHA-256 of a stored picture, or empty."""

    id: int
    product: Product
    picture: str


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """How many people share one reason in one group of the check."""

    group: Group
    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class CheckedPerson:
    """One person of the check, with the sentence's makings."""

    contact_id: int
    name: str
    channel: str
    group: Group
    basis: Basis


@dataclass(frozen=True, slots=True)
class Check:
    """Everyone of an audience, counted; the three groups add up to `total`. `examples` hold the first of each group."""

    total: int
    now: int
    later: int
    not_this_time: int
    reasons: tuple[ReasonCount, ...]
    examples: tuple[CheckedPerson, ...]
    pack: str
    at: int


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """One campaign with its counts. `left_out` counts people, its reasons are in `CampaignView`."""

    campaign: Campaign
    ad_name: str
    picture: str
    total: int
    waiting: int
    later: int
    sent: int
    delivered: int
    seen: int
    clicked: int
    replied: int
    blocked: int
    left_out: int
    not_sent: int
    perhaps: int


@dataclass(frozen=True, slots=True)
class CampaignPerson:
    """What became of one person in a campaign."""

    contact_id: int
    name: str
    channel: str
    state: DeliveryState
    basis: Basis
    at: int | None
    clicked: bool
    replied: bool
    blocked: bool


@dataclass(frozen=True, slots=True)
class CampaignView:
    """A campaign in full."""

    row: CampaignRow
    reasons: tuple[ReasonCount, ...]
    latest: tuple[CampaignPerson, ...]


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """One connected account and how it stands. `waiting` counts messages that are to go out there."""

    id: int
    channel: str
    name: str
    state: LinkState
    since: int | None
    retry_at: int | None
    waiting: int


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One message of "Waiting to go out"."""

    message_id: int
    talk_id: int
    name: str
    line: str
    since: int
    due_at: int | None


@dataclass(frozen=True, slots=True)
class RuleUse:
    """How often a bot rule answered since the first of the month (ms in `since`)."""

    rule_id: str
    times: int
    since: int


@dataclass(frozen=True, slots=True)
class MissedQuestion:
    """A question the bot had no answer to."""

    message_id: int
    talk_id: int
    name: str
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One thing found: `kind` is person, message or offer; `id` is the contact's, the message's or the campaign's."""

    kind: str
    id: int
    talk_id: int | None
    name: str
    line: str
    at: int
