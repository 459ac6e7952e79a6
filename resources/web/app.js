// The shop page: finds out who is here, keeps the live line, and shows offers, chat or choices.
import { fits } from "./acts.js";
import { hub, Refused, Unreachable } from "./api.js";
import { spoken } from "./bubbles.js";
import { choicesView, leftView } from "./choices.js";
import { el, fill } from "./dom.js";
import { feedView, outlines } from "./feed.js";
import { Frame } from "./frame.js";
import { joinView, problemView } from "./join.js";
import { BlockMemory } from "./blocked.js";
import { Outgoing } from "./outgoing.js";
import { announce, note } from "./sheet.js";
import { Line } from "./socket.js";
import { talkView } from "./talk.js";
import { Talkbook } from "./talkbook.js";
import { guessLanguage, language, say, speak } from "./words.js";

const VIEWS = ["offers", "chat", "choices"];
const HELLO = 1_500;

/** Everything the views share. One room lives from joining to leaving. */
class Room {
  constructor(slug, api, shop, me, frame) {
    Object.assign(this, { slug, api, shop, me, frame });
    this.ads = new Map();
    this.opened = new Set();
    this.talk = new Talkbook(api);
    this.outgoing = new Outgoing(api, slug, me.id);
    this.blockMemory = new BlockMemory(slug, me.id);
    this.line = new Line(api.root, {
      heard: (news) => this.#heard(news),
      stale: () => this.#reload(),
      changed: (up) => this.#changed(up),
    });
    this.speakNow = (tongue) => this.#speak(tongue);
  }

  start() {
    this.#build();
    this.talk.addEventListener("change", (event) => this.#talked(event.detail.fresh));
    this.outgoing.addEventListener("change", () => this.#talked(null));
    this.outgoing.addEventListener("sent", ({ detail }) => this.#sent(detail));
    this.outgoing.addEventListener("trouble", ({ detail }) => { if (detail instanceof Unreachable || detail.status === 401) this.#trouble(detail); });
    this.onHash = () => this.#turn();
    this.onSight = () => { if (!document.hidden) this.#back(); };
    addEventListener("hashchange", this.onHash);
    document.addEventListener("visibilitychange", this.onSight);
    this.line.start();
    setTimeout(() => { if (!this.loaded) this.#reload(); }, HELLO);
    this.outgoing.run();
  }

  #build() {
    this.views = { offers: feedView(this), chat: talkView(this), choices: choicesView(this) };
    this.frame.home(this);
    this.#turn(false);
  }

  /** Go to a view; the address follows, so that the phone's own back button works. */
  show(view) {
    if (location.hash !== `#${view}`) location.hash = view;
    else this.#turn();
  }

  #turn(moveFocus = true) {
    const wanted = location.hash.slice(1);
    this.view = VIEWS.includes(wanted) ? wanted : "offers";
    const view = this.views[this.view];
    this.frame.show(this.view, view.node, `${view.title()} · ${this.shop.name}`, moveFocus);
    view.shown?.();
    this.#sight();
  }

  /** The reader comes back to the page: opening hours may have passed meanwhile. */
  async #back() {
    this.#sight();
    try {
      this.shop = await this.api.get("shop");
    } catch (trouble) {
      return this.#trouble(trouble);
    }
    this.frame.shop(this.shop, this);
    return this.views.chat.draw();
  }

  /** The chat is in front of the reader: what is there is seen. */
  #sight() {
    if (this.view === "chat" && !document.hidden) this.talk.saw();
    this.frame.unread(this.talk.fresh.length);
  }

  /** Load everything anew, one time after the other; what is heard meanwhile is added afterwards. */
  async #reload() {
    this.missing = true;
    if (this.backlog) return;
    this.backlog = [];
    try {
      while (this.missing) {
        this.missing = false;
        await this.#load();
      }
    } catch (trouble) {
      this.missing = true;
      this.#trouble(trouble);
    }
    const { backlog } = this;
    this.backlog = null;
    for (const news of backlog) this.#heard(news);
  }

  /** After the line's first word, so that nothing falls between what is loaded and what is heard. */
  async #load() {
    const [me, feed] = await Promise.all([this.api.get("me"), this.#feed(), this.talk.load()]);
    this.ads = new Map(feed.map((ad) => [ad.key, ad]));
    for (const message of this.talk.messages) this.outgoing.arrived(message.client_id);
    this.loaded = true;
    const forgotten = this.blockMemory.remembered() && !me.blocked;
    this.setMe(forgotten ? await this.api.post("me/block", { on: true }) : me);
    this.#sight();
  }

  async #feed() {
    const ads = [];
    for (let after = "", pages = 0; pages < 10; pages += 1) {
      const answer = await this.api.get(after ? `feed?after=${encodeURIComponent(after)}` : "feed");
      ads.push(...answer.ads);
      after = answer.next;
      if (!after) break;
    }
    return ads;
  }

  /** Say something to the hub; shown at once, sent when it can be. Gives whether it was taken. */
  say(body, text) {
    const whole = text.toWellFormed?.() ?? text;
    if (!fits(whole)) return false;
    this.outgoing.add("talk", "text" in body ? { ...body, text: whole } : body, whole);
    return true;
  }

  /** New facts about the reader, from an answer or from the live line. */
  setMe(me) {
    this.me = me;
    this.views.offers.draw();
    this.views.chat.draw();
    this.views.choices.draw();
    this.frame.blocked(me.blocked);
  }

  /** News that comes while everything is being loaded waits: what is loaded may be older. */
  #heard(news) {
    if (this.backlog) return void this.backlog.push(news);
    switch (news.type) {
      case "taken": this.talk.took(news.item, news.answer); break;
      case "message": this.#arrived(news.message); break;
      case "removed": this.talk.gone(news.mid); break;
      case "ad": this.ads.set(news.ad.key, news.ad); this.views.offers.draw(); break;
      case "ad_removed": this.ads.delete(news.key); this.views.offers.draw(); break;
      case "holder": this.talk.held(news.holder, news.name); break;
      case "typing": this.talk.types(news.on); break;
      case "me": this.setMe(news.me); break;
      default: break;
    }
  }

  #sent({ item, answer }) {
    this.frame.connected(true);
    this.line.wake();
    if (item.text) this.#heard({ type: "taken", item, answer });
  }

  #arrived(message) {
    this.outgoing.arrived(message.client_id);
    this.talk.put(message);
  }

