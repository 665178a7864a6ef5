// The form of a report as a sheet: keys, paste from a spreadsheet, keeping on every pause. The form also works
// without this; what a number means and what the rules say is decided by the server alone.

const PAUSE = 1200; // milliseconds after the last key
const AGAIN = 15_000;
const NUMBER = /^[+\-−–]?\s*\d[\d.,\s\u00a0\u202f]*%?$/;

// Rows of fields as they stand in the form, or in one table of it; a row has one field, or one a column.
const grid = (part) => [...part.querySelectorAll("tbody tr:not(.notes)")].map((row) => [...row.querySelectorAll(".box, output")]);
const find = (rows, field) => {
  for (const [at, row] of rows.entries()) {
    const column = row.indexOf(field);
    if (column >= 0) return [at, column];
  }
  return null;
};
const enter = (field) => {
  if (!field) return;
  field.focus();
  field.select?.();
};

class ReportSheet extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.said = this.querySelector("[data-said]");
    this.dirty = false;
    this.busy = false;
    this.form.addEventListener("keydown", (event) => this.key(event));
    this.form.addEventListener("input", (event) => this.changed(event.target));
    this.form.addEventListener("change", (event) => this.changed(event.target));
    this.form.addEventListener("paste", (event) => this.paste(event));
    this.form.addEventListener("focusin", (event) => {
      if (event.target.matches(".box")) event.target.select();
    });
    this.form.addEventListener("submit", () => clearTimeout(this.timer));
    addEventListener("online", () => this.dirty && this.keep());
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.dirty && this.keep());
    const dialog = this.querySelector("dialog.paste");
    dialog.querySelector("[data-paste-no]").addEventListener("click", () => dialog.close());
    dialog.querySelector("[data-paste-yes]").addEventListener("click", () => this.pasteNow());
  }

  // Up, down, Enter as in a sheet; left and right leave a field at its ends. Ctrl Enter sends (shared script).
  key(event) {
    const field = event.target;
    if (!field.matches(".box") || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [event.shiftKey ? -1 : 1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!step) return;
    const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    if (event.key === "ArrowLeft" && !whole && field.selectionStart > 0) return;
    if (event.key === "ArrowRight" && !whole && field.selectionEnd < field.value.length) return;
    event.preventDefault();
    this.move(field, step);
  }

  move(field, [down, over]) {
    const rows = grid(this.form);
    const here = find(rows, field);
    if (!here) return;
    if (over) {
      const row = rows[here[0]];
      for (let column = here[1] + over; column >= 0 && column < row.length; column += over) {
        if (row[column].matches(".box")) return enter(row[column]);
      }
      return;
    }
    for (let at = here[0] + down; at >= 0 && at < rows.length; at += down) {
      const next = rows[at][Math.min(here[1], rows[at].length - 1)];
      if (next?.matches(".box")) return enter(next);
    }
  }

  changed(field) {
    if (!field.name || field.name === "restates") return;
    if (field.matches(".box")) {
      for (const reading of this.form.querySelectorAll(`[name="r-${CSS.escape(field.name.slice(2))}"]`)) reading.checked = false;
    }
    this.dirty = true;
    this.tell(this.dataset.unsaved);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), PAUSE);
  }

  tell(words, tone = "quiet") {
    this.said.textContent = words;
    this.said.className = tone;
  }

  body() {
    const body = new FormData(this.form);
    body.set("act", "save");
    body.delete("once");
    return body;
  }

  // The whole form in one request. What comes back is said beside the fields; what was typed stays untouched.
  async keep() {
    if (this.busy) {
      this.waits = true;
      return;
    }
    clearTimeout(this.timer);
    this.busy = true;
    this.dirty = false;
    this.tell(this.dataset.saving);
    let answer;
    try {
      answer = await fetch(this.form.action, { method: "POST", body: this.body(), headers: { Accept: "application/json" }, credentials: "same-origin" });
    } catch {
      this.dirty = true;
      this.busy = false;
      this.tell(this.dataset.offline, "t-late");
      this.timer = setTimeout(() => this.keep(), AGAIN);
      return;
    }
    this.busy = false;
    const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : { said: this.dataset.failed };
    if (answer.status === 409) {
      this.form.requestSubmit(this.form.querySelector("button[value=save]"));
      return;
    }
    this.tell(told.said, answer.ok ? "quiet" : "refuses");
    if (answer.ok) this.show(told);
    else this.dirty = true;
    if (this.waits) {
      this.waits = false;
      this.keep();
    }
  }

  leave() {
    if (!this.dirty || this.form.hasAttribute("data-sent")) return;
    fetch(this.form.action, { method: "POST", body: this.body(), headers: { Accept: "application/json" }, credentials: "same-origin", keepalive: true });
  }

  show(told) {
    this.form.elements.stamp.value = told.stamp;
    for (const other of document.querySelectorAll("form:not(#entry) [name=stamp]")) other.value = told.stamp;
    this.querySelector("[data-filled]").textContent = told.filled;
    this.querySelector("[data-left]").textContent = told.open;
    for (const output of this.querySelectorAll("[data-quotient]")) output.textContent = told.quotients[output.dataset.quotient] || "–";
    for (const field of this.form.querySelectorAll(".box")) this.note(field, told.boxes[field.name]);
  }

  note(field, said) {
    const slot = field.name.slice(2);
    const refuses = Boolean(said?.trouble) || Boolean(said?.findings.some((one) => one.refuses));
    field.classList.toggle("wrong", refuses);
    if (refuses) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    let note = document.getElementById(`n-${slot}`);
    const why = note?.querySelector(".why");
    const explained = why?.querySelector("textarea").value;
    if (!said && !explained) {
      this.unnote(note);
      field.removeAttribute("aria-describedby");
      return;
    }
    if (!note) {
      note = this.noteBelow(field, slot);
      field.setAttribute("aria-describedby", note.id);
    }
    const focused = document.activeElement;
    for (const old of [...note.children]) if (old !== why && !old.matches(".note-of")) old.remove();
    const lines = [];
    if (said?.trouble) lines.push(this.line(said.trouble, "refuses"));
    if (said?.readings.length) lines.push(this.readings(slot, said.readings));
    for (const one of said?.findings ?? []) lines.push(this.line(one.words, one.refuses ? "refuses" : "warns"));
    const column = note.querySelector(".note-of");
    if (column) column.after(...lines);
    else note.prepend(...lines);
    if (!why && said?.findings.some((one) => !one.refuses)) note.append(this.explain(slot));
    if (focused && focused !== document.activeElement && note.contains(focused)) focused.focus();
  }

  // What is said of a field stands below its line and is as wide as it; of a table in the order of its columns.
  noteBelow(field, slot) {
    const row = field.closest("tr");
    let below = row.nextElementSibling;
    if (!below?.matches(".notes")) {
      below = Object.assign(document.createElement("tr"), { className: "notes" });
      const place = document.createElement("td");
      place.colSpan = [...row.cells].reduce((wide, cell) => wide + cell.colSpan, 0);
      below.append(place);
      row.after(below);
    }
    const note = Object.assign(document.createElement("div"), { className: "note", id: `n-${slot}` });
    const column = field.closest("td").dataset.column;
    if (column) note.append(Object.assign(document.createElement("b"), { className: "note-of", textContent: column }));
    const order = [...row.querySelectorAll(".box")].map((each) => `n-${each.name.slice(2)}`);
    const later = [...below.cells[0].children].find((each) => order.indexOf(each.id) > order.indexOf(note.id));
    below.cells[0].insertBefore(note, later ?? null);
    return note;
  }

  unnote(note) {
    const row = note?.closest("tr.notes");
    note?.remove();
    if (row && !row.querySelector(".note")) row.remove();
  }

  line(words, tone) {
    return Object.assign(document.createElement("p"), { className: tone, textContent: words });
  }

  readings(slot, readings) {
    const box = Object.assign(document.createElement("div"), { className: "readings" });
    for (const [value, words] of readings) {
      const label = document.createElement("label");
      const radio = Object.assign(document.createElement("input"), { type: "radio", name: `r-${slot}`, value });
      radio.addEventListener("change", () => {
        const field = this.form.elements[`c-${slot}`];
        field.value = words.replaceAll(".", "");
        this.changed(field);
      });
      label.append(radio, ` ${words}`);
      box.append(label);
    }
    return box;
  }

  explain(slot) {
    const label = Object.assign(document.createElement("label"), { className: "why" });
    const words = Object.assign(document.createElement("span"), { textContent: this.dataset.explain });
    label.append(words, Object.assign(document.createElement("textarea"), { name: `e-${slot}`, rows: 1, maxLength: 500 }));
    return label;
  }

  // A block of a spreadsheet: first what would go where and what does not fit.
  paste(event) {
    const field = event.target;
    if (!field.matches(".box")) return;
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const rows = grid(field.closest("table"));
    const [top, left] = find(rows, field);
    this.plan = [];
    const misfits = [];
    const quiet = (value) => value.trim() === "";
    let at = top;
    for (const line of text.split("\n").map((each) => each.split("\t"))) {
      for (const [over, value] of line.entries()) {
        const target = rows[at]?.[left + over];
        if (!target) {
          if (!quiet(value)) misfits.push(`${value} – ${this.dataset.outside}`);
        } else if (!target.matches(".box")) {
          if (!quiet(value)) misfits.push(`${value} – ${target.getAttribute("aria-label") ?? ""} ${this.dataset.summed}`);
        } else if (!quiet(value) && !NUMBER.test(value.trim())) {
          misfits.push(`${value} – ${target.getAttribute("aria-label")}: ${this.dataset.noNumber}`);
        } else {
          this.plan.push([target, value.trim()]);
        }
      }
      at += 1;
    }
    this.preview(misfits);
  }

  preview(misfits) {
    const dialog = this.querySelector("dialog.paste");
    const words = this.querySelector("[data-paste-words]").dataset.pasteWords;
    dialog.querySelector("[data-paste-fits]").textContent = words.replace("{count}", this.plan.length);
    const box = dialog.querySelector("[data-paste-misfits]");
    box.hidden = !misfits.length;
    box.querySelector("ul").replaceChildren(...misfits.map((one) => Object.assign(document.createElement("li"), { textContent: one })));
    const lines = this.plan.map(([field, value]) => {
      const row = document.createElement("tr");
      const name = Object.assign(document.createElement("th"), { scope: "row", textContent: field.getAttribute("aria-label") });
      const now = Object.assign(document.createElement("td"), { className: "end num", textContent: field.value || "–" });
      const then = Object.assign(document.createElement("td"), { className: "end num", textContent: value || "–" });
      row.append(name, now, then);
      return row;
    });
    dialog.querySelector("tbody").replaceChildren(...lines);
    dialog.querySelector("[data-paste-yes]").disabled = !this.plan.length;
    dialog.showModal();
  }

  pasteNow() {
    for (const [field, value] of this.plan) {
      field.value = value;
      field.toggleAttribute("data-filled", true);
    }
    this.querySelector("dialog.paste").close();
    if (this.plan.length) {
      this.changed(this.plan[0][0]);
      enter(this.plan.at(-1)[0]);
    }
    this.keep();
  }
}

customElements.define("report-sheet", ReportSheet);
