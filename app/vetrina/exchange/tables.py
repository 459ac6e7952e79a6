"""Tables as rows of cells: CSV and TSV by any separator, and the first filled sheet of an XLSX."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from vetrina.exchange.guard import unguarded
from vetrina.exchange.opening import Kind, Opened
from vetrina.exchange.report import MAX_FIELD, MAX_ROWS, Finding, ImportRefused, Pace

_SEPARATORS: Final = (",", ";", "\t", "|")
_SAMPLE: Final = 64 * 1024
_MAX_COLUMNS: Final = 500
_MAX_UNPACKED: Final = 300 * 1024 * 1024
_MAX_PARTS: Final = 10_000
_CELL_NAME: Final = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,9})([0-9]{1,9})["']""")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, cells by column name, and what is wrong with it as a row."""

    number: int
    cells: dict[str, str]
    finding: Finding | None = None


@dataclass(slots=True)
class Table:
    """A header and the rows below it, read while they are asked for."""

    columns: tuple[str, ...]
    rows: Iterator[Row] = field(repr=False)


def read_table(file: Opened, known: Callable[[str], bool], pace: Pace) -> Table:
    """The table in an opened CSV, TSV or XLSX.

    `known` says whether a header belongs to the kind of list expected; the separator that yields most known
    headers is taken. Lines before the header that begin with `#` (Meta's sample files) and Excel's `sep=` line
    are passed over. Raises ImportRefused, also later from `rows`.
    """
    records = _sheet(file) if file.kind is Kind.SPREADSHEET else _records(file, known)
    for number, cells in records:
        if cells is not None and any(cell.strip() for cell in cells) and not _is_preface(cells):
            columns = _column_names(cells)
            return Table(columns, _rows(records, columns, number, pace, file))
    raise ImportRefused("file.empty")


def normal_header(name: str) -> str:
    """A header for comparing: lower case, without `g:` prefix, spaces, underscores and hyphens as one space."""
    return re.sub(r"[\s_-]+", " ", name.strip().strip("\ufeff").casefold().removeprefix("g:")).strip()


def _records(file: Opened, known: Callable[[str], bool]) -> Iterator[tuple[int, list[str] | None]]:
    """Numbered records of a text table; None stands for a record with a cell beyond the limit."""
    text = file.text()
    sample = text.read(_SAMPLE)
    text.seek(0)
    skipped = 0
    separator = _separator(sample, known)
    declared = re.match(r"\ufeff?sep=(.)\r?\n", sample)
    if declared:
        separator, skipped = declared[1], 1
        text.readline()
    reader = csv.reader(text, delimiter=separator)
    number = skipped
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            text.detach()
            return
        except csv.Error:
            yield number, None


def _separator(sample: str, known: Callable[[str], bool]) -> str:
    def score(separator: str) -> tuple[int, int]:
        best = (0, 0)
        try:
            for number, cells in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=separator)):
                best = max(best, (sum(map(known, map(normal_header, cells))), len(cells)))
                if number >= 4:
                    break
        except csv.Error:
            pass
        return best

    return max(_SEPARATORS, key=score)


def _sheet(file: Opened) -> Iterator[tuple[int, list[str] | None]]:
    """Numbered records of the first sheet with content (read by calamine, in memory)."""
    import python_calamine

    _refuse_bombs(file)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(file.stream)
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if rows:
                break
        else:
            raise ImportRefused("file.empty")
    except ImportRefused:
        raise
    except BaseException as error:
        # The reader is written in Rust: its panics arrive as an exception outside `Exception`.
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError)):
            raise
        raise ImportRefused("file.table_damaged") from error
    for number, row in enumerate(rows, 1):
        yield number, [_cell_text(value) for value in row]


def _refuse_bombs(file: Opened) -> None:
    """Count what the parts unpack to before a reader unpacks them into memory."""
    total = 0
    try:
        with zipfile.ZipFile(file.stream) as archive:
            parts = archive.infolist()
            if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
                raise ImportRefused("file.table_damaged")
            for part in parts:
                with archive.open(part) as stream:
                    tail = b""
                    while chunk := stream.read(1 << 20):
                        total += len(chunk)
                        if total > _MAX_UNPACKED or _names_far_cells(part.filename, tail + chunk):
                            raise ImportRefused("file.table_damaged")
                        tail = chunk[-32:]
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise ImportRefused("file.table_damaged") from error
    except Exception as error:
        if type(error).__module__ in {"zlib", "_lzma", "lzma", "bz2"}:
            raise ImportRefused("file.table_damaged") from error
        raise
    file.stream.seek(0)


def _names_far_cells(part: str, chunk: bytes) -> bool:
    """True when a sheet has a cell so far out that the empty ones before it would fill the memory."""
    if not part.startswith("xl/worksheets/"):
        return False
    return any(len(cell[1]) > 2 or int(cell[2]) > MAX_ROWS for cell in _CELL_NAME.finditer(chunk))


def _cell_text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, float):
        # 9.99 is stored as 9.9900000000000002: fifteen digits are what the spreadsheet itself shows.
        return f"{value:.15g}"
    if isinstance(value, (dt.datetime, dt.date, dt.time)):
        return value.isoformat()
    return str(value)


def _is_preface(cells: list[str]) -> bool:
    return cells[0].lstrip("\ufeff \t").startswith("#")


def _column_names(header: list[str]) -> tuple[str, ...]:
    if len(header) > _MAX_COLUMNS:
        raise ImportRefused("file.not_text")
    names: list[str] = []
    taken: set[str] = set()
    for number, cell in enumerate(header, 1):
        name = unguarded(cell.strip().strip("\ufeff"))[:200] or f"column {number}"
        while name in taken:
            name = f"{name} {number}"
        taken.add(name)
        names.append(name)
    return tuple(names)


def _rows(
    records: Iterator[tuple[int, list[str] | None]],
    columns: tuple[str, ...],
    header_number: int,
    pace: Pace,
    file: Opened,
) -> Iterator[Row]:
    for number, cells in records:
        pace.step(number - header_number, _position(file))
        cells = cells and [unguarded(cell) for cell in cells]
        if cells is None or any(len(cell) > MAX_FIELD for cell in cells):
            yield Row(number, {}, Finding("row.cell_too_long"))
        elif not any(cell.strip() for cell in cells):
            continue
        elif len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            yield Row(number, dict(zip(columns, cells, strict=False)), Finding("row.too_many_cells"))
        else:
            yield Row(number, dict(zip(columns, cells, strict=False)))


def _position(file: Opened) -> int:
    return file.size if file.stream.closed else file.stream.tell()
