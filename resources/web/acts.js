// What a reader can decide, each with its question and its answer: used by the choices page and by every sheet.
import { Refused, Unreachable } from "./api.js";
import { el } from "./dom.js";
import { confirmSheet, note, row } from "./sheet.js";
import { say } from "./words.js";

/** Letters that one message holds at most; the hub takes no more. */
const LONGEST = 4000;

/** Whether this text may be sent; says so when it is too long. */
export function fits(text) {
  if (text.length <= LONGEST) return true;
  note(say("talk.too_long", { count: LONGEST }));
  return false;
}

/** Do it; say that it is done, or why not. Gives whether it is done. */
export async function attempt(doing, done) {
  try {
    await doing();
  } catch (trouble) {
    if (!(trouble instanceof Refused || trouble instanceof Unreachable)) throw trouble;
    note(trouble.message);
    return false;
  }
  if (done) note(done);
  return true;
}

/** The reader's decisions for one shop. */
export function decisions(room) {
  const shop = () => ({ shop: room.shop.name });
  const set = (path, body, done) => attempt(async () => room.setMe(await room.api.post(path, body)), done);
  return {
    follow: (on) => set("me/follow", { on }, say(on ? "follow.done" : "unfollow.done", shop())),
    offers: (choice) => set("me/offers", { choice }, say({ usual: "usual.done", less: "less.done", stopped: "stop.done" }[choice])),
    async block() {
      if (!(await confirmSheet(say("block.sure", shop()), say("block.means"), say("block")))) return false;
      room.blockMemory.keep(true);
      return set("me/block", { on: true }, say("block.done", shop()));
    },
    unblock() {
      room.blockMemory.keep(false);
      return set("me/block", { on: false }, say("unblock.done", shop()));
    },
    rename: (name) => attempt(async () => room.setMe(await room.api.patch("me", { name })), say("name.done", { name })),
    data: () => attempt(async () => save(await room.api.get("me/data")), say("data.done")),
    async deleteChat() {
      if (!(await confirmSheet(say("chat.delete_sure"), say("chat.delete_means"), say("chat.delete")))) return false;
      return attempt(() => room.talk.removeAll(), say("chat.deleted"));
    },
    async forget() {
      if (!(await confirmSheet(say("forget.sure"), say("forget.means"), say("forget.do")))) return;
      if (await attempt(() => room.api.post("me/forget"), say("forget.done"))) room.depart("join");
    },
    async leave() {
      if (!(await confirmSheet(say("leave.sure"), say("leave.means"), say("leave.do")))) return;
      if (await attempt(() => room.api.remove("me"), say("leave.done"))) room.depart("left");
    },
  };
}

function save(told) {
  const address = URL.createObjectURL(new Blob([JSON.stringify(told, null, 2)], { type: "application/json" }));
  const link = el("a", { href: address, download: say("data.file"), hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** The rows that stand under every "why": less, stop, data, delete, block. `close` shuts the sheet they stand in. */
export function decisionRows(room, close) {
  const decide = decisions(room);
  const then = (doing) => () => { close(); doing(); };
  const { offers, blocked } = room.me;
  return [
    offers === "usual" ? row({ glyph: "thumbs-down", title: say("less"), hint: say("less.hint"), run: then(() => decide.offers("less")) }) : null,
    offers === "stopped"
      ? row({ glyph: "undo-2", title: say("usual"), hint: say("usual.hint"), run: then(() => decide.offers("usual")) })
      : row({ glyph: "moon", title: say("stop"), hint: say("stop.hint"), run: then(() => decide.offers("stopped")) }),
    row({ glyph: "download", title: say("data"), hint: say("data.hint"), run: then(() => decide.data()) }),
    row({ glyph: "trash-2", title: say("chat.delete"), hint: say("chat.delete_hint"), danger: true, run: then(() => decide.deleteChat()) }),
    blocked
      ? row({ glyph: "undo-2", title: say("unblock"), hint: say("unblock.hint"), run: then(() => decide.unblock()) })
      : row({ glyph: "ban", title: say("block"), hint: say("block.hint"), danger: true, run: then(() => decide.block()) }),
  ];
}
