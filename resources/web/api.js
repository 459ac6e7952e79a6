// Asks the hub. Every answer is JSON; every refusal says why in both languages.
import { inTongue, say } from "./words.js";

const PATIENCE = 15_000;

/** The hub said no. `status` is HTTP's, `code` the hub's word, `after` seconds to wait; `message` is for the reader. */
export class Refused extends Error {
  constructor(status, error, after) {
    super(inTongue(error?.text) || say(status === 429 ? "problem.fast" : status === 413 ? "problem.long" : "problem.try"));
    this.status = status;
    this.code = error?.code ?? "";
    this.after = after;
  }

  /** Whether the same request may well be taken later. */
  get passing() {
    return this.status === 429 || this.status >= 500;
  }
}

/** Nobody answered: the shop's computer or this phone is off the net. */
export class Unreachable extends Error {
  constructor() {
    super(say("problem.off"));
  }
}

async function ask(method, path, body) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      credentials: "same-origin",
      cache: "no-store",
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    throw new Unreachable();
  }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, told.error, Number(answer.headers.get("Retry-After")) || 0);
  return told;
}

/** The hub's customer side for one shop. Paths are below /api/<slug>/. */
export function hub(slug) {
  const root = `/api/${encodeURIComponent(slug)}/`;
  return {
    root,
    get: (path) => ask("GET", root + path),
    post: (path, body = {}) => ask("POST", root + path, body),
    patch: (path, body) => ask("PATCH", root + path, body),
    remove: (path) => ask("DELETE", root + path),
  };
}
