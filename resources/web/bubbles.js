// One message as it looks in the talk: bubble, product, offer, buttons, and how far it got.
import { picture } from "./card.js";
import { button, el, words } from "./dom.js";
import { clock, full } from "./format.js";
import { icon } from "./icons.js";
import { moreSheet, whySheet } from "./why.js";
import { note, openSheet, row } from "./sheet.js";
import { attempt, decisions } from "./acts.js";
import { say } from "./words.js";

const TICKS = { sent: "check", delivered: "check-check", seen: "check-check" };

/** Who said it, for those who hear the page. */
export function speaker(room, message) {
  if (message.from === "me") return say("who.me");
  return message.automatic ? say("who.bot") : room.shop.name;
}

/** All that a message says, as one line to be read out. */
export function spoken(room, message) {
  const { card } = message;
  const parts = [message.headline, message.text, card ? [card.title, card.subtitle, card.price].filter(Boolean).join(", ") : ""];
  return say("said", { who: speaker(room, message), text: parts.filter(Boolean).join(". ") });
}

function tap(room, message, body, title) {
  room.outgoing.add(`talk/${encodeURIComponent(message.mid)}/tap`, body, title, { mid: message.mid });
}

/** The round buttons under a message. */
export function replies(room, message) {
  return el(
    "div",
    { class: "replies", role: "group", "aria-label": say("talk.replies") },
    message.quick_replies.map((reply) =>
      button(
        { class: "reply", dir: "auto", on: { click: () => tap(room, message, { payload: reply.payload ?? "", title: reply.title }, reply.title) } },
        reply.title,
      )),
  );
}

function productCard(card) {
  return el(
    "div",
    { class: "bubble product", role: "group", "aria-label": say("card.name", { title: card.title }) },
    card.picture ? picture(card.picture, "product-picture") : null,
    el(
      "div",
      {},
      words("p", "product-title", card.title),
      card.subtitle ? words("p", "product-more", card.subtitle) : null,
      card.price ? words("p", "product-price", card.price) : null,
    ),
  );
}

/** The line under a message: that it was automatic, and when, and how far it got. */
function meta(message, timed) {
  const parts = message.automatic ? [el("span", { class: "automatic" }, icon("bot", 14), say("talk.automatic"))] : [];
  if (timed) parts.push(el("time", { datetime: new Date(message.at).toISOString(), title: full(message.at), text: clock(message.at) }));
  if (message.from === "me") {
    parts.push(el("span", { class: message.state === "seen" ? "tick seen" : "tick" }, icon(TICKS[message.state] ?? "check", 14)));
    parts.push(el("span", { text: say(`state.${message.state}`) }));
  }
  return el("p", { class: "meta" }, parts);
}

async function copy(text) {
  await navigator.clipboard?.writeText(text);
  note(say("message.copied"));
}

/** Rows that belong to one message only: delete, copy. */
function ownRows(room, message, close) {
  const then = (doing) => () => { close(); doing(); };
  const drop = () => attempt(() => room.talk.remove(message.mid), say("message.deleted"));
  return [
    row({ glyph: "trash-2", title: say("message.delete"), hint: say("message.delete_hint"), danger: true, attributes: { "data-act": "delete" }, run: then(drop) }),
    navigator.clipboard && message.text ? row({ glyph: "copy", title: say("message.copy"), run: then(() => copy(message.text)) }) : null,
  ];
}

function messageSheet(room, message) {
  openSheet(say("talk.message"), (close) => [
    el("p", { class: "sheet-quote", dir: "auto", text: [message.headline, message.text].filter(Boolean).join("\n") || message.card?.title || "" }),
    ...ownRows(room, message, close),
  ]);
}

