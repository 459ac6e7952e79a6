// Sheets that rise from the bottom edge, questions that need a yes, and short notes that pass.
import { button, el, fill } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

const NOTE = 6_000;
let count = 0;

/** One row of a sheet: glyph, what it does, what that means. */
export function row({ glyph, title, hint, danger, run, attributes = {} }) {
  return button(
    { class: danger ? "sheet-row danger" : "sheet-row", ...attributes, on: { click: run } },
    icon(glyph, 20),
    el("span", {}, el("span", { class: "row-title", text: title }), hint ? el("span", { class: "row-hint", text: hint }) : null),
  );
}

/** Open a sheet. `build(close)` gives its nodes. Esc, the cross and a tap beside it close; focus goes back where it was. */
export function openSheet(title, build) {
  const opener = document.activeElement;
  const id = `sheet-${(count += 1)}`;
  const sheet = el("dialog", { class: "sheet", "aria-labelledby": id });
  const close = () => sheet.close();
  const heading = el("h2", { id, tabindex: -1, autofocus: true, dir: "auto", text: title });
  const body = el("div", { class: "sheet-body" });
  sheet.append(
    el("div", { class: "sheet-grip", "aria-hidden": "true" }),
    el("div", { class: "sheet-head" }, heading, button({ class: "round", "aria-label": say("close"), on: { click: close } }, icon("x", 20))),
    body,
  );
  fill(body, build(close, body));
  sheet.addEventListener("click", (event) => {
    if (event.target === sheet) close();
  });
  sheet.addEventListener("close", () => {
    sheet.remove();
    if (opener?.isConnected) opener.focus();
    else document.querySelector("main")?.focus();
  });
  document.body.append(sheet);
  sheet.showModal();
  heading.focus();
  return sheet;
}

/** Ask before something final. The safe button comes first; resolves true only by the named act. */
export function confirmSheet(title, meaning, act) {
  return new Promise((resolve) => {
    let sure = false;
    const sheet = openSheet(title, (close) => [
      el("p", { class: "sheet-text", text: meaning }),
      el(
        "div",
        { class: "sheet-acts" },
        button({ class: "big", on: { click: close } }, say("cancel")),
        button({ class: "big final", on: { click: () => { sure = true; close(); } } }, act),
      ),
    ]);
    sheet.addEventListener("close", () => resolve(sure));
    sheet.querySelector(".sheet-acts button").focus();
  });
}

/** A short note at the bottom; read out once, gone after six seconds. */
export function note(text) {
  const place = document.getElementById("notes");
  const made = el("p", { class: "note", text });
  place.replaceChildren(made);
  setTimeout(() => made.remove(), NOTE);
}

/** Read this out politely without showing it. */
export function announce(text) {
  document.getElementById("heard").append(el("p", { text }));
  while (document.getElementById("heard").childElementCount > 5) document.getElementById("heard").firstElementChild.remove();
}