  #changed(up) {
    this.frame.connected(up);
    if (!up) return void this.api.get("me").catch((trouble) => { if (trouble.status === 401) this.#trouble(trouble); });
    if (this.missing) this.#reload();
    this.outgoing.run();
  }

  #talked(fresh) {
    this.views.chat.draw(fresh);
    this.views.offers.hear();
    if (fresh && fresh.from !== "me") announce(spoken(this, fresh));
    this.#sight();
  }

  #trouble(trouble) {
    if (trouble instanceof Refused && trouble.status === 401) this.depart("again");
    else if (trouble instanceof Unreachable) { this.frame.connected(false, true); this.line.doubt(); }
    else if (trouble instanceof Refused) note(trouble.message);
    else throw trouble;
  }

  async #speak(tongue) {
    speak(tongue);
    try {
      this.me = await this.api.patch("me", { language: tongue });
    } catch (trouble) {
      this.#trouble(trouble);
    }
    this.#build();
    this.frame.main.querySelector(`input[name="language"][value="${tongue}"]`)?.focus();
    await this.#reload();
  }

  /** The reader is no longer known here: `how` is join, again or left. */
  depart(how) {
    if (this.departed) return;
    this.departed = true;
    this.line.stop();
    if (how !== "again") this.outgoing.clear();
    removeEventListener("hashchange", this.onHash);
    document.removeEventListener("visibilitychange", this.onSight);
    history.replaceState(null, "", location.pathname + location.search);
    enter(how).catch(broken);
  }
}

const slug = decodeURIComponent(location.pathname.split("/")[2] ?? "");
const api = hub(slug);
const frame = new Frame(document);

function broken(trouble) {
  const gone = trouble instanceof Refused && trouble.status === 404;
  frame.bare(problemView(gone ? say("problem.shop") : trouble.message, gone ? null : () => location.reload()));
}

/** Show the right thing: the room for whom we know, the question for a name for everybody else. */
async function enter(how = "") {
  const shop = await api.get("shop");
  frame.shop(shop);
  if (how === "left") return frame.bare(leftView(() => enter("join").catch(broken)));
  if (how !== "join") {
    try {
      const me = await api.get("me");
      speak(me.language);
      return new Room(slug, api, shop, me, frame).start();
    } catch (trouble) {
      if (!(trouble instanceof Refused) || trouble.status !== 401) throw trouble;
    }
  }
  if (!how) {
    speak(guessLanguage(shop.language));
    frame.shop(shop);
  }
  return ask(shop, how === "again" ? say("join.again") : "");
}

function ask(shop, greeting, typed = "") {
  const again = (tongue, name) => {
    speak(tongue);
    frame.shop(shop);
    ask(shop, greeting, name);
    document.getElementById("language").focus();
  };
  frame.bare(joinView({ shop, api, typed, greeting, speak: again, joined: () => enter("joined") }));
  document.title = shop.name;
}

speak(guessLanguage());
fill(frame.main, el("div", { class: "view feed", "aria-label": say("feed.loading"), role: "status" }, el("div", { class: "ads" }, outlines())));
await enter().catch(broken);
document.documentElement.dataset.language = language();
