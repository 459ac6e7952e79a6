"""Reading lists of people, CSV or vCard: names and addresses only. No file ever gives permission to write."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from vetrina.exchange.cells import clean, iso_day, one_line
from vetrina.exchange.columns import places
from vetrina.exchange.drafts import RowNotes, unknown_cells
from vetrina.exchange.opening import Kind, opened
from vetrina.exchange.prices import RowRefused
from vetrina.exchange.report import Finding, ImportRefused, Outcome, Pace, RowReport, shown
from vetrina.exchange.tables import Row, normal_header, read_table

# Ours -> seen elsewhere, in normal form: Chatwoot, listmonk, Mautic, Zammad, Google and Outlook contacts, and Italian.
PEOPLE_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "external_id": ("external id", "identifier", "id", "uid", "login", "codice"),
    "display_name": ("display name", "name", "full name", "nome e cognome", "nominativo", "file as", "cliente"),
    "given_name": ("given name", "first name", "firstname", "nome"),
    "family_name": ("family name", "last name", "lastname", "surname", "cognome"),
    "phone": ("phone", "phone number", "mobile", "mobile phone", "phone 1 value", "telefono", "cellulare", "tel"),
    "email": ("email", "e mail", "email address", "e mail address", "e mail 1 value", "mail", "posta"),
    "language": ("language", "locale", "preferred locale", "lingua"),
    "city": ("city", "address 1 city", "home city", "città", "citta", "località"),
    "birthday": ("birthday", "birth date", "date of birth", "compleanno", "data di nascita"),
    "labels": ("labels", "tags", "group membership", "categories", "lists", "etichette", "gruppi"),
    "notes": ("notes", "note", "comments"),
    "attributes": ("attributes",),
}
_PERMISSION_COLUMNS: Final = (
    "consent state,consent at,consent source,consent text,consent,opt in,optin,subscribed,subscription status,"
    "follow state,newsletter,marketing,accepts marketing,consenso,iscritto"
)
_PERMISSION: Final = frozenset(_PERMISSION_COLUMNS.split(","))
_KNOWN: Final = frozenset(name for names in PEOPLE_COLUMNS.values() for name in names) | _PERMISSION
_MAIL: Final = re.compile(r"[^\s@<>\"',;]{1,64}@[^\s@<>\"',;.]+(?:\.[^\s@<>\"',;.]+){1,10}")
_PHONE: Final = re.compile(r"\+[1-9][0-9]{6,14}")


@dataclass(frozen=True, slots=True)
class ImportedPerson:
    """A person as a list knows them. Phone in E.164 form, birthday `YYYY-MM-DD`, language `it`, `en`, … or empty.

    There is deliberately no field for permission: that comes from what the person does, never from a file.
    """

    external_id: str
    display_name: str
    given_name: str = ""
    family_name: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""
    city: str = ""
    birthday: str = ""
    labels: tuple[str, ...] = ()
    notes: str = ""
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class PeopleImport:
    """What a list of people holds: a dry run. `mapping` is our field -> the file's column, for the mapping screen."""

    encoding: str
    columns: tuple[str, ...]
    mapping: Mapping[str, str]
    people: tuple[ImportedPerson, ...]
    rows: tuple[RowReport, ...]
    notes: tuple[Finding, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many rows came to this outcome."""
        return Counter(row.outcome for row in self.rows)[outcome]


def read_people(
    source: Path | str | bytes,
    *,
    mapping: Mapping[str, str] | None = None,
    phone_prefix: str = "",
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> PeopleImport:
    """Read people from CSV, TSV, XLSX or vCard without storing anything.

    `mapping` (our field -> column) overrides what the headers suggest. `phone_prefix` such as `+39` completes
    national numbers; without it they are left out with a sentence. Raises ImportRefused, ImportCancelled.
    """
    pace = Pace(progress, cancelled)
    with opened(source) as file:
        if file.kind is Kind.XML:
            raise ImportRefused("file.no_people")
        gathering = PeopleGathering(phone_prefix)
        columns: tuple[str, ...] = ()
        used: Mapping[str, str] = {}
        if file.kind is Kind.CARDS:
            from vetrina.exchange.vcards import read_cards

            for number, fields, finding in read_cards(file, pace):
                gathering.take(number, fields, {}, finding)
        else:
            table = read_table(file, _KNOWN.__contains__, pace)
            columns = table.columns
            used = _checked_mapping(columns, mapping)
            for row in table.rows:
                gathering.take(row.number, _fields(row, used), _rest(row, used), row.finding)
        if not gathering.rows:
            raise ImportRefused("file.no_people")
        notes = (Finding("note.windows_letters"),) if file.encoding == "cp1252" else ()
        people = tuple(gathering.people)
        return PeopleImport(file.encoding, columns, used, people, tuple(gathering.rows), notes)


@dataclass(slots=True)
class PeopleGathering:
    """Turns fields into people, one row at a time, and keeps the report."""

    phone_prefix: str
    people: list[ImportedPerson] = field(default_factory=list)
    rows: list[RowReport] = field(default_factory=list)
    _seen: dict[str, int] = field(default_factory=dict)

    def take(self, row: int, fields: Mapping[str, str], rest: Mapping[str, str], finding: Finding | None) -> None:
        """Take one person over; the report of the row tells what became of it."""
        notes = RowNotes()
        name = fields.get("display_name", "") or fields.get("given_name", "")
        try:
            if finding is not None:
                raise RowRefused(finding.key, **finding.params)
            self.people.append(self._person(row, fields, rest, notes))
            outcome = Outcome.WARNING if notes.warned else Outcome.OK
        except RowRefused as refusal:
            notes.findings = [refusal.finding]
            outcome = Outcome.REFUSED
        self.rows.append(RowReport(row, outcome, shown(one_line(name)), tuple(notes.findings)))

    def _person(self, row: int, fields: Mapping[str, str], rest: Mapping[str, str], notes: RowNotes) -> ImportedPerson:
        def cell(name: str, limit: int = 200) -> str:
            return one_line(fields.get(name, ""))[:limit]

        given, family = cell("given_name"), cell("family_name")
        mail, phone = self._mail(cell("email"), notes), self._phone(cell("phone"), notes)
        name = cell("display_name") or f"{given} {family}".strip() or mail or phone
        if not name:
            raise RowRefused("person.no_name")
        key = cell("external_id") or mail.casefold() or phone
        if key:
            if key in self._seen:
                raise RowRefused("row.double", key=key, first=str(self._seen[key]))
            self._seen[key] = row
        if any(normal_header(column) in _PERMISSION and text.strip() for column, text in rest.items()):
            notes.warn("person.no_permission")
        kept = {c: clean(t)[:2000] for c, t in rest.items() if normal_header(c) not in _PERMISSION and t.strip()}
        return ImportedPerson(
            external_id=cell("external_id"),
            display_name=name,
            given_name=given,
            family_name=family,
            phone=phone,
            email=mail,
            language=_language(cell("language")),
            city=cell("city"),
            birthday=self._birthday(cell("birthday"), notes),
            labels=_labels(fields.get("labels", "")),
            notes=clean(fields.get("notes", ""))[:10_000],
            extra=kept | _attributes(fields.get("attributes", "")),
        )

    def _mail(self, text: str, notes: RowNotes) -> str:
        first = text.split("~~~")[0].split(":::")[0].strip()
        if first and not _MAIL.fullmatch(first):
            notes.warn("person.mail", value=first)
            return ""
        return first

    def _phone(self, text: str, notes: RowNotes) -> str:
        first = text.split("~~~")[0].split(":::")[0]
        digits = re.sub(r"[\s().\-/\u00a0]", "", first)
        if digits.startswith("00"):
            digits = f"+{digits[2:]}"
        elif digits and not digits.startswith("+") and self.phone_prefix:
            # Italy alone keeps the leading zero of an area code behind the country code (ITU-T E.164, Annex to 39).
            national = digits if self.phone_prefix == "+39" else digits.removeprefix("0")
            digits = f"{self.phone_prefix}{national}"
        if digits and not _PHONE.fullmatch(digits):
            notes.warn("person.phone", value=first.strip())
            return ""
        return digits

    def _birthday(self, text: str, notes: RowNotes) -> str:
        day = iso_day(text) if text else ""
        if day is None:
            notes.warn("person.birthday", value=text)
        return day or ""


def _checked_mapping(columns: tuple[str, ...], mapping: Mapping[str, str] | None) -> dict[str, str]:
    used = places(columns, PEOPLE_COLUMNS)
    if mapping is not None:
        used = {ours: column for ours, column in mapping.items() if ours in PEOPLE_COLUMNS and column in columns}
    elif "given_name" in used and "family_name" not in used and "display_name" not in used:
        # A column "Nome" alone holds whole names.
        used["display_name"] = used.pop("given_name")
    if not {"display_name", "given_name", "family_name", "phone", "email"} & used.keys():
        raise ImportRefused("file.columns_people", found=shown(", ".join(columns[:6])))
    return used


def _fields(row: Row, used: Mapping[str, str]) -> dict[str, str]:
    return {ours: row.cells.get(column, "") for ours, column in used.items()}


def _rest(row: Row, used: Mapping[str, str]) -> Mapping[str, str]:
    return unknown_cells(row.cells, frozenset(used.values()))


def _labels(text: str) -> tuple[str, ...]:
    """Labels by `|`, `~~~`, ` ::: ` (Google) or commas."""
    found = (one_line(label)[:100].removeprefix("* ") for label in re.split(r"\||~~~|:::|,", text))
    return tuple(dict.fromkeys(label for label in found if label))[:50]


def _language(text: str) -> str:
    match = re.match(r"([A-Za-z]{2})(?:[_-]|$)", text)
    if match:
        return match[1].lower()
    return {"italiano": "it", "italian": "it", "inglese": "en", "english": "en"}.get(text.casefold(), "")


def _attributes(text: str) -> dict[str, str]:
    """listmonk keeps what it does not know as JSON in one cell; only its plain values are of use here."""
    if not text.strip().startswith("{"):
        return {}
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    plain = {str(k)[:100]: str(v)[:2000] for k, v in values.items() if isinstance(v, str | int | float)}
    return dict(list(plain.items())[:100])
