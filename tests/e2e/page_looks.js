// Checks a person with a screen reader, a large thumb or weak eyes would make. Gives a list of complaints.
() => {
  const complaints = [];
  const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 0;
  const name = (one) => {
    const by = one.getAttribute("aria-labelledby");
    const label = one.labels?.length ? [...one.labels].map((it) => it.textContent).join(" ") : "";
    return (one.getAttribute("aria-label") || (by && document.getElementById(by)?.textContent) || label || (one.matches("input, textarea, select") ? "" : one.textContent) || "").trim();
  };
  const say = (one) => `${one.tagName}.${one.className} "${(one.textContent || one.value || "").slice(0, 40)}"`;
  const top = document.querySelector("dialog[open]") ?? document.body;

  for (const one of top.querySelectorAll("button, a[href], input, textarea, select, dialog, nav, section, article")) {
    if (seen(one) && !name(one)) complaints.push(`no name: ${say(one)}`);
  }
  for (const one of top.querySelectorAll("button, input, textarea, select")) {
    if (!seen(one) || one.closest(".heard-only") || one.matches(".more")) continue;
    const box = (one.closest(".ad-field, .compose-field") && one.matches("input, textarea") ? one.closest(".ad-field, .compose-field") : one).getBoundingClientRect();
    if (box.height < 41 || box.width < 40) complaints.push(`small: ${say(one)} ${box.width}x${box.height}`);
  }
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  for (const id of new Set(ids)) if (ids.filter((one) => one === id).length > 1) complaints.push(`id twice: ${id}`);
  for (const one of document.querySelectorAll("img")) if (!one.hasAttribute("alt")) complaints.push(`no alt: ${one.src}`);
  if (!document.documentElement.lang) complaints.push("no language");
  if (document.querySelectorAll("main").length !== 1) complaints.push("not one main");
  if (!document.title) complaints.push("no title");
  if (document.documentElement.scrollWidth > document.documentElement.clientWidth) {
    const wide = [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5);
    complaints.push(`wider than the screen: ${wide.slice(0, 3).map(say).join(", ")}`);
  }

  const board = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    board.clearRect(0, 0, 1, 1);
    board.fillStyle = colour;
    board.fillRect(0, 0, 1, 1);
    return [...board.getImageData(0, 0, 1, 1).data];
  };
  const light = ([red, green, blue]) => {
    const part = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(red) + 0.7152 * part(green) + 0.0722 * part(blue);
  };
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const walk = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    const one = text.parentElement;
    if (!text.textContent.trim() || !seen(one) || one.closest(".heard-only, .skip, noscript, option")) continue;
    const [high, low] = [light(rgba(getComputedStyle(one).color)), light(ground(one))].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) complaints.push(`contrast ${ratio.toFixed(2)}: ${say(one)}`);
  }
  return complaints;
}
