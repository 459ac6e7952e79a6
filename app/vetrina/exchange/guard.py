"""Cells that a spreadsheet would run as formulas: kept harmless on the way out, restored on the way in."""

from typing import Final

# OWASP "CSV Injection": these first letters start a formula in Excel, LibreOffice or Sheets.
_DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")


def guarded(cell: str) -> str:
    """The cell with `'` in front where it would run as a formula, or already begins with such a mark."""
    bare = cell.lstrip("'")
    return f"'{cell}" if bare.startswith(_DANGEROUS) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    if cell[:1] == "'" and cell.lstrip("'").startswith(_DANGEROUS):
        return cell[1:]
    return cell
