// The few Lucide glyphs of the shop page (ISC, see licences/lucide-ISC.txt), drawn in the colour of the text around them.

const NAMESPACE = "http://www.w3.org/2000/svg";

const GLYPHS = {
  "ellipsis": [["circle", { cx: "12", cy: "12", r: "1" }], ["circle", { cx: "19", cy: "12", r: "1" }], ["circle", { cx: "5", cy: "12", r: "1" }]],
  "ellipsis-vertical": [["circle", { cx: "12", cy: "12", r: "1" }], ["circle", { cx: "12", cy: "5", r: "1" }], ["circle", { cx: "12", cy: "19", r: "1" }]],
  "send": ["M14.536 21.686a.5.5 0 0 0 .937-.024l6.5-19a.496.496 0 0 0-.635-.635l-19 6.5a.5.5 0 0 0-.024.937l7.93 3.18a2 2 0 0 1 1.112 1.11z", "m21.854 2.147-10.94 10.939"],
  "store": ["M15 21v-5a1 1 0 0 0-1-1h-4a1 1 0 0 0-1 1v5", "M17.774 10.31a1.12 1.12 0 0 0-1.549 0 2.5 2.5 0 0 1-3.451 0 1.12 1.12 0 0 0-1.548 0 2.5 2.5 0 0 1-3.452 0 1.12 1.12 0 0 0-1.549 0 2.5 2.5 0 0 1-3.77-3.248l2.889-4.184A2 2 0 0 1 7 2h10a2 2 0 0 1 1.653.873l2.895 4.192a2.5 2.5 0 0 1-3.774 3.244", "M4 10.95V19a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-8.05"],
  "message-circle": ["M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719"],
  "user-check": ["m16 11 2 2 4-4", "M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2", ["circle", { cx: "9", cy: "7", r: "4" }]],
  "chevron-left": ["m15 18-6-6 6-6"],
  "chevron-down": ["m6 9 6 6 6-6"],
  "x": ["M18 6 6 18", "m6 6 12 12"],
  "bot": ["M12 8V4H8", ["rect", { width: "16", height: "12", x: "4", y: "8", rx: "2" }], "M2 14h2", "M20 14h2", "M15 13v2", "M9 13v2"],
  "check": ["M20 6 9 17l-5-5"],
  "check-check": ["M18 6 7 17l-5-5", "m22 10-7.5 7.5L13 16"],
  "hourglass": ["M5 22h14", "M5 2h14", "M17 22v-4.172a2 2 0 0 0-.586-1.414L12 12l-4.414 4.414A2 2 0 0 0 7 17.828V22", "M7 2v4.172a2 2 0 0 0 .586 1.414L12 12l4.414-4.414A2 2 0 0 0 17 6.172V2"],
  "hand": ["M18 11V6a2 2 0 0 0-2-2a2 2 0 0 0-2 2", "M14 10V4a2 2 0 0 0-2-2a2 2 0 0 0-2 2v2", "M10 10.5V6a2 2 0 0 0-2-2a2 2 0 0 0-2 2v8", "M18 8a2 2 0 1 1 4 0v6a8 8 0 0 1-8 8h-2c-2.8 0-4.5-.86-5.99-2.34l-3.6-3.6a2 2 0 0 1 2.83-2.82L7 15"],
  "megaphone": ["M11 6a13 13 0 0 0 8.4-2.8A1 1 0 0 1 21 4v12a1 1 0 0 1-1.6.8A13 13 0 0 0 11 14H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2z", "M6 14a12 12 0 0 0 2.4 7.2 2 2 0 0 0 3.2-2.4A8 8 0 0 1 10 14", "M8 6v8"],
  "thumbs-down": ["M9 18.12 10 14H4.17a2 2 0 0 1-1.92-2.56l2.33-8A2 2 0 0 1 6.5 2H20a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-2.76a2 2 0 0 0-1.79 1.11L12 22a3.13 3.13 0 0 1-3-3.88Z", "M17 14V2"],
  "moon": ["M20.985 12.486a9 9 0 1 1-9.473-9.472c.405-.022.617.46.402.803a6 6 0 0 0 8.268 8.268c.344-.215.825-.004.803.401"],
  "download": ["M12 15V3", "M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4", "m7 10 5 5 5-5"],
  "trash-2": ["M10 11v6", "M14 11v6", "M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6", "M3 6h18", "M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2"],
  "ban": [["circle", { cx: "12", cy: "12", r: "10" }], "M4.929 4.929 19.07 19.071"],
  "user-plus": ["M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2", ["circle", { cx: "9", cy: "7", r: "4" }], ["line", { x1: "19", x2: "19", y1: "8", y2: "14" }], ["line", { x1: "22", x2: "16", y1: "11", y2: "11" }]],
  "mouse-pointer-click": ["M14 4.1 12 6", "m5.1 8-2.9-.8", "m6 12-1.9 2", "M7.2 2.2 8 5.1", "M9.037 9.69a.498.498 0 0 1 .653-.653l11 4.5a.5.5 0 0 1-.074.949l-4.349 1.041a1 1 0 0 0-.74.739l-1.04 4.35a.5.5 0 0 1-.95.074z"],
  "timer": [["line", { x1: "10", x2: "14", y1: "2", y2: "2" }], ["line", { x1: "12", x2: "15", y1: "14", y2: "11" }], ["circle", { cx: "12", cy: "14", r: "8" }]],
  "cloud-off": ["M10.94 5.274A7 7 0 0 1 15.71 10h1.79a4.5 4.5 0 0 1 4.222 6.057", "M18.796 18.81A4.5 4.5 0 0 1 17.5 19H9A7 7 0 0 1 5.79 5.78", "m2 2 20 20"],
  "wifi": ["M12 20h.01", "M2 8.82a15 15 0 0 1 20 0", "M5 12.859a10 10 0 0 1 14 0", "M8.5 16.429a5 5 0 0 1 7 0"],
  "languages": ["m5 8 6 6", "m4 14 6-6 2-3", "M2 5h12", "M7 2h1", "m22 22-5-10-5 10", "M14 18h6"],
  "log-out": ["m16 17 5-5-5-5", "M21 12H9", "M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4"],
  "undo-2": ["M9 14 4 9l5-5", "M4 9h10.5a5.5 5.5 0 0 1 5.5 5.5a5.5 5.5 0 0 1-5.5 5.5H11"],
  "circle-help": [["circle", { cx: "12", cy: "12", r: "10" }], "M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3", "M12 17h.01"],
  "info": [["circle", { cx: "12", cy: "12", r: "10" }], "M12 16v-4", "M12 8h.01"],
  "circle-alert": [["circle", { cx: "12", cy: "12", r: "10" }], ["line", { x1: "12", x2: "12", y1: "8", y2: "12" }], ["line", { x1: "12", x2: "12.01", y1: "16", y2: "16" }]],
  "clock": [["circle", { cx: "12", cy: "12", r: "10" }], "M12 6v6l4 2"],
  "eye": ["M2.062 12.348a1 1 0 0 1 0-.696 10.75 10.75 0 0 1 19.876 0 1 1 0 0 1 0 .696 10.75 10.75 0 0 1-19.876 0", ["circle", { cx: "12", cy: "12", r: "3" }]],
  "phone": ["M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384"],
  "map-pin": ["M20 10c0 4.993-5.539 10.193-7.399 11.799a1 1 0 0 1-1.202 0C9.539 20.193 4 14.993 4 10a8 8 0 0 1 16 0", ["circle", { cx: "12", cy: "10", r: "3" }]],
  "user": ["M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2", ["circle", { cx: "12", cy: "7", r: "4" }]],
  "copy": [["rect", { width: "14", height: "14", x: "8", y: "8", rx: "2", ry: "2" }], "M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2"],
};

