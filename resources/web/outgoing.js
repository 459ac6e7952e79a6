// What the reader said and the hub has not taken yet: kept on this device, sent in order, with the same client_id each time.
import { Refused } from "./api.js";

const FIRST = 2_000;
const LONGEST = 30_000;

/** A new id for one message. Works without a secure context, where crypto.randomUUID does not exist. */
export function freshId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What is kept on this device under `place`, one entry per item, so that two open pages never overwrite each other. */
class Shelf {
  constructor(place) {
    this.place = `${place}.`;
  }

  read() {
    try {
      return Object.keys(localStorage)
        .filter((key) => key.startsWith(this.place))
        .map((key) => JSON.parse(localStorage.getItem(key)))
        .sort((one, other) => one.at - other.at);
    } catch {
      return [];
    }
  }

  /** Without storage (private windows, full disk) the item lives as long as the page. */
  put(item) {
    try {
      localStorage.setItem(this.place + item.id, JSON.stringify(item));
    } catch {
      return false;
    }
    return true;
  }

  remove(id) {
    try {
      localStorage.removeItem(this.place + id);
    } catch {
      return false;
    }
    return true;
  }
}

/** Events: "change"; "sent" with detail {item, answer}; "trouble" with detail error. Items: waiting, stuck or refused. */
export class Outgoing extends EventTarget {
  #running = false;
  #timer = 0;
  #tries = 0;

  constructor(api, slug, customer) {
    super();
    this.api = api;
    this.shelf = new Shelf(`vetrina.${slug}.${customer}.outgoing`);
    this.items = this.shelf.read();
  }

  #changed(item) {
    if (item) this.shelf.put(item);
    this.dispatchEvent(new Event("change"));
  }

  /** Lines that show as bubbles, oldest first. */
  get lines() {
    return this.items.filter((item) => item.text);
  }

  /** Take one thing to send: `path` and `body` for the hub (client_id is added), `text` for the bubble, `about` for the rest. */
  add(path, body, text, about = {}) {
    const id = freshId();
    const at = Math.max(Date.now(), (this.items.at(-1)?.at ?? 0) + 1);
    const item = { id, path, body: text ? { ...body, client_id: id } : body, text, about, at, state: "waiting" };
    this.items.push(item);
    this.#changed(item);
    this.run();
    return id;
  }

  /** The reader tapped "try again". */
  again(id) {
    const item = this.items.find((one) => one.id === id);
    if (!item) return undefined;
    item.state = "waiting";
    this.#changed(item);
    return this.run();
  }

  /** What came back over the live line is no longer outgoing, whatever became of the answer. */
  arrived(id) {
    if (id && this.items.some((item) => item.id === id)) this.drop(id);
  }

  drop(id) {
    this.items = this.items.filter((item) => item.id !== id);
    this.shelf.remove(id);
    this.#changed();
  }

  /** Forget everything: on leaving and on forgetting this device. */
  clear() {
    clearTimeout(this.#timer);
    for (const item of this.items) this.shelf.remove(item.id);
    this.items = [];
    this.#changed();
  }

  /** Send what can be sent now, one after the other. */
  async run() {
    if (this.#running) return;
    this.#running = true;
    clearTimeout(this.#timer);
    try {
      for (let item = this.#next(); item; item = this.#next()) if (!(await this.#send(item))) break;
    } finally {
      this.#running = false;
    }
  }

  #next() {
    return this.items.find((item) => item.state !== "refused");
  }

  async #send(item) {
    try {
      const answer = await this.api.post(item.path, item.body);
      this.#tries = 0;
      this.dispatchEvent(new CustomEvent("sent", { detail: { item, answer } }));
      this.drop(item.id);
      return true;
    } catch (trouble) {
      const lasting = trouble instanceof Refused && !trouble.passing;
      this.dispatchEvent(new CustomEvent("trouble", { detail: trouble }));
      if (lasting && trouble.status !== 401) return this.#refuse(item, trouble);
      if (!lasting) this.#later(trouble.after);
      if (this.items.includes(item)) {
        item.state = trouble.status === 429 ? "waiting" : "stuck";
        this.#changed(item);
      }
      return false;
    }
  }

  #refuse(item, trouble) {
    if (item.text) {
      item.state = "refused";
      item.why = trouble.message;
      this.#changed(item);
    } else {
      this.drop(item.id);
    }
    return true;
  }

  #later(seconds = 0) {
    const delay = Math.max(seconds * 1000, Math.min(LONGEST, FIRST * 2 ** this.#tries) * (0.5 + Math.random()));
    this.#tries += 1;
    this.#timer = setTimeout(() => this.run(), delay);
  }
}
