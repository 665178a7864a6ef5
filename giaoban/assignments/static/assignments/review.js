// The review of a paper: text and cards show each other, words selected become a task, keys act on one card.
// Every act is a form that also works without this; nothing here decides anything.

const pane = (name) => document.querySelector(`[data-pane="${name}"]`);
const cards = () => [...document.querySelectorAll(".card")];
const cardOf = (code) => (code ? document.getElementById(`p-${code}`) : null);
let chosen = location.hash.startsWith("#p-") ? location.hash.slice(3) : "";
let place = 0;

const wide = matchMedia("(min-width: 72rem)"); // text and cards side by side
const glide = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
const bring = (element) => element?.scrollIntoView({ block: "nearest", inline: "nearest", behavior: glide });

const choose = (code, { focus = false, toText = wide.matches, toCard = true } = {}) => {
  chosen = code;
  place = Math.max(0, cards().findIndex((card) => card.dataset.p === code));
  for (const element of document.querySelectorAll(".is-on")) element.classList.remove("is-on");
  const card = cardOf(code);
  card?.classList.add("is-on");
  const marks = [...document.querySelectorAll(`mark[data-p="${CSS.escape(code)}"]`)];
  for (const mark of marks) mark.classList.add("is-on");
  if (toText) bring(marks[0]);
  if (toCard) bring(card);
  if (focus) card?.focus({ preventScroll: true });
};

document.addEventListener("click", (event) => {
  const mark = event.target.closest(".review-page mark[data-p]");
  if (mark && cardOf(mark.dataset.p) && getSelection().isCollapsed) {
    event.preventDefault();
    choose(mark.dataset.p, { focus: true, toText: false });
    return;
  }
  const card = event.target.closest(".card");
  if (!card) return;
  const toText = event.target.closest("[data-to-text]");
  if (toText) event.preventDefault();
  if (toText || !event.target.closest("a, button, input, select, textarea, summary, label, unit-picker")) {
    choose(card.dataset.p, { toCard: false, toText: Boolean(toText) || wide.matches });
  }
});
document.addEventListener("focusin", (event) => {
  const card = event.target.closest(".card");
  if (card && card.dataset.p !== chosen) choose(card.dataset.p, { toCard: false });
});

// Keys. They act on the chosen card; the page's own list of keys comes from [data-key].
const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
const press = (selector) => cardOf(chosen)?.querySelector(selector)?.click();
const step = (by) => {
  const all = cards();
  if (!all.length) return;
  const here = all.findIndex((card) => card.dataset.p === chosen);
  const next = all[Math.min(all.length - 1, Math.max(0, here < 0 ? 0 : here + by))];
  choose(next.dataset.p, { focus: true });
};
document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  const inForm = typing(event.target);
  if (event.ctrlKey && event.key === "Enter" && !inForm && !event.target.closest(".card form")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    document.querySelector("[data-confirm] a")?.click();
    return;
  }
  if (event.key === "Escape" && event.target.closest(".card-edit, .card-split, .card-members")) {
    event.target.closest(".card")?.querySelector("[data-cancel], .card-split a, .card-members a")?.click();
    return;
  }
  if (inForm || event.ctrlKey || event.metaKey || event.altKey) return;
  const acts = { j: () => step(1), k: () => step(-1) };
  for (const key of ["e", "x", "s", "m", "d"]) acts[key] = () => press(`[data-key="${key}"]`);
  if (!(event.key in acts)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  acts[event.key]();
}, true);

// Words selected in the text become a task. Places count code points, as the server does.
const placeOf = (node, offset) => {
  const line = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (!line) return null;
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(node, offset);
  return Number(line.dataset.start) + [...before.toString()].length;
};
const selected = () => {
  const selection = getSelection();
  const text = document.querySelector(".review-page [data-text]");
  if (!text || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  return start === null || end === null || end - start < 8 ? null : { start, end };
};
document.addEventListener("selectionchange", () => {
  const button = document.querySelector("[data-add-selected]");
  if (button) button.hidden = !selected();
});
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest("[data-add-selected]")) event.preventDefault(); // keeps the selection
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-selected]");
  const words = button && selected();
  if (!words) return;
  const form = button.closest("form");
  form.elements.start.value = words.start;
  form.elements.end.value = words.end;
  form.requestSubmit();
});

// Members of a group: find, all, none.
const bare = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");
const tally = (form) => {
  const boxes = [...form.querySelectorAll("[name=keep]")];
  form.querySelector("[data-members-count]").textContent = `${boxes.filter((box) => box.checked).length}/${boxes.length}`;
};
document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-members]");
  if (!form) return;
  if (event.target.matches("[data-members-search]")) {
    const wanted = bare(event.target.value);
    for (const label of form.querySelectorAll(".members-list label")) label.hidden = !bare(label.textContent).includes(wanted);
  }
  tally(form);
});
document.addEventListener("click", (event) => {
  const all = event.target.closest("[data-members-all]");
  const none = event.target.closest("[data-members-none]");
  if (!all && !none) return;
  const form = event.target.closest("[data-members]");
  for (const label of form.querySelectorAll(".members-list label:not([hidden])")) label.querySelector("input").checked = Boolean(all);
  tally(form);
});

// After an act the page is drawn anew: what was chosen and where one was stay.
const kept = {};
document.addEventListener("htmx:beforeSwap", () => {
  for (const name of ["text", "cards"]) kept[name] = pane(name)?.scrollTop ?? 0;
});
const settle = () => {
  for (const form of document.querySelectorAll("[data-members]")) {
    form.querySelector("[data-members-tools]").hidden = false;
    tally(form);
  }
};
document.addEventListener("htmx:afterSettle", () => {
  for (const name of ["text", "cards"]) if (pane(name)) pane(name).scrollTop = kept[name] ?? 0;
  settle();
  const open = document.querySelector(".card-edit, .card-split, .card-members");
  const all = cards();
  const card = open?.closest(".card") ?? cardOf(chosen) ?? all[Math.min(place, all.length - 1)];
  if (!card) return;
  choose(card.dataset.p, { toText: false });
  const first = card.querySelector(".errorlist a, [data-focus], .card-edit textarea");
  (open && first ? first : card).focus({ preventScroll: true });
});
settle();
if (chosen && cardOf(chosen)) choose(chosen);
