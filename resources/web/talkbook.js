// The talk as this page knows it: messages by id, in the order they were said.
import { Refused } from "./api.js";

/** Events: "change" with detail {fresh: message or null} after anything changed. */
export class Talkbook extends EventTarget {
  constructor(api) {
    super();
    this.api = api;
    this.messages = [];
    this.more = false;
    this.holder = "";
    this.holderName = "";
    this.typing = false;
    this.loaded = false;
    this.marks = [];
  }

  #tell(fresh = null) {
    this.dispatchEvent(new CustomEvent("change", { detail: { fresh } }));
  }

  /** Load the newest messages anew. */
  async load() {
    const talk = await this.api.get("talk");
    const oldest = talk.messages[0];
    const before = oldest && talk.more ? this.messages.findIndex((message) => message.mid === oldest.mid) : -1;
    this.more = before > 0 ? this.more : talk.more;
    this.messages = before > 0 ? [...this.messages.slice(0, before), ...talk.messages] : talk.messages;
    this.holder = talk.holder;
    this.holderName = talk.holder_name;
    this.loaded = true;
    this.#tell();
  }

  /** Load the messages before the first one. */
  async older() {
    const first = this.messages[0];
    if (!first) return;
    const talk = await this.api.get(`talk?before=${encodeURIComponent(first.mid)}`);
    const known = new Set(this.messages.map((message) => message.mid));
    this.messages = [...talk.messages.filter((message) => !known.has(message.mid)), ...this.messages];
    this.more = talk.more;
    this.#tell();
  }

  /** Put a message in its place; a known one is replaced. */
  put(message) {
    const at = this.messages.findIndex((known) => known.mid === message.mid);
    if (at >= 0) {
      this.messages[at] = message;
      return this.#tell();
    }
    const after = this.messages.findLastIndex((known) => known.at <= message.at);
    this.messages.splice(after + 1, 0, message);
    this.typing = this.typing && message.from === "me";
    return this.#tell(message);
  }

  /** A message this page sent itself and the hub took. Its echo over the live line may have come first. */
  took(item, answer) {
    if (this.find(answer.mid)) return;
    this.put({
      mid: answer.mid, from: "me", kind: "text", text: item.text, card: null, quick_replies: [], headline: "", button: "",
      at: answer.at, state: "sent", automatic: false, tapped: false, ad_key: item.body.ad_key ?? "", reply_to: item.body.reply_to ?? "", client_id: item.id,
    });
  }

  /** Messages of the shop that were not seen yet. */
  get fresh() {
    return this.messages.filter((message) => message.from !== "me" && message.state !== "seen");
  }

  find(mid) {
    return this.messages.find((message) => message.mid === mid);
  }

  gone(mid) {
    this.messages = this.messages.filter((message) => message.mid !== mid);
    this.#tell();
  }

  held(holder, name) {
    if (holder !== this.holder) this.marks.push({ at: Date.now(), holder, name });
    this.holder = holder;
    this.holderName = name;
    this.#tell();
  }

  types(on) {
    this.typing = on;
    this.#tell();
  }

  /** Delete one message here and at the shop. One that is already gone counts as deleted. */
  async remove(mid) {
    try {
      await this.api.remove(`talk/${encodeURIComponent(mid)}`);
    } catch (trouble) {
      if (!(trouble instanceof Refused) || trouble.status !== 404) throw trouble;
    }
    this.gone(mid);
  }

  /** Delete the whole talk, also what is not loaded yet. */
  async removeAll() {
    await this.api.remove("talk");
    this.messages = [];
    this.more = false;
    this.#tell();
  }

  /** Tell the hub that everything up to the newest message of the shop was seen. */
  async saw() {
    const fresh = this.fresh;
    if (!fresh.length) return;
    for (const message of fresh) message.state = "seen";
    await this.api.post(`talk/${encodeURIComponent(fresh.at(-1).mid)}/seen`).catch(() => {
      for (const message of fresh) message.state = "delivered";
    });
  }
}
