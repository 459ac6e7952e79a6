// What the page says, in the reader's language.
import english from "./words-en.js";
import italian from "./words-it.js";

const BOOKS = { en: english, it: italian };

export const LANGUAGES = [["en", "English"], ["it", "Italiano"]];

let tongue = "en";

/** The language spoken now: "en" or "it". */
export const language = () => tongue;

/** Speak this language from now on; anything unknown gives English. */
export function speak(wanted) {
  tongue = wanted in BOOKS ? wanted : "en";
  document.documentElement.lang = tongue;
}

/** The language this reader most likely wants: the first one of the browser's that we know, else the shop's. */
export function guessLanguage(shops = "en") {
  const wished = navigator.languages?.length ? navigator.languages : [navigator.language ?? "en"];
  return wished.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag in BOOKS) ?? shops;
}

/** The sentence behind `key` with its {gaps} filled. */
export function say(key, gaps = {}) {
  const sentence = BOOKS[tongue][key] ?? english[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in gaps ? String(gaps[name]) : whole));
}

/** A sentence for one or for many, chosen by `count`. */
export function sayCount(key, count) {
  return say(count === 1 ? `${key}.one` : `${key}.many`, { count });
}

/** The text the hub sent in both languages, as the reader reads it. */
export function inTongue(texts) {
  if (!texts || typeof texts === "string") return texts ?? "";
  return texts[tongue] || texts.en || texts.it || "";
}
