// One ad as a card with its chat box: used by the feed and by the bare preview page, so both are the same card.
import { button, el, words } from "./dom.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

const AGREE = 32;

/** Address of a picture the hub keeps. */
export function pictureAddress(picture) {
  return /^[0-9a-f]{64}$/.test(picture) ? `/pictures/${picture}` : picture;
}

function corners(image) {
  const { naturalWidth: width, naturalHeight: height } = image;
  const board = el("canvas", { width: 2, height: 2 });
  const pen = board.getContext("2d", { willReadFrequently: true });
  for (const [x, y] of [[0, 0], [1, 0], [0, 1], [1, 1]]) {
    pen.drawImage(image, x * (width - 1), y * (height - 1), 1, 1, x, y, 1, 1);
  }
  const { data } = pen.getImageData(0, 0, 2, 2);
  return [0, 4, 8, 12].map((at) => [...data.slice(at, at + 4)]);
}

/** A product on a plain ground is shown whole on that ground; a photo fills the area. See card.css. */
function settle(image) {
  const [first, ...others] = corners(image);
  const plain = first[3] === 255 && others.every((other) => other.every((part, at) => Math.abs(part - first[at]) <= AGREE));
  image.classList.toggle("cut-out", plain);
  if (plain) image.style.backgroundColor = `rgb(${first[0]}, ${first[1]}, ${first[2]})`;
}

/** A picture that says nothing a screen reader needs (the product's name stands beside it). */
export function picture(address, className) {
  const image = el("img", { class: className, alt: "" });
  image.addEventListener("load", () => settle(image));
  image.addEventListener("error", () => image.remove());
  image.src = pictureAddress(address);
  return image;
}

function product(card) {
  if (!card || !(card.title || card.price)) return null;
  return el(
    "p",
    { class: "ad-product" },
    el("span", {}, words("span", "", card.title), card.subtitle ? words("span", "ad-subtitle", card.subtitle) : null),
    card.price ? words("span", "ad-price", card.price) : null,
  );
}

function field(ad, acts) {
  const input = el("input", {
    type: "text", name: "ask", maxlength: 2000, autocomplete: "off", enterkeyhint: "send",
    placeholder: say("ask.prompt"), "aria-label": say("ask.name", { ad: ad.headline }), on: { input: () => acts.open() },
  });
  const form = el(
    "form",
    { class: "ad-field", novalidate: true },
    input,
    el("button", { type: "submit", class: "ad-send", "aria-label": say("ask.send") }, icon("send", 18)),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (!text) return input.focus();
    if (acts.say(text)) input.value = "";
    return undefined;
  });
  return form;
}

/** The chat box inside the ad: greeting, what was said since, buttons, field. */
function chatBox(ad, acts) {
  const replies = (ad.quick_replies ?? []).map((reply) =>
    button({ class: "ad-reply", dir: "auto", on: { click: () => acts.reply(reply) } }, reply.title));
  return el(
    "section",
    { class: "ad-box", "aria-label": say("ask.box", { ad: ad.headline }) },
    ad.greeting ? words("p", "ad-greeting", ad.greeting) : null,
    ad.action === "reserve" ? button({ class: "ad-main", on: { click: () => acts.reserve() } }, say("ad.reserve")) : null,
    replies.length ? el("div", { class: "ad-replies" }, replies) : null,
    field(ad, acts),
  );
}

/** The card of one ad. `acts` has open, say(text), reply(quick reply), reserve, why and more. `follows`: the reader follows. */
export function adCard(ad, acts, follows) {
  const image = ad.picture || ad.card?.picture;
  return el(
    "article",
    { class: "ad", "data-ad": ad.key, "aria-label": ad.headline },
    image ? picture(image, "ad-picture") : null,
    el(
      "div",
      { class: "ad-body" },
      words("h2", "ad-headline", ad.headline),
      ad.text ? words("p", "ad-copy", ad.text) : null,
      product(ad.card),
    ),
    chatBox(ad, acts),
    el(
      "footer",
      { class: "ad-foot" },
      el("p", {}, say(follows ? "ad.followed" : "ad.not_followed")),
      button({ class: "ad-why", "aria-label": say("why.about", { ad: ad.headline }), on: { click: acts.why } }, say("why.short")),
      button({ class: "ad-more", "aria-label": say("more.ad", { ad: ad.headline }), on: { click: acts.more } }, icon("ellipsis", 20)),
    ),
  );
}
