// "Why am I seeing this?": the hub's honest reasons, and what the reader can do about it.
import { Refused, Unreachable } from "./api.js";
import { decisionRows } from "./acts.js";
import { el, fill, words } from "./dom.js";
import { icon } from "./icons.js";
import { openSheet, row } from "./sheet.js";
import { inTongue, say } from "./words.js";

const GLYPHS = {
  follow: "user-plus", poster: "user-plus", joined: "user-plus", opened: "mouse-pointer-click", click: "mouse-pointer-click", tap: "mouse-pointer-click",
  talk: "message-circle", wrote: "message-circle", offers: "timer", less: "timer", often: "timer", last: "timer", since: "clock", everyone: "eye",
};

function glyph(key) {
  const kind = Object.keys(GLYPHS).find((word) => key.includes(word));
  return GLYPHS[kind] ?? "info";
}

function reasons(told) {
  const sentences = inTongue(told.text).split("\n").map((line) => line.trim()).filter(Boolean);
  if (!sentences.length) sentences.push(say("why.none"));
  return sentences.map((sentence, at) =>
    el("li", {}, icon(sentences.length === told.reasons.length ? glyph(told.reasons[at].key) : "info", 20), words("span", "", sentence)));
}

/** Open the sheet for what stands at `path` (an ad or a message of the shop). */
export function whySheet(room, path) {
  openSheet(say("why.title"), (close) => {
    const list = el("ul", { class: "reasons", "aria-live": "polite" }, el("li", {}, icon("hourglass", 20), el("span", { text: say("why.loading") })));
    room.api.get(`${path}/why`).then(
      (told) => fill(list, reasons(told)),
      (trouble) => {
        if (!(trouble instanceof Refused || trouble instanceof Unreachable)) throw trouble;
        fill(list, el("li", {}, icon("circle-alert", 20), el("span", { text: trouble.message })));
      },
    );
    return [list, ...decisionRows(room, close), el("p", { class: "sheet-foot", text: say("why.foot") })];
  });
}

/** The three dots beside an ad or an offer: why, and the same decisions. `more` rows come first. */
export function moreSheet(room, path, title, more = () => []) {
  openSheet(title, (close) => [
    row({ glyph: "circle-help", title: say("why.title"), run: () => { close(); whySheet(room, path); } }),
    ...more(close),
    ...decisionRows(room, close),
    el("p", { class: "sheet-foot", text: say("why.foot") }),
  ]);
}
