"""Bringing a list model up to date row by row, so that choice, focus and scroll place survive."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()


class SyncedModel(QAbstractListModel, Generic[T]):
    """Rows with a key each; `sync` moves, inserts, removes and updates instead of starting anew."""

    def __init__(self, key: Callable[[T], Hashable]) -> None:
        super().__init__()
        self.rows: list[T] = []
        self._key = key

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def reset(self, rows: Sequence[T]) -> None:
        """Replace all rows; the choice is dropped."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def sync(self, new: Sequence[T]) -> None:
        """Turn the rows into `new` by the fewest steps that keep every row's identity."""
        wanted = {self._key(row) for row in new}
        self._drop_gone(wanted)
        here = {self._key(row) for row in self.rows}
        at = 0
        while at < len(new):
            key = self._key(new[at])
            if key not in here:
                at = self._insert_run(new, at, here)
                continue
            if self._key(self.rows[at]) != key:
                self._move(next(i for i in range(at, len(self.rows)) if self._key(self.rows[i]) == key), at)
            if self.rows[at] != new[at]:
                self.rows[at] = new[at]
                self.dataChanged.emit(self.index(at), self.index(at))
            at += 1

    def _drop_gone(self, wanted: set[Hashable]) -> None:
        end = len(self.rows)
        while end > 0:
            if self._key(self.rows[end - 1]) in wanted:
                end -= 1
                continue
            start = end - 1
            while start > 0 and self._key(self.rows[start - 1]) not in wanted:
                start -= 1
            self.beginRemoveRows(QModelIndex(), start, end - 1)
            del self.rows[start:end]
            self.endRemoveRows()
            end = start

    def _insert_run(self, new: Sequence[T], at: int, here: set[Hashable]) -> int:
        end = at
        while end < len(new) and self._key(new[end]) not in here:
            end += 1
        self.beginInsertRows(QModelIndex(), at, end - 1)
        self.rows[at:at] = new[at:end]
        self.endInsertRows()
        return end

    def _move(self, source: int, target: int) -> None:
        self.beginMoveRows(QModelIndex(), source, source, QModelIndex(), target)
        self.rows.insert(target, self.rows.pop(source))
        self.endMoveRows()
