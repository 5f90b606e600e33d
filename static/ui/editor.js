/* Makes a text area of Markdown easier: a toolbar, a preview drawn by the server as readers will see it, and text pasted
   from Word or a web page becomes Markdown. Without it the text area works as it is. */
const PAUSE = 500;
const NO_PREVIEW = "The preview is not available. Save a draft, then try again.";
const place = document.querySelector("script[data-preview]");

const TOOLS = [
  ["Bold", (text) => wrap(text, "**", "bold text")],
  ["Italic", (text) => wrap(text, "*", "text in italics")],
  ["Heading", (text) => lines(text || "Heading", () => "## ")],
  ["List", (text) => lines(text || "item", () => "- ")],
  ["Numbered list", (text) => lines(text || "item", (number) => `${number}. `)],
  ["Quote", (text) => lines(text || "quotation", () => "> ")],
  ["Link", (text) => `[${text || "words of the link"}](https://)`],
  ["Table", (text) => `| ${text || "Heading"} | Heading |\n| --- | --- |\n| cell | cell |`],
];

function wrap(text, mark, otherwise) {
  return `${mark}${text || otherwise}${mark}`;
}

function lines(text, start) {
  return text
    .split("\n")
    .map((line, place) => start(place + 1) + line)
    .join("\n");
}

