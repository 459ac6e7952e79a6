// The offers: ads as cards, each with its chat box; what is said there shows there, and in the chat as well.
import { fits } from "./acts.js";
import { messageItem, replies, waitingItem } from "./bubbles.js";
import { adCard } from "./card.js";
import { arrange, button, el } from "./dom.js";
import { mark } from "./icons.js";
import { moreSheet, whySheet } from "./why.js";
import { say } from "./words.js";

const SHOWN_IN_AD = 6;
const HOUR = 3_600_000;

/** The view of the feed; `draw` builds it from room.ads, `hear` shows what is new in the talk. */
export function feedView(room) {
  const ads = el("div", { class: "ads" });
  const node = el("section", { class: "view feed", id: "view-offers", "aria-labelledby": "feed-title" },
    el("h1", { id: "feed-title", class: "heard-only", text: say("feed.title") }), ads);
  const cards = new Map();
  let active = null;

  function open(ad) {
    if (room.opened.has(ad.key)) return;
    room.opened.add(ad.key);
    room.outgoing.add(`ads/${encodeURIComponent(ad.key)}/open`, {}, "");
  }

  /** Say it in the ad's chat box; gives whether it was taken. */
  function tell(ad, body, text) {
    if (!fits(text)) return false;
    open(ad);
    if (active?.key !== ad.key) active = { key: ad.key, since: room.talk.messages.at(-1)?.mid ?? null };
    return room.say({ ...body, ad_key: ad.key }, text);
  }

  function acts(ad) {
    const path = `ads/${encodeURIComponent(ad.key)}`;
    return {
      open: () => open(ad),
      say: (text) => tell(ad, { text }, text),
      reply: (reply) => tell(ad, { payload: reply.payload ?? "", title: reply.title }, reply.title),
      reserve: () => tell(ad, { payload: "reserve", title: ad.button || say("ad.reserve") }, ad.button || say("ad.reserve")),
      why: () => whySheet(room, path),
      more: () => moreSheet(room, path, ad.headline),
    };
  }

  function empty() {
    return el(
      "div",
      { class: "empty" },
      mark(),
      el("h2", { text: say("feed.empty") }),
      el("p", { text: say("feed.empty_more") }),
      button({ class: "big", on: { click: () => room.show("chat") } }, say("feed.write")),
    );
  }

  function draw() {
    if (!room.loaded) return arrange(ads, outlines());
    const wanted = [...room.ads.values()].sort((one, other) => other.since - one.since);
    const list = wanted.map((ad) => {
      const signature = JSON.stringify([ad, room.me.follows]);
      let card = cards.get(ad.key);
      if (card?.signature !== signature) {
        card = { signature, node: adCard(ad, acts(ad), room.me.follows) };
        cards.set(ad.key, card);
      }
      return card.node;
    });
    for (const key of cards.keys()) if (!room.ads.has(key)) cards.delete(key);
    arrange(ads, list.length ? list : [empty()]);
    return hear();
  }

  /** After a reload: the ad in which the reader asked something within the last hour. */
  function recent() {
    const { messages } = room.talk;
    const at = messages.findLastIndex((message) => message.ad_key && Date.now() - message.at < HOUR);
    return at < 0 ? null : { key: messages[at].ad_key, since: messages[at - 1]?.mid ?? null };
  }

  /** Put the talk since the last question into the chat box of the ad it was asked in. */
  function hear() {
    const held = document.activeElement?.closest(".ad-log");
    for (const old of ads.querySelectorAll(".ad-log, .ad-whole")) old.remove();
    active ??= recent();
    const card = active && cards.get(active.key);
    if (!card) return;
    const start = active.since ? room.talk.messages.findIndex((message) => message.mid === active.since) + 1 : 0;
    const said = room.talk.messages.slice(start).slice(-SHOWN_IN_AD);
    const waiting = room.outgoing.lines.filter((item) => item.body.ad_key === active.key);
    if (!said.length && !waiting.length) return;
    const log = el("ul", { class: "ad-log talk-list", "aria-label": say("talk.messages") },
      said.map((message) => messageItem(room, message, message === said.at(-1))),
      waiting.map((item) => waitingItem(room, item)));
    const last = waiting.length ? null : said.at(-1);
    if (last?.kind === "text" && last.from !== "me" && last.quick_replies.length) log.append(el("li", {}, replies(room, last)));
    const box = card.node.querySelector(".ad-field");
    const whole = button({ class: "link ad-whole", on: { click: () => room.show("chat") } }, say("ad.whole_chat"));
    box.before(log, whole);
    if (held) whole.focus({ preventScroll: true });
  }

  draw();
  return { node, draw, hear, title: () => say("feed.title") };
}

/** Still outlines while the first ads are on their way. */
export function outlines() {
  const outline = () => el("div", { class: "ad outline", "aria-hidden": "true" }, el("div", { class: "ad-picture" }), el("div", { class: "outline-lines" }));
  return [outline(), outline()];
}
