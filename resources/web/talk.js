// The chat: day lines, bubbles, quick replies, what waits, and the field to write in.
import { attempt, decisionRows, decisions } from "./acts.js";
import { dayItem, fromAd, markItem, messageItem, replies, waitingItem } from "./bubbles.js";
import { arrange, button, el, fill } from "./dom.js";
import { day, sameDay } from "./format.js";
import { icon, mark } from "./icons.js";
import { moreSheet } from "./why.js";
import { openSheet, row } from "./sheet.js";
import { inTongue, say, sayCount } from "./words.js";

const NEAR_END = 80;

function composer(room) {
  const field = el("textarea", {
    rows: 1, name: "message", placeholder: say("talk.write"), "aria-label": say("talk.field", { shop: room.shop.name }), enterkeyhint: "send",
  });
  const form = el("form", { class: "composer", novalidate: true },
    el("div", { class: "compose-field" }, field, el("button", { type: "submit", class: "ad-send", "aria-label": say("talk.send") }, icon("send", 18))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text && room.say({ text }, text)) field.value = "";
    field.focus();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  return form;
}

function blockedBar(room) {
  return el("div", { class: "composer blocked" },
    el("p", { text: say("talk.blocked", { shop: room.shop.name }) }),
    button({ class: "big", on: { click: () => decisions(room).unblock() } }, say("talk.unblock")));
}

/** The rows of the talk in order: [key, signature, build]. A row is built anew only when its signature changed. */
function rows(room) {
  const { talk, outgoing } = room;
  const waiting = outgoing.lines;
  const now = Date.now();
  const made = [];
  let before = null;
  let ad = "";
  let marks = [...talk.marks];
  talk.messages.forEach((message, at) => {
    const next = talk.messages[at + 1];
    if (!before || !sameDay(before.at, message.at)) {
      const name = day(message.at, now);
      made.push([`day ${message.mid}`, name, () => dayItem(name)]);
    }
    for (const come of marks.filter((one) => one.at <= message.at)) made.push([`mark ${come.at}`, "", () => markItem(come)]);
    marks = marks.filter((one) => one.at > message.at);
    const source = message.ad_key && message.ad_key !== ad ? room.ads.get(message.ad_key) : null;
    if (source) made.push([`ad ${message.mid}`, source.headline, () => fromAd(source)]);
    ad = message.ad_key || ad;
    const timed = !next || next.from !== message.from || !sameDay(next.at, message.at) || next.at - message.at > 600_000;
    const shown = message.from === "me" ? message : { ...message, state: "" };
    const signature = JSON.stringify([shown, timed, room.me.offers]);
    made.push([message.mid, signature, () => messageItem(room, message, timed)]);
    before = message;
  });
  for (const come of marks) made.push([`mark ${come.at}`, "", () => markItem(come)]);
  for (const item of waiting) made.push([item.id, item.state, () => waitingItem(room, item)]);
  const last = talk.messages.at(-1);
  if (last && !waiting.length && last.from !== "me" && last.kind === "text" && last.quick_replies.length) {
    made.push([`replies ${last.mid}`, "", () => el("li", { class: "reply-row" }, replies(room, last))]);
  }
  if (talk.typing) made.push(["typing", "", () => el("li", { class: "mark-line-item typing", text: say("talk.typing", { shop: room.shop.name }) })]);
  if (!made.length) made.push(["empty", "", () => el("li", { class: "empty" }, mark(), el("p", { text: say("talk.empty") }))]);
  return made;
}

function redraw(list, known, wanted) {
  const held = document.activeElement;
  const row = list.contains(held) ? held.closest("#talk-list > li") : null;
  const place = row ? [...list.children].indexOf(row) : -1;
  const role = held?.dataset?.role;
  const keys = new Set();
  const nodes = wanted.map(([key, signature, build]) => {
    keys.add(key);
    let kept = known.get(key);
    if (kept?.signature !== signature) known.set(key, (kept = { signature, node: build() }));
    return kept.node;
  });
  for (const key of known.keys()) if (!keys.has(key)) known.delete(key);
  arrange(list, nodes);
  if (row && !row.isConnected) refocus(list, place, role);
}

/** The row that had the focus is gone or new: the one in its place takes it, else the talk (not the field: no keyboard pops up). */
function refocus(list, place, role) {
  const near = list.children[Math.min(place, list.children.length - 1)];
  const target = near?.querySelector(role ? `[data-role="${role}"]` : "button") ?? near?.querySelector("button");
  (target ?? list.parentElement).focus();
}

function head(room) {
  const line = el("p", { class: "chat-line" });
  const node = el(
    "header",
    { class: "chat-head" },
    button({ class: "round", "aria-label": say("back"), on: { click: () => room.show("offers") } }, icon("chevron-left", 24)),
    mark(),
    el("div", { class: "grow" }, el("h1", { dir: "auto", text: room.shop.name }), line),
    button({ class: "round", "aria-label": say("menu", { shop: room.shop.name }), on: { click: () => chatMenu(room) } }, icon("ellipsis-vertical", 20)),
  );
  const draw = () => {
    const { holder, holderName } = room.talk;
    const human = holder === "human";
    line.textContent = human
      ? holderName ? say("talk.human_named", { name: holderName }) : say("holder.human")
      : inTongue(room.shop.automatic_line) || say("holder.bot");
  };
  return { node, draw };
}

function chatMenu(room) {
  openSheet(say("talk.title", { shop: room.shop.name }), (close) => [
    row({ glyph: "user-check", title: say("tab.choices"), run: () => { close(); room.show("choices"); } }),
    ...decisionRows(room, close),
    el("p", { class: "sheet-foot", text: say("why.foot") }),
  ]);
}

/** The view of the talk. */
export function talkView(room) {
  const list = el("ol", { class: "talk-list", id: "talk-list", "aria-label": say("talk.messages") });
  const older = button({ class: "link older", on: { click: () => loadOlder() } }, say("talk.older"));
  const pill = button({ class: "pill", hidden: true, on: { click: () => toEnd() } });
  const scroller = el("div", { class: "talk-scroll", tabindex: -1 }, older, list);
  const foot = el("div", { class: "talk-foot" });
  const top = head(room);
  const node = el("section", { class: "view talk", id: "view-chat", "aria-label": say("talk.title", { shop: room.shop.name }) }, top.node, scroller, el("div", { class: "pill-place" }, pill), foot);
  const known = new Map();
  let unseen = 0;
  let blocked = null;

  const atEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;

  function toEnd() {
    scroller.scrollTop = scroller.scrollHeight;
    unseen = 0;
    pill.hidden = true;
  }

  async function loadOlder() {
    const height = scroller.scrollHeight - scroller.scrollTop;
    await attempt(() => room.talk.older());
    scroller.scrollTop = scroller.scrollHeight - height;
  }

  function draw(fresh = null) {
    const stay = atEnd() || fresh?.from === "me";
    if (blocked !== room.me.blocked) {
      blocked = room.me.blocked;
      fill(foot, blocked ? blockedBar(room) : composer(room));
    }
    top.draw();
    older.hidden = !room.talk.more;
    redraw(list, known, rows(room));
    if (stay) {
      toEnd();
    } else if (fresh && fresh.from !== "me") {
      unseen += 1;
      pill.textContent = sayCount("talk.new", unseen);
      pill.hidden = false;
    }
  }

  scroller.addEventListener("scroll", () => {
    if (atEnd()) {
      unseen = 0;
      pill.hidden = true;
    }
  });
  scroller.addEventListener("load", () => { if (atEnd()) toEnd(); }, true);
  draw();
  return { node, draw, shown: () => { draw(); toEnd(); }, title: () => say("tab.chat") };
}
