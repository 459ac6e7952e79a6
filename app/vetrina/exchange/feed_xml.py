"""Product feeds in XML: RSS 2.0 and Atom with Google's `g:` names, one item at a time.

Source: Google Merchant Center, product data specification (XML); Meta reads the same files.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from vetrina.exchange.opening import Opened
from vetrina.exchange.report import MAX_FIELD, Finding, ImportRefused, Pace
from vetrina.exchange.tables import Row

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ITEMS: Final = frozenset({"item", "entry"})
_ROOTS: Final = frozenset({"rss", "feed", "rdf", "channel"})
_PICTURE_ROOTS: Final = frozenset({"svg"})
_MAX_DEPTH: Final = 32
_MAX_CELLS: Final = 500


def xml_items(file: Opened, pace: Pace) -> Iterator[Row]:
    """The items of a feed as rows; entity and document type definitions are never read. Raises ImportRefused."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException

    file.stream.seek(0)
    number = 0
    try:
        for item in _items(file):
            number += 1
            pace.step(number, file.stream.tell())
            yield _row(number, item)
            item.clear()
    except DefusedXmlException as error:
        raise ImportRefused("file.xml_unsafe") from error
    except ParseError as error:
        raise ImportRefused("file.xml_damaged", line=str(error.position[0])) from error
    except (LookupError, UnicodeError, ValueError) as error:
        # An encoding that does not exist, or letters that do not fit the declared one.
        raise ImportRefused("file.encoding") from error


def _items(file: Opened) -> "Iterator[Element]":
    """Finished items; each is taken off its parent at once, so that a long feed needs little memory."""
    from defusedxml.ElementTree import iterparse

    path: list[Any] = []
    for event, element in iterparse(file.stream, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            if not path:
                _check_root(_local(element.tag))
            path.append(element)
            if len(path) > _MAX_DEPTH:
                raise ImportRefused("file.xml_unsafe")
            continue
        path.pop()
        inside_item = any(_local(parent.tag) in _ITEMS for parent in path)
        if inside_item:
            continue
        if _local(element.tag) in _ITEMS:
            yield element
        if path:
            path[-1].remove(element)


def _check_root(root: str) -> None:
    if root in _PICTURE_ROOTS:
        raise ImportRefused("file.picture")
    if root == "html":
        raise ImportRefused("file.html")
    if root not in _ROOTS:
        raise ImportRefused("file.xml_other", root=root)


def _row(number: int, item: "Element") -> Row:
    cells: dict[str, str] = {}
    for child in item:
        name = _local(child.tag)
        text = _text(name, child)
        if len(text) > MAX_FIELD or len(cells) > _MAX_CELLS:
            return Row(number, cells, Finding("row.cell_too_long"))
        if name in cells and name == "additional_image_link":
            cells[name] = f"{cells[name]},{text}"
        elif name in cells:
            # `title` and `g:title` may both stand there; Google's own name wins.
            cells[name] = text if _is_google(child.tag) and text else cells[name]
        else:
            cells[name] = text
    return Row(number, cells)


def _text(name: str, child: "Element") -> str:
    if name == "link" and child.get("href"):
        return child.get("href", "")
    if len(child):
        parts = ((part.text or "").strip() for part in child)
        return ":".join(parts)
    return (child.text or "").strip()


def _local(tag: Any) -> str:
    return str(tag).rpartition("}")[2].lower()


def _is_google(tag: Any) -> bool:
    return str(tag).startswith("{http://base.google.com/ns")
