// What stands around every view: head with awning, banners, the view itself, the three tabs.
import { button, el, fill } from "./dom.js";
import { awning, icon } from "./icons.js";
import { openSheet, row } from "./sheet.js";
import { inTongue, say, sayCount } from "./words.js";

const PATIENCE = 5_000;
const TABS = [["offers", "store"], ["chat", "message-circle"], ["choices", "user-check"]];

function loopback(host) {
  return host === "localhost" || host.endsWith(".localhost") || host === "[::1]" || /^127(\.\d+){3}$/.test(host);
}

function aboutSheet(room) {
  const { shop } = room;
  const facts = [["map-pin", "address", shop.address], ["clock", "hours", inTongue(shop.hours)], ["phone", "phone", shop.phone]];
  openSheet(say("menu.title", { shop: shop.name }), (close) => [
    el("dl", { class: "facts" }, facts.filter(([, , text]) => text).map(([glyph, key, text]) =>
      el("div", {}, icon(glyph, 20), el("div", {}, el("dt", { text: say(key) }), el("dd", { dir: "auto", text }))))),
    row({ glyph: "message-circle", title: say("feed.write"), run: () => { close(); room.show("chat"); } }),
    row({ glyph: "user-check", title: say("choices.title"), run: () => { close(); room.show("choices"); } }),
  ]);
}

/** The frame of the page; `main` is where the views go. */
export class Frame {
  #timer = 0;
  #down = false;

  constructor(page) {
    this.head = page.getElementById("head");
    this.banners = page.getElementById("banners");
    this.main = page.getElementById("main");
    this.nav = page.getElementById("tabs");
    this.notices = { wifi: null, line: null };
    addEventListener("online", () => this.#draw());
    addEventListener("offline", () => this.#draw());
  }

  /** The shop's name and awning. */
  shop(shop, room = null) {
    document.getElementById("skip").textContent = say("skip");
    const line = [shop.address, inTongue(shop.hours_line)].filter(Boolean).join(" · ");
    fill(
      this.head,
      el(
        "div",
        { class: "head" },
        el("div", { class: "grow" }, el("p", { class: "brand", dir: "auto", text: shop.name }), line ? el("p", { class: "head-line", dir: "auto", text: line }) : null),
        room ? button({ class: "round", "aria-label": say("menu", { shop: shop.name }), on: { click: () => aboutSheet(room) } }, icon("ellipsis-vertical", 20)) : null,
      ),
      awning(),
    );
    const open = location.protocol === "http:" && !loopback(location.hostname);
    this.notices.wifi = shop.secure === false || open ? ["wifi", say("banner.wifi")] : null;
    this.#draw();
  }

  /** A view without tabs: joining, left, a problem. */
  bare(node) {
    document.body.dataset.view = "bare";
    this.nav.hidden = true;
    fill(this.main, node);
    this.connected(true);
    this.main.focus({ preventScroll: true });
  }

  /** The tabs of a room. */
  home(room) {
    this.shop(room.shop, room);
    this.nav.hidden = false;
    this.nav.setAttribute("aria-label", say("tabs.name"));
    fill(this.nav, TABS.map(([view, glyph]) =>
      button({ "data-tab": view, on: { click: () => room.show(view) } }, icon(glyph, 20), el("span", { text: say(`tab.${view}`) }))));
  }

  show(view, node, title, moveFocus) {
    document.body.dataset.view = view;
    document.title = title;
    for (const tab of this.nav.children) {
      if (tab.dataset.tab === view) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    }
    if (this.main.firstElementChild !== node || this.main.childElementCount !== 1) {
      fill(this.main, node);
      scrollTo(0, 0);
    }
    if (moveFocus) this.main.focus({ preventScroll: true });
  }

  /** How many new messages wait in the chat. */
  unread(count) {
    const tab = this.nav.querySelector('[data-tab="chat"]');
    tab.querySelector(".count")?.remove();
    tab.setAttribute("aria-label", count ? sayCount("tab.unread", count) : say("tab.chat"));
    if (count) tab.append(el("span", { class: "count", "aria-hidden": "true", text: count > 99 ? "99+" : String(count) }));
  }

  /** Whether the hub answers. Said after five seconds of silence, or `now` when something could not be sent. */
  connected(up, now = false) {
    clearTimeout(this.#timer);
    if (up || now) this.#set(!up);
    else this.#timer = setTimeout(() => this.#set(true), PATIENCE);
  }

  #set(down) {
    this.#down = down;
    this.#draw();
  }

  blocked(on) {
    document.body.toggleAttribute("data-blocked", on);
  }

  #draw() {
    this.notices.line = this.#down ? ["cloud-off", say(navigator.onLine ? "banner.off" : "banner.offline")] : null;
    const wanted = Object.entries(this.notices).filter(([, notice]) => notice);
    for (const [name, [glyph, text]] of wanted) {
      if (this.banners.querySelector(`[data-notice="${name}"]`)?.textContent === text) continue;
      this.banners.querySelector(`[data-notice="${name}"]`)?.remove();
      this.banners.append(el("p", { class: "banner", "data-notice": name }, icon(glyph, 18), el("span", { text })));
    }
    const names = new Set(wanted.map(([name]) => name));
    for (const banner of [...this.banners.children]) if (!names.has(banner.dataset.notice)) banner.remove();
  }
}
