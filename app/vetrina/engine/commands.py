"""All that a screen may ask of the engine. Each command is one value; its answer type is in the docstring.

A command that cannot be carried out raises `CannotDo` with a text key of `domain.policy.sentences` or of the engine's
own sentences; nothing has changed then.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vetrina.domain.ads import Ad
from vetrina.domain.campaigns import Audience, Campaign
from vetrina.domain.talk import ProductCard, QuickReply, TalkState

LONGEST = 2_000
"""Characters of a reply; the shortest limit among the networks of this version."""


class CannotDo(Exception):
    """The engine will not or cannot do this. `sentence(language)` says why and what to do."""

    def __init__(self, key: str, **params: str) -> None:
        super().__init__(key)
        self.key = key
        self.params = params

    def sentence(self, language: str = "en") -> str:
        """What to tell the owner."""
        from vetrina.domain.sentences import sentence

        return sentence(self.key, self.params, language)


# Conversations --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SendReply:
    """Write to a person in a talk; takes the talk over from the bot. Answer: the MessageRow's id.

    A message that may not be sent is stored as not sent with its reason, and shown; that is no error.
    """

    talk_id: int
    text: str
    quick_replies: tuple[QuickReply, ...] = ()
    card: ProductCard | None = None


@dataclass(frozen=True, slots=True)
class AddNote:
    """A private note in a talk. Answer: message id."""

    talk_id: int
    text: str


@dataclass(frozen=True, slots=True)
class TryAgain:
    """Send a message again that was not sent or perhaps sent (never a sponsored one). Answer: message id."""

    message_id: int


@dataclass(frozen=True, slots=True)
class CancelWaiting:
    """Take a message back that has not gone out yet. Answer: None."""

    message_id: int


@dataclass(frozen=True, slots=True)
class TakeOver:
    """The owner holds the talk now. Answer: None."""

    talk_id: int


@dataclass(frozen=True, slots=True)
class GiveToBot:
    """The bot holds the talk again. Answer: None."""

    talk_id: int


@dataclass(frozen=True, slots=True)
class SetTalkState:
    """Open, Later (until `later_until`, ms) or Done. Answer: None."""

    talk_id: int
    state: TalkState
    later_until: int | None = None


@dataclass(frozen=True, slots=True)
class MarkRead:
    """Everything in the talk has been read. Answer: None."""

    talk_id: int


# People ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BlockPerson:
    """The shop blocks (or unblocks) a person. A person's own block is never touched by this. Answer: None."""

    contact_id: int
    blocked: bool


@dataclass(frozen=True, slots=True)
class SetLabels:
    """The labels of a person. Answer: None."""

    contact_id: int
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MarkOwn:
    """This address is the owner's own phone, for tests. Answer: None."""

    contact_id: int
    own: bool


@dataclass(frozen=True, slots=True)
class ErasePerson:
    """Erase a person for good, here and at the hub; a block survives. Answer: None."""

    contact_id: int


@dataclass(frozen=True, slots=True)
class ImportPeople:
    """Import people from a file; makes contacts, never permission. `dry_run` only reports. Answer: exchange report."""

    path: Path
    dry_run: bool


# Products -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ImportProducts:
    """Import products from a file, or only report. Answer: exchange.products.ProductImport. Job: ``products``."""

    path: Path
    dry_run: bool


@dataclass(frozen=True, slots=True)
class KeepPicture:
    """Store a picture of the owner for ads. Answer: its SHA-256 (hex)."""

    path: Path


# Ads ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SaveAd:
    """Keep an ad as composed (id 0 makes a new one). Answer: the Ad as stored."""

    ad: Ad


@dataclass(frozen=True, slots=True)
class PutInFeed:
    """Put an ad in the feed; offline it is planned and goes up by itself. Answer: None."""

    ad_id: int


@dataclass(frozen=True, slots=True)
class TakeFromFeed:
    """Pause (or end) an ad. Answer: None."""

    ad_id: int
    end: bool = False


# Campaigns ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SaveCampaign:
    """Keep a campaign as a draft (id 0 makes a new one). Answer: the Campaign as stored."""

    campaign: Campaign


@dataclass(frozen=True, slots=True)
class CheckCampaign:
    """Ask the gate about everyone of an audience, without sending. Answer: store.views.Check. Job: ``check``."""

    audience: Audience
    campaign_id: int = 0
    pack: str = ""
    at: int | None = None


@dataclass(frozen=True, slots=True)
class SendCampaign:
    """Make it durable who gets what, then send. Answer: store.views.Check as planned. Job: ``campaign``."""

    campaign_id: int


@dataclass(frozen=True, slots=True)
class PauseCampaign:
    """Nothing more leaves until resumed. Answer: None."""

    campaign_id: int


@dataclass(frozen=True, slots=True)
class ResumeCampaign:
    """Go on. Answer: None."""

    campaign_id: int


@dataclass(frozen=True, slots=True)
class StopCampaign:
    """End it; whoever has not been written to is not. Answer: None."""

    campaign_id: int


@dataclass(frozen=True, slots=True)
class SendTest:
    """Send the campaign's message to the owner's own phone. Answer: message id."""

    campaign_id: int


# Bot ------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SaveRules:
    """The bot's rules, in order (domain.bot.rules.Rule). Live at once. Answer: None."""

    rules: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class SwitchBot:
    """The bot answers by itself, or not. Answer: None."""

    on: bool


@dataclass(frozen=True, slots=True)
class TryBot:
    """What would the bot answer? Nothing leaves the computer. Answer: domain.bot.rulebook.BotDecision.

    `state` is the simulator's talk so far (domain.bot.rulebook.TalkState), `incoming` a domain.bot.rulebook.Incoming.
    """

    incoming: object
    state: object


# Program --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SaveSettings:
    """Change settings (settings.Settings). The hub's shop card follows. Answer: the stored Settings."""

    settings: object


@dataclass(frozen=True, slots=True)
class MakePoster:
    """Write the counter poster (PDF with the QR code) to `path`. Answer: the customer link."""

    path: Path


@dataclass(frozen=True, slots=True)
class CustomerLink:
    """The address of the customer page. Answer: str. Raises CannotDo while the hub is not running."""


@dataclass(frozen=True, slots=True)
class OpenToWifi:
    """Let phones on the shop's Wi-Fi reach the customer page, or not. Answer: the customer link."""

    on: bool


@dataclass(frozen=True, slots=True)
class BackUp:
    """Write a verified, encrypted backup to `path`. Answer: number of rows checked. Job: ``backup``."""

    path: Path


@dataclass(frozen=True, slots=True)
class CancelJob:
    """Stop a long work by its job name at its next step. Answer: None."""

    job: str
