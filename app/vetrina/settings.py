"""What the owner chose, typed: read from one file, written back whole, with keys of other versions kept."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec

from vetrina import paths
from vetrina.domain.hours import ClosedDays, OpeningHours, Span

ZOOMS: Final = (80, 90, 100, 110, 125, 150, 175, 200)
"""The steps of Ctrl++ and Ctrl+-, in percent."""

Minute = Annotated[int, msgspec.Meta(ge=0, le=24 * 60)]
Line = Annotated[str, msgspec.Meta(max_length=300)]
Port = Annotated[int, msgspec.Meta(ge=0, le=65535)]


class Language(StrEnum):
    """The language of the windows; SYSTEM follows the computer where it speaks one of ours, else English."""

    SYSTEM = "system"
    ENGLISH = "en"
    ITALIAN = "it"


class Theme(StrEnum):
    """Light or dark windows; AUTO follows the computer."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


class Listening(StrEnum):
    """Who can open the customer page: nobody but this computer, or everyone on the shop's Wi-Fi."""

    THIS_COMPUTER = "this_computer"
    SHOP_WIFI = "shop_wifi"


class TrayNote(StrEnum):
    """How much of a new message the note at the edge of the screen shows to passers-by."""

    FULL = "full"
    NAME = "name"
    COUNT = "count"
    NONE = "none"


class OpenSpan(msgspec.Struct, frozen=True, kw_only=True):
    """One stretch of being open, in minutes after local midnight."""

    opens: Minute
    closes: Minute


class DaysOff(msgspec.Struct, frozen=True, kw_only=True):
    """Closing days, both ends included."""

    first: date
    last: date
    reason: Line = ""


class Shop(msgspec.Struct, frozen=True, kw_only=True):
    """What ads, bot, poster and shop page say of the shop."""

    name: Line = ""
    address: Line = ""
    phone: Line = ""
    email: Line = ""
    web: Line = ""
    picture: str = ""
    writes_in: Language = Language.SYSTEM
    zone: str = ""
    currency: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")] = "EUR"
    monday: tuple[OpenSpan, ...] = ()
    tuesday: tuple[OpenSpan, ...] = ()
    wednesday: tuple[OpenSpan, ...] = ()
    thursday: tuple[OpenSpan, ...] = ()
    friday: tuple[OpenSpan, ...] = ()
    saturday: tuple[OpenSpan, ...] = ()
    sunday: tuple[OpenSpan, ...] = ()
    days_off: tuple[DaysOff, ...] = ()

    def hours(self) -> OpeningHours:
        """The opening hours as the domain reckons with them."""
        week = (
            self.monday, self.tuesday, self.wednesday, self.thursday, self.friday, self.saturday, self.sunday,
        )  # fmt: skip
        return OpeningHours(
            week=tuple(tuple(Span(span.opens, span.closes) for span in day) for day in week),
            closed=tuple(ClosedDays(off.first, off.last, off.reason) for off in self.days_off),
        )

    def with_hours(self, hours: OpeningHours) -> Shop:
        """A copy with other opening hours."""
        days = [tuple(OpenSpan(opens=span.opens, closes=span.closes) for span in day) for day in hours.week]
        return msgspec.structs.replace(
            self,
            monday=days[0], tuesday=days[1], wednesday=days[2], thursday=days[3], friday=days[4],
            saturday=days[5], sunday=days[6],
            days_off=tuple(DaysOff(first=off.first, last=off.last, reason=off.reason) for off in hours.closed),
        )  # fmt: skip

    def time_zone(self) -> zoneinfo.ZoneInfo | None:
        """The shop's own time zone; None when the computer's is to be used or the name is not known here."""
        if not self.zone:
            return None
        try:
            return zoneinfo.ZoneInfo(self.zone)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            return None


