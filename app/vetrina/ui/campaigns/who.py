"""First step: the campaign's name, a ready-made group, labels, and how many people that is right now."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from vetrina.domain.campaigns import Audience, Campaign, Who
from vetrina.store.queries.audience import AudienceCounts
from vetrina.ui.campaigns import words
from vetrina.ui.theme import theme
from vetrina.ui.tokens import Tone, Type
from vetrina.ui.widgets.cards import Card, Panel, Scroll
from vetrina.ui.widgets.checks import Check, Radio
from vetrina.ui.widgets.fields import Field, LineEdit
from vetrina.ui.widgets.labels import PlainLabel, clean
from vetrina.ui.widgets.layouts import box, clear, column, fixed, follow_theme, row, set_margins

LABELS_ACROSS = 3
LONGEST_LABEL = 32
NAME_LENGTH = 80


class WhoStep(QWidget):
    """`edited(Campaign)` whenever name or audience changed."""

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._campaign = Campaign(0, "", "", 0, Audience(), words.USUAL)
        self._labels: tuple[str, ...] = ()
        self.name = LineEdit()
        self.name.setMaxLength(NAME_LENGTH)
        self.name.textEdited.connect(self._named)
        self.groups = QButtonGroup(self)
        self.radios: dict[Who, Radio] = {}
        self.sizes: dict[Who, PlainLabel] = {}
        self.checks: dict[str, Check] = {}
        self.total = PlainLabel("", Type.NUMBER)
        self.total_words = PlainLabel(self.tr("people are meant"), Type.BODY, Tone.TEXT2)
        self.now = PlainLabel("", Type.NUMBER, Tone.OK)
        self.now_words = PlainLabel(self.tr("may be written to right now"), Type.BODY, Tone.TEXT2, wrap=True)
        self._build()
        self.groups.buttonToggled.connect(lambda _button, on: self._picked() if on else None)

    def _build(self) -> None:
        form = Scroll(margins=(20, 16, 20, 16), gap=12)
        name = Field(self.tr("Name of the campaign"), self.name, self.tr("Only you see it"))
        groups = Card(margins=16, gap=12)
        groups.body.addWidget(PlainLabel(self.tr("Who is meant?"), Type.SECTION))
        for who in Who:
            radio = Radio(words.who(who))
            self.radios[who] = radio
            self.sizes[who] = PlainLabel("", Type.NAME, Tone.TEXT2)
            self.groups.addButton(radio)
            groups.body.addLayout(row(radio, None, self.sizes[who], gap=8))
        self.label_card = Card(margins=16, gap=10)
        self.label_card.body.addWidget(PlainLabel(self.tr("Only with one of these labels"), Type.SECTION))
        self.label_hint = PlainLabel(self.tr("Choose none to mean everybody of the group."), Type.BODY, Tone.TEXT2)
        self.label_card.body.addWidget(self.label_hint)
        self.label_grid = QGridLayout()
        set_margins(self.label_grid, 0, 10)
        self.label_card.body.addLayout(self.label_grid)
        inner_form = box(column(name, groups, self.label_card, gap=12))
        follow_theme(inner_form, lambda: inner_form.setMaximumWidth(theme().px(640)))
        across_form = row(gap=0)
        across_form.addWidget(inner_form, 100)
        across_form.addStretch(1)
        form.body.addLayout(across_form)
        form.add(None)
        side = Panel("l", "surface")
        inner = Scroll(margins=16, gap=4)
        note = PlainLabel(
            self.tr(
                "Before anything leaves you see everyone of them: now, later or not this time, each with the reason."
            ),
            Type.SMALL,
            Tone.TEXT2,
            wrap=True,
        )
        inner.add(
            PlainLabel(self.tr("Right now"), Type.SECTION), self.total, self.total_words, self.now, self.now_words
        )
        inner.body.addSpacing(8)
        inner.add(note, None)
        side.body.addWidget(inner)
        fixed(side, width=284)
        across = row()
        across.addWidget(form, 1)
        across.addWidget(side)
        self.setLayout(across)

    def show_campaign(self, campaign: Campaign) -> None:
        """Show a campaign's name and audience."""
        self._campaign = campaign
        if self.name.text() != campaign.name:
            self.name.setText(campaign.name)
        self.groups.blockSignals(True)
        self.radios[campaign.audience.who].setChecked(True)
        self.groups.blockSignals(False)
        self._fill_labels()

    def show_labels(self, labels: tuple[str, ...]) -> None:
        """All labels in use; those of the campaign stay even if nobody has them any more."""
        if labels != self._labels:
            self._labels = labels
            self._fill_labels()

    def _fill_labels(self) -> None:
        chosen = self._campaign.audience.labels
        wanted = list(dict.fromkeys((*self._labels, *chosen)))
        if list(self.checks) != wanted:
            clear(self.label_grid)
            left = Qt.AlignmentFlag.AlignLeft
            self.checks = {}
            for number, label in enumerate(wanted):
                check = Check(clean(label, LONGEST_LABEL))
                check.clicked.connect(lambda _on=False: self._picked())
                self.checks[label] = check
                self.label_grid.addWidget(check, number // LABELS_ACROSS, number % LABELS_ACROSS, left)
        for label, check in self.checks.items():
            check.setChecked(label in chosen)
        self.label_card.setVisible(bool(wanted))

    def show_counts(self, counts: AudienceCounts) -> None:
        """All numbers at once."""
        self.total.setText(str(counts.total))
        self.now.setText(str(counts.now))
        for who, count in counts.groups:
            self.sizes[who].setText(str(count))
            self.radios[who].setAccessibleName(f"{words.who(who)}, {words.people(count)}")

    def _named(self, name: str) -> None:
        self._campaign = replace(self._campaign, name=name)
        self.edited.emit(self._campaign)

    def _picked(self) -> None:
        who = next((who for who, radio in self.radios.items() if radio.isChecked()), Who.EVERYONE)
        labels = tuple(label for label, check in self.checks.items() if check.isChecked())
        audience = Audience(who, labels)
        if audience != self._campaign.audience:
            self._campaign = replace(self._campaign, audience=audience)
            self.edited.emit(self._campaign)