function shape(part) {
  const [tag, attributes] = typeof part === "string" ? ["path", { d: part }] : part;
  const made = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function canvas(box, className) {
  const svg = document.createElementNS(NAMESPACE, "svg");
  svg.setAttribute("viewBox", box);
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  return svg;
}

/** A glyph of `size` px (14, 16, 18, 20 or 24); decoration, so it has no name of its own. */
export function icon(name, size = 20) {
  const svg = canvas("0 0 24 24", `icon icon-${size}`);
  svg.append(...GLYPHS[name].map(shape));
  return svg;
}

/** Vetrina's mark: a window under an awning. */
export function mark() {
  const svg = canvas("0 0 40 40", "mark");
  const line = (d, width) => ["path", { d, fill: "none", class: "mark-line", "stroke-width": width }];
  svg.append(shape(line("M7 18v14a2 2 0 0 0 2 2h22a2 2 0 0 0 2-2V18", "2.2")));
  svg.append(shape(line("M12.5 34V25h7v9M23.6 24h4.8a.6.6 0 0 1 .6.6v4.3a.6.6 0 0 1-.6.6h-4.8a.6.6 0 0 1-.6-.6v-4.3a.6.6 0 0 1 .6-.6z", "2")));
  for (let stripe = 0; stripe < 5; stripe += 1) {
    const kind = stripe % 2 ? "mark-terracotta" : "mark-green";
    svg.append(shape(["path", { d: `M${4 + stripe * 6.4} 6h6.4v11a3.2 3.2 0 0 1-6.4 0z`, class: kind }]));
  }
  return svg;
}

/** The awning under the shop's name: scalloped stripes over the full width. */
export function awning() {
  const stripes = 22;
  const width = 390 / stripes;
  const svg = canvas("0 0 390 16", "awning");
  svg.setAttribute("preserveAspectRatio", "none");
  for (let stripe = 0; stripe < stripes; stripe += 1) {
    const d = `M${stripe * width} 0h${width}v${16 - width / 2}a${width / 2} ${width / 2} 0 0 1-${width} 0z`;
    svg.append(shape(["path", { d, class: stripe % 2 ? "awning-pale" : "awning-green" }]));
  }
  return svg;
}
