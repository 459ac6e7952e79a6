// The live line to the hub: resumes where it was, tries again with a growing, jittered delay.

const FIRST = 1_000;
const LONGEST = 30_000;

/** `heard(frame)` gets every frame, `stale()` is called when all must be loaded anew, `changed(up)` on every change. */
export class Line {
  #socket = null;
  #timer = 0;
  #tries = 0;
  #after = null;
  #wanted = false;

  constructor(root, { heard, stale, changed }) {
    this.root = root;
    this.heard = heard;
    this.stale = stale;
    this.changed = changed;
    this.up = false;
  }

  start() {
    this.#wanted = true;
    addEventListener("online", this.wake);
    document.addEventListener("visibilitychange", this.wake);
    this.#dial();
  }

  stop() {
    this.#wanted = false;
    removeEventListener("online", this.wake);
    document.removeEventListener("visibilitychange", this.wake);
    clearTimeout(this.#timer);
    this.#socket?.close();
    this.#socket = null;
  }

  /** Try now, not when the delay is over: the reader is back, or the hub just answered. */
  wake = () => {
    if (!this.#wanted || document.hidden || this.#socket) return;
    clearTimeout(this.#timer);
    this.#dial();
  };

  /** Something could not be sent: the line may be dead without knowing it. Begin anew. */
  doubt() {
    if (this.#socket && this.up) this.#lost(this.#socket);
  }

  #dial() {
    const address = new URL(`${this.root}events`, location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    if (this.#after !== null) address.searchParams.set("after", this.#after);
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.addEventListener("message", (event) => this.#hear(socket, event.data));
    socket.addEventListener("close", () => this.#lost(socket));
  }

  #hear(socket, data) {
    if (socket !== this.#socket) return;
    const frame = JSON.parse(data);
    if (!this.up) {
      this.up = true;
      this.#tries = 0;
      this.changed(true);
    }
    if (frame.type === "hello") this.#greeted(frame.n);
    else this.#advance(frame);
  }

  /** The first time, and when the hub's count went back, everything is loaded; else what was missed follows by itself. */
  #greeted(height) {
    if (this.#after !== null && height >= this.#after) return;
    this.#after = height;
    this.stale();
  }

  #advance(frame) {
    if (frame.type === "reset") this.stale();
    else this.heard(frame);
    if (Number.isInteger(frame.n)) this.#after = Math.max(this.#after ?? 0, frame.n);
  }

  #lost(socket) {
    if (socket !== this.#socket) return;
    this.#socket = null;
    socket.close();
    this.up = false;
    this.changed(false);
    if (!this.#wanted) return;
    const delay = Math.min(LONGEST, FIRST * 2 ** this.#tries) * (0.5 + Math.random());
    this.#tries += 1;
    this.#timer = setTimeout(() => this.#dial(), delay);
  }
}
