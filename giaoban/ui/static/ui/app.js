// Behaviour that every page shares. Pages work without it; nothing here holds rules.

const root = document.documentElement;
root.classList.add("js");

const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
const onThisMachine = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
const connected = () => onThisMachine || navigator.onLine;
const show = (element) => element.removeAttribute("hidden");

// On a narrow screen the ways stand in one line that scrolls: bring the present one into sight.
const nav = document.querySelector(".nav");
const present = nav?.querySelector("[aria-current]");
if (present && nav.scrollWidth > nav.clientWidth) {
  nav.scrollLeft = present.offsetLeft - nav.offsetLeft - (nav.clientWidth - present.offsetWidth) / 2;
}

// Dialogs: a native popover without this script, a modal dialog with it.
for (const dialog of document.querySelectorAll("dialog[popover]")) dialog.removeAttribute("popover");
for (const button of document.querySelectorAll("[popovertarget]")) button.removeAttribute("popovertarget");
for (const button of document.querySelectorAll("[data-open][hidden]")) show(button);

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) {
    document.getElementById(opener.dataset.open)?.showModal();
    return;
  }
  const closer = event.target.closest("[data-close]");
  if (closer) {
    const shut = closer.closest(closer.dataset.close);
    if (shut?.tagName === "DIALOG") shut.close();
    else shut?.remove();
  }
  if (event.target.closest("[aria-disabled='true']")) event.preventDefault();
  if (event.target.tagName === "DIALOG") event.target.close();
  for (const menu of document.querySelectorAll("[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A form is sent once: its buttons rest until the next page, or until the browser comes back to this one.
const rest = (form, busy) => {
  for (const button of form.querySelectorAll("button:not([type='button'])")) {
    button.toggleAttribute("aria-busy", false);
    if (busy) button.setAttribute("aria-busy", "true");
  }
  form.toggleAttribute("data-sent", busy);
};
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog" || event.defaultPrevented) return;
  if (form.hasAttribute("data-sent")) {
    event.preventDefault();
    return;
  }
  if (!connected()) {
    event.preventDefault();
    offline();
    return;
  }
  if (form.method === "post") rest(form, true);
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => rest(form, false)));
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form) rest(form, false);
});
document.addEventListener("htmx:afterSettle", (event) => {
  for (const dialog of event.target.querySelectorAll?.("dialog[popover]") ?? []) dialog.removeAttribute("popover");
  for (const button of event.target.querySelectorAll?.("[popovertarget]") ?? []) button.removeAttribute("popovertarget");
});

const offline = () => {
  const notice = document.querySelector("[data-offline]");
  if (notice) notice.hidden = connected();
};
addEventListener("online", offline);
addEventListener("offline", offline);
offline();

// Keyboard: "/" and Ctrl K search, "?" lists the keys, "g d" and the like follow [data-key], j and k walk rows.
const walk = (step) => {
  const rows = [...document.querySelectorAll(".row-what, .table tbody [data-row]")];
  if (!rows.length) return;
  const here = rows.indexOf(document.activeElement);
  rows[Math.min(rows.length - 1, Math.max(0, here + step))].focus();
};
const listKeys = (dialog) => {
  const list = dialog.querySelector("[data-keys]");
  for (const element of document.querySelectorAll("[data-key]")) {
    if (list.querySelector(`[data-for="${CSS.escape(element.dataset.key)}"]`)) continue;
    const keys = document.createElement("dt");
    keys.dataset.for = element.dataset.key;
    for (const key of element.dataset.key.split(" ")) {
      const cap = document.createElement("kbd");
      cap.textContent = key;
      keys.append(cap, " ");
    }
    const words = document.createElement("dd");
    const label = element.cloneNode(true);
    label.querySelectorAll(".count").forEach((count) => count.remove());
    words.textContent = label.textContent.trim();
    list.append(keys, words);
  }
};
let before = "";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    document.querySelector("[data-search]")?.select();
    return;
  }
  if (event.ctrlKey && event.key === "Enter" && event.target.form) {
    event.preventDefault();
    event.target.form.requestSubmit();
    return;
  }
  if (event.key === "Escape") {
    for (const menu of document.querySelectorAll("[data-menu][open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "/") {
    event.preventDefault();
    document.querySelector("[data-search]")?.select();
  } else if (event.key === "?") {
    const dialog = document.getElementById("keys");
    if (dialog) {
      listKeys(dialog);
      dialog.showModal();
    }
  } else if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else {
    const keys = before ? `${before} ${event.key}` : event.key;
    const found = document.querySelector(`[data-key="${CSS.escape(keys)}"]`);
    if (found) found.click();
    before = found || before ? "" : event.key;
    setTimeout(() => { before = ""; }, 1200);
  }
});
document.querySelector("[data-open='keys']")?.addEventListener("click", () => listKeys(document.getElementById("keys")));

// A file field on which files can be dropped.
customElements.define("file-drop", class extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input[type=file]");
    const words = this.querySelector("[data-drop-words]");
    if (words) show(words);
    this.addEventListener("dragover", (event) => {
      event.preventDefault();
      this.classList.add("over");
    });
    this.addEventListener("dragleave", () => this.classList.remove("over"));
    this.addEventListener("drop", (event) => {
      event.preventDefault();
      this.classList.remove("over");
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
});

// A day is typed as dd/mm/yyyy; the browser's calendar opens beside it.
customElements.define("day-input", class extends HTMLElement {
  connectedCallback() {
    const typed = this.querySelector("input");
    if (this.hasAttribute("data-js") || !("showPicker" in HTMLInputElement.prototype)) return;
    this.setAttribute("data-js", "");
    const calendar = document.createElement("input");
    Object.assign(calendar, { type: "date", tabIndex: -1, min: this.dataset.min ?? "", max: this.dataset.max ?? "" });
    calendar.setAttribute("aria-hidden", "true");
    const button = this.querySelector("button");
    button.hidden = typed.disabled;
    button.addEventListener("click", () => {
      const [day, month, year] = typed.value.split(/[/.-]/);
      calendar.value = year?.length === 4 ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
      calendar.showPicker();
    });
    calendar.addEventListener("change", () => {
      if (!calendar.value) return;
      typed.value = calendar.value.split("-").reverse().join("/");
      typed.dispatchEvent(new Event("change", { bubbles: true }));
    });
    this.append(calendar);
  }
});
