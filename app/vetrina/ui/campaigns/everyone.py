"""Everybody of one group of the check, loaded as the list is scrolled."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from vetrina.domain.campaigns import Campaign, Group
from vetrina.store.views import Check, CheckedPerson
from vetrina.ui.bridge import Bridge
from vetrina.ui.campaigns.check import read_people
from vetrina.ui.campaigns.rows import CheckedModel, CheckedRows
from vetrina.ui.widgets.dialog import Dialog
from vetrina.ui.widgets.layouts import fixed
from vetrina.ui.widgets.list_table import OneColumnTable

AT_ONCE = 100


class EveryoneDialog(Dialog):
    """The list as it was checked; it does not change under the reader's eyes."""

    def __init__(self, parent: QWidget, bridge: Bridge, campaign: Campaign, check: Check, group: Group) -> None:
        super().__init__(parent, "", "", width=640)
        self._bridge, self._campaign, self._check, self._group = bridge, campaign, check, group
        titles = {
            Group.NOW: self.tr("Now: %n people", "", check.now),
            Group.LATER: self.tr("Later: %n people", "", check.later),
            Group.NOT_THIS_TIME: self.tr("Not this time: %n people", "", check.not_this_time),
        }
        self.setWindowTitle(titles[group])
        self.title.setText(titles[group])
        self.model = CheckedModel()
        self.list = OneColumnTable("", 58, CheckedRows())
        self.list.setAccessibleName(titles[group])
        self.list.setModel(self.model)
        fixed(self.list, height=440)
        self.body.addWidget(self.list)
        self.model.more_wanted.connect(self._more)
        self._more()

    def _more(self) -> None:
        campaign, check, group = self._campaign, self._check, self._group
        after = self.model.rows[-1].contact_id if self.model.rows else 0
        self._bridge.read(lambda r: read_people(r, campaign, check, group, after, AT_ONCE), self._add, owner=self)

    def _add(self, rows: tuple[CheckedPerson, ...]) -> None:
        self.model.append(rows, complete=len(rows) < AT_ONCE)
        if self.list.row() < 0 and rows:
            self.list.choose(0)
