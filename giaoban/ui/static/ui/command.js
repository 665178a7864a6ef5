// The command menu: the search box of the top as a combobox. It offers what can be done on this page (its own buttons and
// links, so it never offers what the page does not), then what the server finds. Without this script the box is
// a search form with a page of answers.

const form = document.querySelector("form.search");
const box = form?.querySelector("[data-search]");
const WAIT = 120;

// The same key as the server's: no marks, small letters.
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().trim();
const answers = (name, typed) => {
  const own = plain(name).split(/\s+/);
  const initials = own.map((part) => part[0]).join("");
  return plain(typed).split(/\s+/).filter(Boolean).every((word) => own.some((part) => part.startsWith(word)) || initials.includes(word));
};
const here = (typed) => {
  const seen = new Set();
  const found = [];
  for (const act of document.querySelectorAll("main .head-actions a, main .head-actions button, main form.act button, main a.button, main button[aria-haspopup=dialog]")) {
    if (act.closest("dialog") || act.getAttribute("aria-disabled") === "true" || !act.checkVisibility()) continue;
    const label = act.textContent.trim().replace(/\s+/g, " ");
    if (!label || seen.has(label) || !answers(label, typed)) continue;
    seen.add(label);
    found.push({ group: form.dataset.here, label, hint: "", act });
    if (found.length === 8) break;
  }
  return found;
};

const begin = () => {
  const list = Object.assign(document.createElement("ul"), { id: "commands", className: "commands", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.getAttribute("aria-label"));
  const status = Object.assign(document.createElement("span"), { className: "out-of-sight" });
  status.setAttribute("role", "status");
  form.append(list, status);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "commands" })) {
    box.setAttribute(name, value);
  }
  let hits = [];
  let current = -1;
  let timer = 0;
  let asking = null;

  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
    current = -1;
  };
  const mark = (number) => {
    current = number;
    list.querySelectorAll("[role=option]").forEach((option, index) => option.setAttribute("aria-selected", String(index === number)));
    const option = list.querySelector("[aria-selected=true]");
    if (!option) return;
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const choose = (number) => {
    const hit = hits[number];
    if (!hit) return;
    close();
    if (hit.url) {
      location.assign(hit.url);
      return;
    }
    box.value = "";
    hit.act.focus();
    hit.act.click();
  };
  const draw = () => {
    const rows = [];
    let group = "";
    hits.forEach((hit, number) => {
      if (hit.group !== group) {
        group = hit.group;
        const head = Object.assign(document.createElement("li"), { className: "commands-group", textContent: group });
        head.setAttribute("role", "presentation");
        rows.push(head);
      }
      const option = Object.assign(document.createElement("li"), { id: `command-${number}`, className: "commands-hit", textContent: hit.label });
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.number = number;
      if (hit.hint) option.append(Object.assign(document.createElement("small"), { textContent: hit.hint }));
      rows.push(option);
    });
    list.replaceChildren(...rows);
    status.textContent = hits.length ? form.dataset.many.replace("{number}", hits.length) : form.dataset.none;
    list.hidden = !hits.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    box.removeAttribute("aria-activedescendant");
    mark(hits.length ? 0 : -1);
  };
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const typed = box.value;
    try {
      const answer = await fetch(`${form.action}?q=${encodeURIComponent(typed)}`, { headers: { Accept: "application/json" }, signal: asking.signal });
      if (!answer.ok || answer.redirected) return;
      const found = await answer.json();
      if (box.value !== typed || document.activeElement !== box) return;
      hits = [...here(typed), ...found];
      draw();
    } catch {
      // Typed on, or no line: what the page itself offers stays.
    }
  };
  const later = () => {
    clearTimeout(timer);
    hits = here(box.value);
    if (hits.length) draw();
    timer = setTimeout(ask, WAIT);
  };

  box.addEventListener("input", later);
  box.addEventListener("focus", later);
  box.addEventListener("blur", () => setTimeout(close, 150));
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (hits.length) mark((current + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length);
    } else if (event.key === "Enter" && !list.hidden && current >= 0) {
      event.preventDefault();
      choose(current);
    } else if (event.key === "Escape") {
      if (list.hidden) box.blur();
      close();
    }
  });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) choose(Number(option.dataset.number));
  });
};

if (box) begin();
