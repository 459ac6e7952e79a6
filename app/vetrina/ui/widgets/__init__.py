"""The parts every page is built from. Take these; raw QLabel, QMessageBox and QListView are banned by a test.

All numbers are px of the design at 100 %; the parts follow theme and zoom by themselves.
    from vetrina.ui.theme import theme, px          theme().tokens.accent, theme().color(Tone.WARN), px(12)
    from vetrina.ui.tokens import Tone, Kind, Type  colours of text, kinds of chips and banners, roles of type
    from vetrina.ui.icons import paint_icon, icon   Lucide by name; icon() for menus
    from vetrina.ui.page import Page, PageSpec      base class of a page; `self.bridge`, `self.window_` (toast)

layouts     column(a, b, None, margins=(20, 0, 20, 0), gap=8)   None stretches, a number is space, margins may be one
            row(...), box(layout, "surface"), fixed(w, width=304), set_margins(layout, 12, 8), clear(layout),
            follow_theme(owner, apply) for anything else that depends on theme or zoom
labels      PlainLabel("text", Type.SECTION, Tone.TEXT2, wrap=True | elide=True); .set_sentence("a ", ("strong", None))
            safe_tooltip(widget, text), lay_out(...) wraps text for painters, Span, clean(text)
buttons     Button("Send", ButtonKind.MAIN, icon="send", size=ButtonSize.BIG, tip=…, shortcut=…); .turn_off("why")
            IconButton("rotate-ccw", "Start again"); MenuButton("Permission: any").menu_.addAction(…)
            SplitButton("Send", "More ways to send"): .main .more .menu_ .clicked; ButtonKind.REPLY is a chat button
fields      Field("Headline", LineEdit(), hint="…").set_error("…").set_counter(36, 60); SearchEdit("Search", "Ctrl K")
            TextArea(lines=3), Choice("Speed").add(text, data), TimeEdit
merge_edit  MergeEdit({"first_name": "First name"}).set_source("Ciao {first_name|friend}").source(); mark_slips([...])
checks      Switch(name="Rule 4"), Check("Yes"), Radio("Now"), Segmented("Who answers first", ["Bot, then me", "Me"])
chips       Chip("Blocked", Kind.BAD, "ban"), RemovableChip, AddChip, Count(4), PatienceBoxes(1, 3),
            Avatar(Face("Giulia Rossi", 12, "hub"), 40), Icon("clock", 16, Tone.WARN), Clickable
cards       Card().body, Panel("l", "surface").body, Hairline(), PageHead("Followers").add(button), Section("Speed"),
            Scroll(margins=16).add(part, …, None)
tabs        Tabs("Conversations").add("Open", 6, loud=True); .chosen(int); .set_count(0, 5)
banner      Banner(Kind.WARN, "The text says 62 €.", "More words").add_button("Use 59 €", act)
popover     Popover("Waiting", parent, width=420).body …; .open_at(button)
dialog      Dialog(self, "Erase Carlo?", "His messages…", "Keep him").add_act("Erase for good", act, DANGER_FINAL)
            ask_to(parent, title, words, act_words, act, safe, danger=True)
toast       self.window_.toast.say("Moved to Done", undo=…)
progress    ProgressCard("Reading “clienti.csv”").set_progress(214, 340); .stopped; Bar(10).set_share(0.6)
list_table  OneColumnTable("Conversations", 66, MyRows()) with `class MyRows(RowDelegate)`: def paint_row(…)
painting    paint_text/chip/count/avatar/switch/check/patience, rounded, corners, hairline, ring: for delegates
states      EmptyState("Nobody is waiting", "…").add_button(…), PlaceholderRows().wait()/.done(), Mark, Awning
bubbles     Bubble(text, BubbleLook.BOT) as widget; paint_bubble(painter, rect, look) and TICKS for delegates
charts      BarChart(name).set_series(labels, Series("Answers", values)), LineChart
panes       Panes(self.window_, "inbox").add(list, 304, least=264), .add(thread): widths are dragged and remembered
pictures    read_picture(bytes) -> QPixmap | None, paint_picture(painter, rect, pixmap), Picture(56, 56)
phone_frame PhoneFrame().set_content(widget)      step_bar  StepBar(["Who", "What", …]).set_step(3)
rail, status_bar, focus_frame belong to the main window.
"""
