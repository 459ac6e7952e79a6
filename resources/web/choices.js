// My choices: follow, offers, block, data, language, name, forget, leave.
import { decisions } from "./acts.js";
import { button, el } from "./dom.js";
import { openSheet, row } from "./sheet.js";
import { LANGUAGES, language, say } from "./words.js";

const OFFERS = ["usual", "less", "stopped"];

function group(title, ...parts) {
  return el("section", { class: "group" }, el("h2", { text: title }), el("div", { class: "group-card" }, parts));
}

/** Radio buttons in a row; `chosen` is the value that holds. */
function choice(name, label, options, chosen, choose, hint) {
  return el(
    "fieldset",
    { class: "choice" },
    el("legend", { class: "heard-only", text: label }),
    el(
      "div",
      { class: "choice-row" },
      options.map(([value, title]) =>
        el(
          "label",
          {},
          el("input", { type: "radio", name, value, checked: value === chosen, on: { change: () => choose(value) } }),
          el("span", { text: title }),
        )),
    ),
    hint ? el("p", { class: "row-hint", text: hint }) : null,
  );
}

function nameSheet(room, decide) {
  openSheet(say("name"), (close) => {
    const field = el("input", { id: "new-name", type: "text", maxlength: 64, autocomplete: "given-name", value: room.me.name });
    const problem = el("p", { class: "field-problem", id: "new-name-problem", role: "alert" });
    const form = el(
      "form",
      { class: "sheet-form", novalidate: true },
      el("label", { for: "new-name", text: say("join.name") }),
      field,
      problem,
      el("button", { type: "submit", class: "big main" }, say("name.save")),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const name = field.value.trim();
      if (!name) {
        problem.textContent = say("join.name_missing");
        field.setAttribute("aria-invalid", "true");
        field.setAttribute("aria-describedby", "new-name-problem");
        field.focus();
        return;
      }
      close();
      decide.rename(name);
    });
    return [form];
  });
}

/** The view of the reader's choices, drawn anew whenever one changed. */
export function choicesView(room) {
  const body = el("div", { class: "choices" });
  const node = el("section", { class: "view", id: "view-choices", "aria-labelledby": "choices-title" },
    el("h1", { id: "choices-title", class: "view-title", text: say("choices.title") }), body);
  const decide = decisions(room);

  function groups() {
    const { me, shop } = room;
    const gap = { shop: shop.name };
    return [
      el("p", { class: "hello", text: say("choices.hello", { name: me.name }) }),
      group(
        say("choices.follow"),
        el("p", { class: "group-line", text: say(me.follows ? "choices.follow_on" : "choices.follow_off", gap) }),
        me.follows
          ? row({ glyph: "user-check", title: say("unfollow"), hint: say("unfollow.hint"), attributes: { "data-act": "follow" }, run: () => decide.follow(false) })
          : row({ glyph: "user-plus", title: say("follow"), hint: say("follow.hint"), attributes: { "data-act": "follow" }, run: () => decide.follow(true) }),
      ),
      group(
        say("choices.offers"),
        choice("offers", say("choices.offers"), OFFERS.map((value) => [value, say(`offers.${value}`)]), me.offers, async (value) => {
          if (!(await decide.offers(value))) draw();
        }, say("choices.offers_hint")),
      ),
      group(
        say("choices.shop"),
        me.blocked
          ? row({ glyph: "undo-2", title: say("unblock"), hint: say("unblock.hint"), attributes: { "data-act": "block" }, run: () => decide.unblock() })
          : row({ glyph: "ban", title: say("block"), hint: say("block.hint"), danger: true, attributes: { "data-act": "block" }, run: () => decide.block() }),
      ),
      group(say("choices.language"), choice("language", say("choices.language"), LANGUAGES, language(), room.speakNow)),
      group(
        say("choices.me"),
        row({ glyph: "user", title: say("name"), hint: say("name.hint"), attributes: { "data-act": "name" }, run: () => nameSheet(room, decide) }),
        row({ glyph: "download", title: say("data"), hint: say("data.hint"), attributes: { "data-act": "data" }, run: () => decide.data() }),
        row({ glyph: "log-out", title: say("forget"), hint: say("forget.hint"), attributes: { "data-act": "forget" }, run: () => decide.forget() }),
        row({ glyph: "trash-2", title: say("leave"), hint: say("leave.hint"), danger: true, attributes: { "data-act": "leave" }, run: () => decide.leave() }),
      ),
    ];
  }

  function draw() {
    const held = document.activeElement;
    const back = body.contains(held) ? held.dataset.act ?? `${held.name}=${held.value}` : null;
    body.replaceChildren(...groups());
    if (!back) return;
    const [name, value] = back.split("=");
    (value ? body.querySelector(`input[name="${name}"][value="${value}"]`) : body.querySelector(`[data-act="${back}"]`))?.focus();
  }

  draw();
  return { node, draw, title: () => say("choices.title") };
}

/** What the reader sees after leaving: erased, and welcome again. */
export function leftView(again) {
  return el(
    "section",
    { class: "view empty", "aria-labelledby": "left-title" },
    el("h1", { id: "left-title", tabindex: -1, text: say("left.title") }),
    el("p", { text: say("left.text") }),
    button({ class: "big main", on: { click: again } }, say("left.again")),
  );
}
