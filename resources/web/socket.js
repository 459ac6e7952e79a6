// The live line to the hub: resumes where it was, tries again with a growing, jittered delay.

const FIRST = 1_000;
const LONGEST = 30_000;
const SILENCE = 75_000;

/** `heard(frame)` gets every frame, `changed(up)` every change of the line. */
export class Line {
  #socket = null;
  #timer = 0;
  #watch = 0;
  #tries = 0;
  #after = null;
  #wanted = false;

  constructor(root, heard, changed) {
    this.root = root;
    this.heard = heard;
    this.changed = changed;
    this.up = false;
  }

  start() {
    this.#wanted = true;
    addEventListener("online", this.#wake);
    document.addEventListener("visibilitychange", this.#wake);
    this.#dial();
  }

  stop() {
    this.#wanted = false;
    removeEventListener("online", this.#wake);
    document.removeEventListener("visibilitychange", this.#wake);
    clearTimeout(this.#timer);
    clearTimeout(this.#watch);
    this.#socket?.close();
    this.#socket = null;
  }

  #wake = () => {
    if (!this.#wanted || document.hidden || this.#socket) return;
    clearTimeout(this.#timer);
    this.#dial();
  };

  #dial() {
    const address = new URL(`${this.root}events`, location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    if (this.#after !== null) address.searchParams.set("after", this.#after);
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.addEventListener("message", (event) => this.#hear(socket, event.data));
    socket.addEventListener("close", () => this.#lost(socket));
    this.#listen(socket);
  }

  #listen(socket) {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#lost(socket), SILENCE);
  }

  #hear(socket, data) {
    if (socket !== this.#socket) return;
    this.#listen(socket);
    const frame = JSON.parse(data);
    if (!this.up) {
      this.up = true;
      this.#tries = 0;
      this.changed(true);
    }
    this.heard(frame, this.#after === null);
    if (Number.isInteger(frame.n)) this.#after = Math.max(this.#after ?? 0, frame.n);
  }

  #lost(socket) {
    if (socket !== this.#socket) return;
    this.#socket = null;
    clearTimeout(this.#watch);
    socket.close();
    this.up = false;
    this.changed(false);
    if (!this.#wanted) return;
    const delay = Math.min(LONGEST, FIRST * 2 ** this.#tries) * (0.5 + Math.random());
    this.#tries += 1;
    this.#timer = setTimeout(() => this.#dial(), delay);
  }
}
