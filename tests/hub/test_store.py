"""The store's promises: constraints, one commit for many, rollback of one, migrations, keys, readers."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from vetrina.hub.housekeeping import tidy
from vetrina.hub.pages import Page, add_page, list_pages
from vetrina.hub.store import database as store
from vetrina.hub.store import tables as t
from vetrina.hub.store.database import Database, Place, StoreError, open_database
from vetrina.hub.store.quick import insert_rows, select_among, update_rows
from vetrina.hub.store.reader import Reader
from vetrina.hub.store.writer import Batch, StoreFailed, Unit, Writer


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "hub", secrets.token_hex(32))


def _page_and_person(database: Database, **person: Any) -> Page:
    with database.writing.begin() as connection:
        add_page(connection, "Bottega", 1)
        page = list_pages(connection)[0]
        row = {"id": "p1", "page_id": page.id, "name": "Giulia", "joined_at": 1}
        connection.execute(sa.insert(t.person).values(**row | person))
    return page


def _message(page: Page, **more: Any) -> dict[str, Any]:
    return {
        "mid": secrets.token_hex(4),
        "page_id": page.id,
        "psid": "p1",
        "author": "shop",
        "purpose": "reply",
        "content": "{}",
        "at": 1,
    } | more


def test_the_migrations_make_exactly_the_tables_the_program_uses(place: Place) -> None:
    database = open_database(place)
    wanted = sa.create_engine("sqlite://")
    t.metadata.create_all(wanted)

    def shape(engine: sa.Engine) -> dict[str, Any]:
        found = sa.inspect(engine)
        with engine.connect() as connection:
            strict = {
                row.name: row.strict
                for row in connection.exec_driver_sql("SELECT name, strict FROM pragma_table_list WHERE type='table'")
            }
        return {
            table: (
                [(one["name"], str(one["type"]), one["nullable"], one["default"]) for one in found.get_columns(table)],
                sorted((str(one["name"]), one["column_names"], one["unique"]) for one in found.get_indexes(table)),
                sorted((one["constrained_columns"], one["referred_table"]) for one in found.get_foreign_keys(table)),
                sorted(str(one["sqltext"]) for one in found.get_check_constraints(table)),
                found.get_pk_constraint(table)["constrained_columns"],
                strict[table],
            )
            for table in found.get_table_names()
            if table != "alembic_version"
        }

    assert shape(database.writing) == shape(wanted)
    assert all(columns[-1] == 1 for columns in shape(database.writing).values())
    database.close()
    wanted.dispose()


def test_a_second_unanswered_offer_is_refused_by_the_database_itself(place: Place) -> None:
    database = open_database(place)
    page = _page_and_person(database)
    with database.writing.begin() as connection:
        connection.execute(sa.insert(t.message).values(_message(page, purpose="sponsored")))
    with pytest.raises(sa.exc.IntegrityError), database.writing.begin() as connection:
        connection.execute(sa.insert(t.message).values(_message(page, purpose="sponsored")))
    with database.writing.begin() as connection:
        connection.execute(sa.update(t.message).values(clicked_at=2))
        connection.execute(sa.insert(t.message).values(_message(page, purpose="sponsored")))
    database.close()


def test_a_message_to_whoever_blocked_is_refused_by_the_database_itself(place: Place) -> None:
    database = open_database(place)
    page = _page_and_person(database, blocked=1)
    with pytest.raises(sa.exc.IntegrityError, match="blocked"), database.writing.begin() as connection:
        connection.execute(sa.insert(t.message).values(_message(page)))
    with database.writing.begin() as connection:
        connection.execute(sa.insert(t.message).values(_message(page, author="person", purpose="")))
    database.close()


@pytest.mark.parametrize(
    "wrong", [{"author": "owner"}, {"purpose": "spam"}, {"author": "person"}, {"psid": "nobody"}, {"at": "now"}]
)
def test_a_row_that_cannot_be_is_not_stored(place: Place, wrong: dict[str, Any]) -> None:
    database = open_database(place)
    page = _page_and_person(database)
    with pytest.raises(sa.exc.DatabaseError), database.writing.begin() as connection:
        connection.execute(sa.insert(t.message).values(_message(page, **wrong)))
    database.close()


def test_the_wrong_key_is_said_and_the_file_stays_as_it_is(place: Place) -> None:
    open_database(place).close()
    before = (place.folder / store.FILE).read_bytes()
    for key in (secrets.token_hex(32), None):
        with pytest.raises(StoreError, match="not the key"):
            open_database(Place(place.folder, key))
    assert (place.folder / store.FILE).read_bytes() == before
    open_database(place).close()


def test_a_damaged_file_is_said_and_kept(place: Place) -> None:
    open_database(place).close()
    file = place.folder / store.FILE
    harmed = bytearray(file.read_bytes())
    harmed[100] ^= 1
    file.write_bytes(harmed)
    with pytest.raises(StoreError, match="damaged"):
        open_database(place)
    assert file.read_bytes() == bytes(harmed)


def test_a_store_of_a_newer_program_is_refused(place: Place) -> None:
    database = open_database(place)
    with database.writing.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with pytest.raises(StoreError, match="newer"):
        open_database(place)


def test_an_engine_with_the_wal_fault_is_refused(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "SQLITE_FLOOR", (99, 0, 0))
    with pytest.raises(StoreError, match="too old"):
        open_database(place)


def test_a_reader_cannot_write_and_is_usable_after_a_fault(place: Place) -> None:
    database = open_database(place)
    reader = Reader(database.reading)
    for _ in range(5):
        with pytest.raises(sa.exc.DatabaseError):
            reader.now(lambda connection: connection.execute(sa.delete(t.person)))
        assert reader.now(lambda connection: connection.execute(sa.select(t.person)).all()) == []
    reader.close()
    database.close()


def test_schema_changes_roll_back_too(place: Place) -> None:
    database = open_database(place)
    connection = database.writing.connect()
    transaction = connection.begin()
    connection.exec_driver_sql("CREATE TABLE half (x)")
    transaction.rollback()
    connection.close()
    assert not sa.inspect(database.writing).has_table("half")
    database.close()


# The writer -----------------------------------------------------------------------------------------------------------


def _with_writer(place: Place, play: Callable[[Writer, Page, Database], Any], clock: Callable[[], int]) -> None:
    database = open_database(place)
    page = _page_and_person(database)

    async def run() -> None:
        writer = Writer(database.writing, clock, lambda *_: None)
        try:
            await play(writer, page, database)
        finally:
            await writer.close()

    try:
        asyncio.run(run())
    finally:
        database.close()


def _heard(database: Database) -> list[tuple[int, str]]:
    with database.reading.begin() as connection:
        return [(row.n, row.psid) for row in connection.execute(sa.select(t.event).order_by(t.event.c.n))]


def test_one_job_that_fails_takes_nothing_of_the_others_with_it(place: Place) -> None:
    async def play(writer: Writer, page: Page, database: Database) -> None:
        def good(name: str) -> Callable[[Unit], str]:
            def run(unit: Unit) -> str:
                unit.event(page.id, "joined", name)
                return name

            return run

        def bad(unit: Unit) -> None:
            unit.event(page.id, "joined", "bad")
            unit.connection.execute(sa.update(t.person).values(name="changed by the bad one"))
            raise ValueError("no")

        futures: list[asyncio.Future[Any]] = [writer.submit(good("a")), writer.submit(bad), writer.submit(good("b"))]
        found = await asyncio.gather(*futures, return_exceptions=True)
        assert found[0] == "a"
        assert isinstance(found[1], ValueError)
        assert found[2] == "b"
        assert [psid for _, psid in _heard(database)] == ["a", "b"]
        with database.reading.begin() as connection:
            assert connection.execute(sa.select(t.person.c.name)).scalar() == "Giulia"

    _with_writer(place, play, lambda: 1)


def test_a_constraint_that_speaks_in_a_batch_meets_only_the_one_it_means(place: Place) -> None:
    async def play(writer: Writer, page: Page, database: Database) -> None:
        def store_all(unit: Unit, mids: Any) -> list[str]:
            rows = [tuple(_message(page, mid=mid).values()) for mid in mids]
            insert_rows(unit.connection, "message", tuple(_message(page)), rows)
            return list(mids)

        batch = Batch(store_all)
        futures = [writer.submit_to(batch, mid) for mid in ("a", "b", "a", "c")]
        found = await asyncio.gather(*futures, return_exceptions=True)
        assert [one if isinstance(one, str) else type(one).__name__ for one in found] == [
            "a",
            "b",
            "IntegrityError",
            "c",
        ]

    _with_writer(place, play, lambda: 1)


def test_time_never_goes_back_and_numbers_never_repeat(place: Place) -> None:
    times = iter([500, 400, 300, 600, *range(700, 800)])

    async def play(writer: Writer, page: Page, database: Database) -> None:
        seen = [await writer.submit(lambda unit: (unit.now, unit.event(page.id, "x", "p"))) for _ in range(5)]
        assert [now for now, _ in seen] == sorted(now for now, _ in seen)
        assert [number for _, number in seen] == [1, 2, 3, 4, 5]

    _with_writer(place, play, lambda: next(times))


def test_a_commit_that_fails_is_told_to_everybody_who_waits(place: Place) -> None:
    async def play(writer: Writer, page: Page, database: Database) -> None:
        def doomed(unit: Unit) -> None:
            unit.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            unit.connection.execute(sa.insert(t.message).values(_message(page, psid="nobody")))

        found = await asyncio.gather(writer.submit(doomed), return_exceptions=True)
        assert isinstance(found[0], StoreFailed)
        assert await writer.submit(lambda unit: unit.event(page.id, "x", "p")) == 1

    _with_writer(place, play, lambda: 1)


def test_old_refusals_and_unused_sessions_go_and_nothing_else(place: Place) -> None:
    day = 24 * 3_600_000

    async def play(writer: Writer, page: Page, database: Database) -> None:
        def fill(unit: Unit) -> None:
            for age in (1, 200):
                at = 1000 * day - age * day
                refusal = {"page_id": page.id, "key": str(age), "reason": "x", "code": 1, "subcode": 1, "at": at}
                unit.connection.execute(sa.insert(t.refusal).values(refusal))
                session = {"hash": str(age), "page_id": page.id, "psid": "p1", "at": at, "last_at": at}
                unit.connection.execute(sa.insert(t.session).values(session))
                cursor = {"page_id": page.id, "reader": f"desktop {age}", "seen_at": at}
                unit.connection.execute(sa.insert(t.cursor).values(cursor))
            unit.connection.execute(sa.insert(t.message).values(_message(page)))
            unit.event(page.id, "x", "p1")

        await writer.submit(fill)
        await writer.submit(tidy)
        with database.reading.begin() as connection:
            left = {
                table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar()
                for table in (t.refusal, t.session, t.cursor, t.message, t.event, t.person)
            }
        assert left == {"refusal": 1, "session": 1, "cursor": 1, "message": 1, "event": 1, "person": 1}

    _with_writer(place, play, lambda: 1000 * day)


# Many rows at once ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 7, 8, 33, 129, 300])
def test_many_rows_at_once_say_the_same_as_row_by_row(place: Place, count: int) -> None:
    database = open_database(place)
    page = _page_and_person(database)
    rows = [(f"q{n}", page.id, f"Name {n}", n) for n in range(count)]
    with database.writing.begin() as connection:
        insert_rows(connection, "person", ("id", "page_id", "name", "joined_at"), rows)
        update_rows(
            connection,
            "person",
            ("id", "bot_replies", "last_sponsored_at"),
            [(f"q{n}", n, None if n % 2 else n) for n in range(count)],
        )
        wanted = [f"q{n}" for n in range(0, count, 3)]
        found = select_among(
            connection, ("id", "bot_replies", "last_sponsored_at"), "person", page.id, "id", [*wanted, "nobody"]
        )
        plain = connection.execute(
            sa.select(t.person.c.id, t.person.c.bot_replies, t.person.c.last_sponsored_at).where(
                t.person.c.id.in_(wanted)
            )
        ).all()
    assert sorted(json.loads(found)) == sorted([list(row) for row in plain])
    assert len(plain) == len(wanted)
    database.close()
