// Makes elements. Text from people only ever becomes a text node.

/** An element with properties (class, attributes, on = event handlers) and children (nodes or plain strings). */
export function el(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, handler] of Object.entries(value)) made.addEventListener(event, handler);
    else if (name === "text") made.textContent = value;
    else if (name === "value" || name === "checked" || name === "disabled" || name === "hidden") made[name] = value;
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** A button that is never a submit by accident. */
export function button(properties, ...children) {
  return el("button", { type: "button", ...properties }, ...children);
}

/** A text somebody wrote: its own direction, its own line breaks, never markup. */
export function words(tag, className, text) {
  return el(tag, { class: className, dir: "auto", text: shown(text) });
}

/** What a screen can show of a text: characters that have no shape get a visible one. */
export function shown(text) {
  return String(text ?? "").replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "\ufffd").toWellFormed?.() ?? String(text ?? "");
}

/** Take all children out and put these in. */
export function fill(parent, ...children) {
  parent.replaceChildren(...children.flat().filter(Boolean));
  return parent;
}

/** Make `parent` hold exactly these children, leaving those in place that are there already, so focus stays. */
export function arrange(parent, children) {
  children.forEach((child, at) => {
    if (parent.children[at] !== child) parent.insertBefore(child, parent.children[at] ?? null);
  });
  while (parent.children.length > children.length) parent.lastElementChild.remove();
}
