// Forms that survive a lost line. A form marked `data-keep` is kept on this device while somebody types in it, offered
// back on the next visit, and sent once: its hidden `once` travels with it, and the server acts on each value one time.
// Kept for the signed-in person alone; never passwords or files; thrown away when sent, at sign-out, after a week.

const person = document.body.dataset.person;
const words = document.getElementById("keep-words")?.dataset;
const PREFIX = `keep:${person}:`;
const WEEK = 7 * 24 * 3600 * 1000;
const AGAIN = 15_000;
const MOST = 2_000_000; // a draft of some 200 pages
const OWN = new Set(["csrfmiddlewaretoken"]);

const address = (form) => new URL(form.getAttribute("action") || location.href, location.href);
const keyOf = (form) => PREFIX + address(form).pathname + address(form).search;
const read = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
};
const forget = (form) => {
  clearTimeout(form.keepTimer);
  localStorage.removeItem(keyOf(form));
};

// What was typed, as (name, value) pairs.
const typed = (form) => [...new FormData(form)].filter(([name, value]) => {
  if (typeof value !== "string" || OWN.has(name)) return false;
  const field = form.elements[name];
  return !(field instanceof HTMLInputElement && field.type === "password");
});
const visible = (form, pairs) => pairs.filter(([name]) => form.elements[name]?.type !== "hidden");
const same = (form, one, other) => JSON.stringify(visible(form, one)) === JSON.stringify(visible(form, other));

const keep = (form) => {
  const kept = JSON.stringify({ at: Date.now(), pairs: typed(form) });
  if (kept.length > MOST) return;
  try {
    localStorage.setItem(keyOf(form), kept);
  } catch {
    // A full or forbidden store keeps nothing; the form works as ever.
  }
};

const putBack = (form, pairs) => {
  const values = new Map();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || OWN.has(field.name) || ["file", "password", "submit", "button"].includes(field.type)) continue;
    const given = values.get(field.name) ?? [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = given.includes(field.value);
    else if (field.multiple) for (const option of field.options) option.selected = given.includes(option.value);
    else if (given.length) field.value = given[0];
    else continue;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
};

const note = (form, text, tone = "soon") => {
  let box = form.querySelector(":scope > .keep-note");
  if (!box) {
    box = document.createElement("div");
    box.setAttribute("role", "status");
    form.prepend(box);
  }
  const body = Object.assign(document.createElement("div"), { className: "alert-body" });
  body.append(Object.assign(document.createElement("p"), { textContent: text }));
  box.className = `alert t-${tone} keep-note`;
  box.replaceChildren(body);
  return box;
};
const button = (text, act) => {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "button small", textContent: text });
  made.addEventListener("click", act);
  return made;
};

const offer = (form, kept) => {
  const moment = new Date(kept.at);
  const day = moment.toDateString() === new Date().toDateString() ? "" : ` ${moment.toLocaleDateString("vi-VN")}`;
  const clock = moment.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  const box = note(form, words.found.replace("{moment}", clock + day));
  const line = Object.assign(document.createElement("p"), { className: "line" });
  line.append(
    button(words.restore, () => {
      putBack(form, kept.pairs);
      box.remove();
      keep(form);
      form.querySelector("textarea, input:not([type=hidden]), select")?.focus();
    }),
    button(words.drop, () => {
      forget(form);
      box.remove();
    }),
  );
  box.firstChild.append(line);
};

const busy = (form, is) => {
  form.toggleAttribute("data-sent", is);
  for (const one of form.querySelectorAll("button:not([type='button'])")) {
    if (is) one.setAttribute("aria-busy", "true");
    else one.removeAttribute("aria-busy");
  }
};

// The answer is the same page again, with what is wrong: it takes the place of the one on the screen.
const show = (html, form) => {
  const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  if (!main) return false;
  forget(form); // what was typed stands on the page again
  document.querySelector("main").replaceWith(main);
  main.focus();
  begin(main);
  return true;
};

const send = async (form, submitter) => {
  clearTimeout(form.keepTimer);
  const body = new FormData(form, submitter);
  busy(form, true);
  let answer;
  try {
    answer = await fetch(address(form), { method: "POST", body, headers: { "X-Sending": "1" }, credentials: "same-origin" });
  } catch {
    note(form, words.waiting);
    form.keepWaits = { submitter };
    form.keepTimer = setTimeout(() => again(form), AGAIN);
    return;
  }
  form.keepWaits = null;
  const to = answer.headers.get("X-Sent-To");
  if (to) {
    forget(form);
    location.assign(to);
  } else if (answer.redirected) {
    location.assign(answer.url); // signed out meanwhile: what was typed waits for the same person
  } else if (answer.status >= 500 || !show(await answer.text(), form)) {
    busy(form, false);
    note(form, words.failed, "late");
  }
};
const again = (form) => {
  if (form.keepWaits) send(form, form.keepWaits.submitter);
};

const watch = (form) => {
  if (form.keepIsOn) return;
  form.keepIsOn = true;
  const key = keyOf(form);
  const kept = read(key);
  if (kept && !same(form, kept.pairs, typed(form))) offer(form, kept);
  let timer = 0;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => keep(form), 250);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", (event) => {
    if (event.isTrusted) soon();
  });
  form.addEventListener("kept-elsewhere", () => {
    clearTimeout(timer);
    forget(form);
  });
  addEventListener("online", () => again(form));
  if (form.hasAttribute("hx-post")) {
    form.addEventListener("htmx:afterRequest", (event) => {
      if (event.detail.successful) forget(form);
    });
    return;
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.hasAttribute("data-sent")) return;
    clearTimeout(timer);
    keep(form);
    send(form, event.submitter);
  });
};

const begin = (root) => root.querySelectorAll("form[data-keep]").forEach(watch);

if (person && words) {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("keep:") && !(Date.now() - (read(key)?.at ?? 0) < WEEK)) localStorage.removeItem(key);
  }
  begin(document);
  document.addEventListener("htmx:afterSettle", (event) => begin(event.target));
  document.addEventListener("submit", (event) => {
    if (!event.target.action?.endsWith("/sign-out/")) return;
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  });
}