function offer(room, message) {
  const path = `talk/${encodeURIComponent(message.mid)}`;
  const title = message.headline || message.text;
  const { card } = message;
  return el(
    "article",
    { class: "offer", "aria-label": say("offer.label") },
    el(
      "header",
      { class: "offer-head" },
      el("p", {}, icon("megaphone", 16), el("span", { text: say("offer.label") })),
      button({ class: "ad-why", "aria-label": say("why.about", { ad: title }), on: { click: () => whySheet(room, path) } }, say("why.short")),
      button(
        {
          class: "round", "aria-label": say("offer.more"), "data-role": "more",
          on: { click: () => moreSheet(room, path, say("offer.label"), (close) => ownRows(room, message, close)) },
        },
        icon("ellipsis", 20),
      ),
    ),
    card?.picture ? picture(card.picture, "offer-picture") : null,
    el(
      "div",
      { class: "offer-body" },
      message.headline ? words("h3", "offer-headline", message.headline) : null,
      message.text ? words("p", "offer-text", message.text) : null,
      card?.title ? el("p", { class: "offer-product" }, words("span", "", card.title), card.price ? words("span", "offer-price", card.price) : null) : null,
      el(
        "div",
        { class: "offer-acts" },
        message.button
          ? button({ class: "reply main", dir: "auto", on: { click: () => tap(room, message, { button: true }, message.button) } }, message.button)
          : null,
        message.quick_replies.map((reply) =>
          button({ class: "reply", dir: "auto", on: { click: () => tap(room, message, { payload: reply.payload ?? "", title: reply.title }, reply.title) } }, reply.title)),
        room.me.offers === "stopped"
          ? null
          : button({ class: "reply", "data-role": "stop", on: { click: () => decisions(room).offers("stopped") } }, say("offer.stop")),
      ),
      message.tapped ? el("p", { class: "meta" }, icon("check", 14), el("span", { text: say("offer.tapped") })) : null,
    ),
  );
}

function textSelected() {
  return !document.getSelection()?.isCollapsed;
}

/** The list item of one message. `timed`: the line with time and state stands under it. */
export function messageItem(room, message, timed) {
  const side = message.from === "me" ? "mine" : message.automatic ? "theirs bot" : "theirs";
  const item = el("li", { class: `message ${message.kind === "offer" ? "wide" : side}`, "data-mid": message.mid });
  item.append(el("span", { class: "heard-only", text: `${speaker(room, message)}: ` }));
  if (message.kind === "offer") {
    item.append(offer(room, message));
  } else {
    const more = () => { if (!textSelected()) messageSheet(room, message); };
    if (message.card) item.append(productCard(message.card));
    if (message.headline) item.append(words("p", "bubble headline", message.headline));
    if (message.text) item.append(words("p", "bubble", message.text));
    for (const bubble of item.querySelectorAll(".bubble")) bubble.addEventListener("click", more);
    const short = (message.text || message.card?.title || "").slice(0, 60);
    item.append(button({ class: "more", "data-role": "more", "aria-label": say("talk.about_message", { text: short }), on: { click: () => messageSheet(room, message) } }, icon("ellipsis", 20)));
  }
  if (message.automatic || timed) item.append(meta(message, timed));
  return item;
}

/** The list item of something the hub has not taken yet. */
export function waitingItem(room, item) {
  const made = el("li", { class: `message mine ${item.state}`, "data-waiting": item.id });
  made.append(el("span", { class: "heard-only", text: `${say("who.me")}: ` }), words("p", "bubble", item.text));
  if (item.state === "stuck") {
    made.append(button({ class: "again", "data-role": "again", on: { click: () => room.outgoing.again(item.id) } }, icon("hourglass", 14), say("state.again")));
  } else if (item.state === "refused") {
    made.append(
      el("p", { class: "meta bad" }, icon("circle-alert", 14), el("span", { text: say("state.refused", { why: item.why }) })),
      el(
        "p",
        { class: "pair" },
        button({ class: "again", "data-role": "again", on: { click: () => room.outgoing.again(item.id) } }, say("problem.again")),
        button({ class: "again", "data-role": "drop", on: { click: () => room.outgoing.drop(item.id) } }, say("state.drop")),
      ),
    );
  } else {
    made.append(el("p", { class: "meta" }, icon("hourglass", 14), el("span", { text: say("state.waiting") })));
  }
  return made;
}

/** A line between messages: the day, or who came in. */
export function dayItem(text) {
  return el("li", { class: "day" }, el("span", { text }));
}

export function markItem(mark) {
  const human = mark.holder === "human";
  const text = human ? say(mark.name ? "talk.human_named" : "talk.human", { name: mark.name }) : say("talk.bot");
  return el("li", { class: "mark-line-item" }, icon(human ? "hand" : "bot", 14), words("span", "", text));
}

/** The ad a talk came from, as a small card above the first words about it. */
export function fromAd(ad) {
  const image = ad.picture || ad.card?.picture;
  const more = [ad.card?.title, ad.card?.price].filter(Boolean).join(" · ");
  return el(
    "li",
    { class: "from-ad" },
    image ? picture(image, "from-ad-picture") : null,
    el(
      "div",
      {},
      el("p", { class: "from-ad-label", text: say("talk.from_ad") }),
      words("p", "from-ad-title", ad.headline),
      more ? words("p", "product-more", more) : null,
    ),
  );
}