/* Goes in as if by hand, so that it can be undone. */
function type(area, text) {
  area.focus();
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function press(area, tool) {
  const { selectionStart: from, selectionEnd: to, value } = area;
  const text = tool(value.slice(from, to));
  const isBlock = /^(##|-|>|\||\d+\.) /.test(text);
  const before = isBlock && from > 0 && value[from - 1] !== "\n" ? "\n\n" : "";
  type(area, before + text);
}

/* Pasted HTML as Markdown: what it means stays, what it looks like goes. It is made again from tags and attributes with a
   meaning before the browser reads it: a style or a handler in it would break the content policy even where nothing runs. */
const MEANT = /^(h[1-6]|p|ul|ol|li|blockquote|table|thead|tbody|tfoot|tr|td|th|a|b|strong|i|em|br|div|section|article|main|header|footer)$/;
const GONE = /<!--[\s\S]*?(?:-->|$)|<(style|script|head|title|iframe|object|svg|math|template|noscript)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
const TAG = /<(\/?)([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi;
const KEPT = /(?:^|\s)(href|class|start)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
const LONGEST_PASTE = 500_000;

function meant(html) {
  let found = "";
  let place = 0;
  const text = html.replace(GONE, "");
  for (const [tag, end, name, rest] of text.matchAll(TAG)) {
    const at = text.indexOf(tag, place);
    found += letters(text.slice(place, at));
    place = at + tag.length;
    if (!MEANT.test(name.toLowerCase())) continue;
    const kept = end ? [] : [...rest.matchAll(KEPT)].map(([, key, one, two, three]) => ` ${key}="${letters(one ?? two ?? three)}"`);
    found += `<${end}${name}${kept.join("")}>`;
  }
  return found + letters(text.slice(place));
}

function letters(text) {
  return text.replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function toMarkdown(html) {
  const page = new DOMParser().parseFromString(meant(html), "text/html");
  return blocks(page.body).replace(/\n{3,}/g, "\n\n").trim();
}

function inline(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/[\s\u00a0]+/g, " ").replace(/([*`\\[\]])/g, "\\$1");
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  const inner = [...node.childNodes].map(inline).join("");
  const words = inner.trim();
  const name = node.localName;
  if (name === "br") return "\\\n";
  if (!words) return inner;
  if (name === "a" && /^(https?:|mailto:|tel:)/i.test(node.getAttribute("href") ?? "")) {
    return `[${words}](${node.getAttribute("href").replace(/[()\s<>]/g, encodeURIComponent)})`;
  }
  const mark = { b: "**", strong: "**", i: "*", em: "*" }[name];
  return mark ? inner.replace(words, () => mark + words + mark) : inner;
}

function listItem(node, start) {
  return start + blocks(node).replace(/\n+/g, (breaks) => `${breaks.slice(0, 1)}${" ".repeat(start.length)}`);
}

/* Word marks items of lists by a class, and types the bullet or the number itself. */
function wordItem(text) {
  const found = /^\s*(?:([·•o§▪-])|(\d+|[a-z])[.)])\s+/i.exec(text);
  if (!found) return `- ${text}`;
  return `${found[2] && /\d/.test(found[2]) ? `${found[2]}.` : "-"} ${text.slice(found[0].length)}`;
}

function table(node) {
  const rows = [...node.querySelectorAll("tr")].map((row) =>
    [...row.cells].map((cell) => inline(cell).replaceAll("\\\n", " ").replaceAll("|", "\\|").trim()),
  );
  if (!rows.length) return "";
  const width = Math.max(...rows.map((row) => row.length));
  const drawn = rows.map((row) => `| ${[...row, ...Array(width - row.length).fill("")].join(" | ")} |`);
  return [drawn[0], `|${" --- |".repeat(width)}`, ...drawn.slice(1)].join("\n");
}

function block(node) {
  const name = node.localName;
  if (/^h[1-6]$/.test(name)) return `${"#".repeat(Math.min(Number(name[1]) + 1, 4))} ${inline(node).trim()}`;
  if (name === "ul") return [...node.children].map((item) => listItem(item, "- ")).join("\n");
  if (name === "ol") return [...node.children].map((item, at) => listItem(item, `${node.start + at}. `)).join("\n");
  if (name === "blockquote") return lines(blocks(node), () => "> ");
  if (name === "table") return table(node);
  if (name === "p" && /MsoListParagraph/.test(node.className)) return wordItem(inline(node).trim());
  if (name === "p") return inline(node).trim();
  return blocks(node);
}

const BLOCKS = "h1,h2,h3,h4,h5,h6,p,ul,ol,blockquote,table,div,section,article,main,header,footer";

function blocks(parent) {
  const found = [];
  let run = "";
  for (const node of parent.childNodes) {
    if (node.nodeType === Node.ELEMENT_NODE && (node.matches(BLOCKS) || node.querySelector(BLOCKS))) {
      found.push(run.trim(), block(node));
      run = "";
    } else {
      run += inline(node);
    }
  }
  found.push(run.trim());
  return found
    .filter(Boolean)
    .reduce((text, next) => text + (!text ? "" : isItem(text.split("\n").pop()) && isItem(next) ? "\n" : "\n\n") + next, "");
}

function isItem(line) {
  return /^(- |\d+\. )/.test(line);
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "app-editor__button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

/* A button for each picture of what is being written: it puts the picture where the text stands. */
function pictures(area) {
  const own = JSON.parse(place.dataset.pictures || "[]");
  return own.map(({ name, words }) =>
    button(`Picture: ${words.length > 40 ? `${words.slice(0, 39)}…` : words}`, () => press(area, () => `![${words.replace(/[[\]\\]/g, "")}](${name})`)),
  );
}

function previewOf(area) {
  const shown = document.createElement("div");
  shown.className = "app-editor__preview";
  shown.id = `${area.id}-preview`;
  shown.hidden = true;
  shown.tabIndex = 0;
  shown.setAttribute("role", "region");
  shown.setAttribute("aria-label", "Preview");
  return shown;
}

async function draw(area, shown) {
  const text = area.value;
  const sent = new URLSearchParams({ text, of: place.dataset.of ?? "" });
  const token = area.form.querySelector("[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(place.dataset.preview, { method: "POST", body: sent, headers: { "X-CSRFToken": token }, redirect: "error" });
  if (area.value !== text) return;
  // Cleaned by the server as on every page of it.
  const html = answer.ok ? await answer.text() : "";
  if (area.value !== text) return;
  if (answer.ok) shown.innerHTML = html;
  else shown.textContent = NO_PREVIEW;
  // Whoever tries a link does not lose what they typed.
  shown.querySelectorAll("a").forEach((link) => link.setAttribute("target", "_blank"));
}

function improve(area) {
  const bar = document.createElement("div");
  bar.className = "app-editor__bar";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Formatting");
  for (const [words, tool] of TOOLS) bar.append(button(words, () => press(area, tool)));
  const shown = previewOf(area);
  let waiting = 0;
  const redraw = () =>
    draw(area, shown).catch(() => {
      shown.textContent = NO_PREVIEW;
    });
  const toggle = button("Preview", () => {
    shown.hidden = !shown.hidden;
    toggle.setAttribute("aria-expanded", String(!shown.hidden));
    if (!shown.hidden) redraw();
  });
  toggle.setAttribute("aria-expanded", "false");
  toggle.setAttribute("aria-controls", shown.id);
  bar.append(toggle, ...pictures(area));
  area.before(bar);
  area.after(shown);
  area.addEventListener("input", () => {
    window.clearTimeout(waiting);
    if (!shown.hidden) waiting = window.setTimeout(redraw, PAUSE);
  });
  area.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html");
    if (!html || html.length > LONGEST_PASTE) return;
    event.preventDefault();
    type(area, toMarkdown(html));
  });
}

if (place) document.querySelectorAll("textarea[data-prose]").forEach(improve);
