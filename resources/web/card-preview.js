// The bare preview page: one card from the address, then html[data-ready] once letters and picture are there.
import { adCard } from "./card.js";
import { speak } from "./words.js";

const given = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const feed = document.getElementById("feed");
const nothing = () => {};

speak(given.language ?? "en");
document.documentElement.dataset.theme = given.theme ?? "light";
if (given.width) feed.style.width = `${given.width}px`;
document.getElementById("ads").append(
  adCard(given.ad, { open: nothing, say: nothing, reply: nothing, reserve: nothing, why: nothing, more: nothing }, given.follows ?? true),
);
const pictures = [...document.images].map((image) => image.decode().catch(nothing));
await Promise.all([...pictures, document.fonts.ready]);
document.documentElement.dataset.ready = "yes";
