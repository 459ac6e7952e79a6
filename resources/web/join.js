// Joining: a name, a language, one clear sentence of what it means. No account.
import { Refused, Unreachable } from "./api.js";
import { button, el } from "./dom.js";
import { mark } from "./icons.js";
import { LANGUAGES, language, say } from "./words.js";

/** Where the reader came from, out of the address: the poster, a link, another ad. */
export function origin() {
  const asked = new URLSearchParams(location.search);
  const source = asked.get("src") ?? "";
  return { ref: (asked.get("ref") ?? "").slice(0, 250), source: ["poster", "feed"].includes(source) ? source : "link" };
}

/** The view that asks for a name. `joined(answer)` goes on; `speak(language)` draws it anew in another language. */
export function joinView({ shop, api, typed = "", joined, speak, greeting = "" }) {
  const gap = { shop: shop.name };
  const field = el("input", {
    id: "name", name: "name", type: "text", maxlength: 64, autocomplete: "given-name", required: true, value: typed,
    "aria-describedby": "name-hint name-problem",
  });
  const problem = el("p", { class: "field-problem", id: "name-problem", role: "alert" });
  const tongue = el(
    "select",
    { id: "language", name: "language", on: { change: () => speak(tongue.value, field.value) } },
    LANGUAGES.map(([value, title]) => el("option", { value, lang: value, selected: value === language() }, title)),
  );
  let follow = true;

  async function join(event) {
    event.preventDefault();
    follow = event.submitter?.value !== "look";
    const name = field.value.trim();
    problem.textContent = name ? "" : say("join.name_missing");
    field.toggleAttribute("aria-invalid", !name);
    if (!name) return field.focus();
    const buttons = form.querySelectorAll("button");
    for (const one of buttons) one.disabled = true;
    try {
      await joined(await api.post("join", { name, language: language(), follow, ...origin() }));
    } catch (trouble) {
      if (!(trouble instanceof Refused || trouble instanceof Unreachable)) throw trouble;
      problem.textContent = trouble.message;
      for (const one of buttons) one.disabled = false;
      field.focus();
    }
  }

  const form = el(
    "form",
    { class: "join", novalidate: true, on: { submit: join } },
    el("h1", { id: "join-title", dir: "auto", text: say("join.title", gap) }),
    el("p", { class: "join-lead", text: greeting || say("join.lead") }),
    el("label", { for: "name", text: say("join.name") }),
    field,
    el("p", { class: "row-hint", id: "name-hint", text: say("join.name_hint") }),
    problem,
    el("label", { for: "language", text: say("join.language") }),
    tongue,
    el("p", { class: "join-meaning", id: "join-meaning", text: say("join.meaning", gap) }),
    el("button", { type: "submit", value: "follow", class: "big main", "aria-describedby": "join-meaning" }, say("join.follow")),
    el("button", { type: "submit", value: "look", class: "big" }, say("join.look")),
    el("p", { class: "row-hint", text: say("join.device") }),
  );
  return el("section", { class: "view", "aria-labelledby": "join-title" }, form);
}

/** A page that cannot be shown: one sentence, one act. */
export function problemView(text, again) {
  return el("section", { class: "view empty" }, mark(), el("h1", { class: "view-title", text }), again ? button({ class: "big main", on: { click: again } }, say("problem.again")) : null);
}
