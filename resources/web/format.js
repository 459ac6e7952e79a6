// Times as people say them, in the reader's language.
import { language, say } from "./words.js";

const DAY = 86_400_000;

function told(options, at) {
  return new Intl.DateTimeFormat(language(), options).format(at);
}

function midnight(at) {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** Hours and minutes: 18:40. */
export function clock(at) {
  return told({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, at);
}

/** The day's name for a line in the talk: Today, Yesterday, Thursday, 14 May, 14 May 2025. `at`, `now`: ms. */
export function day(at, now) {
  const ago = Math.round((midnight(now) - midnight(at)) / DAY);
  if (ago === 0) return say("day.today");
  if (ago === 1) return say("day.yesterday");
  if (ago > 1 && ago < 7) return told({ weekday: "long" }, at);
  const year = new Date(at).getFullYear() === new Date(now).getFullYear() ? undefined : "numeric";
  return told({ day: "numeric", month: "long", year }, at);
}

/** Whether two times fall on one day of the reader's clock. */
export const sameDay = (one, other) => midnight(one) === midnight(other);

/** Date and time in full, for a tooltip. */
export function full(at) {
  return told({ dateStyle: "full", timeStyle: "short" }, at);
}