class ComputerZone(tzinfo):
    """The computer's own zone with its summer time, for every day of the year: asked of the system moment by moment.

    `datetime.now().astimezone().tzinfo` would be today's offset, wrong by an hour for the other half of the year.
    """

    def utcoffset(self, dt: datetime | None) -> timedelta | None:
        """How far this local moment is from UTC."""
        return None if dt is None else dt.replace(tzinfo=None).astimezone().utcoffset()

    def dst(self, dt: datetime | None) -> timedelta | None:
        """The system does not tell it apart."""
        return None

    def tzname(self, dt: datetime | None) -> str | None:
        """What the system calls the zone at this moment."""
        return None if dt is None else dt.replace(tzinfo=None).astimezone().tzname()

    def fromutc(self, dt: datetime) -> datetime:
        """The local time of a moment in UTC."""
        there = dt.replace(tzinfo=UTC).astimezone()
        first = there.replace(tzinfo=None).astimezone().utcoffset()
        return there.replace(tzinfo=self, fold=int(first != there.utcoffset()))  # the hour that comes twice in autumn


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """How the windows look."""

    language: Language = Language.SYSTEM
    theme: Theme = Theme.AUTO
    zoom: Annotated[int, msgspec.Meta(ge=50, le=300)] = 100
    less_motion: bool = False
    enter_sends: bool = True


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The customer page and the hub behind it."""

    listening: Listening = Listening.THIS_COMPUTER
    port: Port = 0
    stays_open: bool = False


class Bot(msgspec.Struct, frozen=True, kw_only=True):
    """The bot as a whole; its rules are in the store."""

    on: bool = True
    misses_before_handing_over: Annotated[int, msgspec.Meta(ge=1, le=5)] = 2


class Notes(msgspec.Struct, frozen=True, kw_only=True):
    """Notes at the edge of the screen."""

    tray: TrayNote = TrayNote.NAME


class Privacy(msgspec.Struct, frozen=True, kw_only=True):
    """What the owner allowed."""

    plugins_allowed: bool = False


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the owner chose. `Settings()` is a new shop that has answered nothing yet."""

    first_run_done: bool = False
    shop: Shop = Shop()
    look: Look = Look()
    page: Page = Page()
    bot: Bot = Bot()
    notes: Notes = Notes()
    privacy: Privacy = Privacy()
    keys: dict[str, str] = {}


class SettingsDamaged(Exception):
    """The settings file cannot be read. It was set aside at `kept_as`; nothing in it was lost."""

    def __init__(self, kept_as: Path, cause: str) -> None:
        super().__init__(
            f"The settings could not be read ({cause}). The old file is kept as {kept_as}. "
            "Answer the first questions again, or put a backup of the file in its place."
        )
        self.kept_as = kept_as
        self.cause = cause


class SettingsNotSaved(Exception):
    """The settings could not be written; the file on disk still holds the earlier ones."""


class SettingsFile:
    """The settings file of one profile. Keep one per process: it remembers the keys that this version does not know."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._read: dict[str, Any] = {}

    @property
    def exists(self) -> bool:
        """Whether the owner has ever saved settings."""
        return self._file.exists()

    def load(self) -> Settings:
        """Read the settings; the defaults when there is no file yet.

        Raises SettingsDamaged when the file is there but makes no sense: it is then out of the way, so that the next
        call gives defaults. Raises OSError when it cannot be opened, and leaves it where it is.
        """
        try:
            content = self._file.read_bytes()
        except FileNotFoundError:
            return Settings()
        try:
            raw = msgspec.json.decode(content, type=dict[str, Any])
            settings = msgspec.convert(raw, Settings)
        except msgspec.MsgspecError as error:
            raise SettingsDamaged(self._set_aside(), str(error)) from error
        except RecursionError as error:
            raise SettingsDamaged(self._set_aside(), "too deeply nested") from error
        self._read = raw
        return settings

    def save(self, settings: Settings) -> None:
        """Write the settings for good.

        Raises SettingsNotSaved (disk full, folder not writable) or msgspec.ValidationError (a value out of its
        bounds, which would make the file unreadable); the earlier settings then stay in force.
        """
        plain = msgspec.to_builtins(settings)
        msgspec.convert(plain, Settings)
        merged = _over(self._read, plain)
        try:
            paths.write_private(self._file, msgspec.json.format(msgspec.json.encode(merged), indent=2) + b"\n")
        except OSError as error:
            raise SettingsNotSaved(
                f"The settings could not be saved in {self._file.parent}: {error.strerror or error}. "
                "Make room or allow writing there, then change them once more."
            ) from error
        self._read = merged

    def _set_aside(self) -> Path:
        for number in range(1, 1000):
            kept = self._file.with_name(f"{self._file.stem}.damaged-{number}{self._file.suffix}")
            if not kept.exists():
                self._file.rename(kept)
                return kept
        raise SettingsNotSaved(f"There are already 999 damaged settings files in {self._file.parent}. Remove some.")


def load(profile: paths.Profile) -> Settings:
    """The settings of a profile, read once; see `SettingsFile.load` for what it raises."""
    return SettingsFile(profile.settings_file).load()


_FREE_FORM: Final = frozenset({"keys"})
"""Parts whose keys are the owner's: here a key that is gone was removed, not left by another version."""


def _over(old: Any, new: Any, name: str = "") -> Any:
    """`new`, with the keys of `old` that this version does not know."""
    if isinstance(old, dict) and isinstance(new, dict) and name not in _FREE_FORM:
        return old | {key: _over(old.get(key), value, key) for key, value in new.items()}
    return new
