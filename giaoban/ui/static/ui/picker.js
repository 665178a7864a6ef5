// <unit-picker>: type a name or an abbreviation, choose from what the server finds; the chosen become chips.
// Follows the ARIA combobox pattern with a list popup. Fires "change" when the choice changes.

let counter = 0;

class UnitPicker extends HTMLElement {
  connectedCallback() {
    if (this.input) return;
    this.number = ++counter;
    this.options = [];
    this.current = -1;
    const fallback = this.querySelector("select, input");
    this.build(fallback);
    for (const chosen of this.querySelectorAll("template[data-pick]")) {
      this.addChip({ key: chosen.dataset.pick, name: chosen.dataset.name });
    }
    fallback?.remove();
  }

  get multiple() { return this.hasAttribute("data-multiple"); }
  get keys() { return [...this.querySelectorAll("input[type=hidden]")].map((hidden) => hidden.value); }

  build(fallback) {
    this.box = document.createElement("div");
    this.box.className = "picker";
    this.input = document.createElement("input");
    Object.assign(this.input, { type: "text", autocomplete: "off", spellcheck: false, id: this.dataset.id,
      disabled: this.hasAttribute("data-disabled"), placeholder: this.dataset.placeholder });
    this.list = document.createElement("ul");
    this.list.id = `picker-list-${this.number}`;
    this.list.className = "picker-list";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.status = document.createElement("span");
    this.status.className = "out-of-sight";
    this.status.setAttribute("role", "status");
    const aria = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(aria)) this.input.setAttribute(name, value);
    for (const name of ["aria-describedby", "aria-invalid", "aria-label"]) {
      if (fallback?.hasAttribute(name)) this.input.setAttribute(name, fallback.getAttribute(name));
    }
    const label = this.dataset.id && document.querySelector(`label[for="${CSS.escape(this.dataset.id)}"]`);
    this.list.setAttribute("aria-label", label ? label.textContent.trim() : this.dataset.placeholder);
    this.box.append(this.input);
    this.append(this.box, this.list, this.status);
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.box.addEventListener("click", (event) => { if (event.target === this.box) this.input.focus(); });
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.choose(Number(option.dataset.index));
    });
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), 120);
  }

  async ask() {
    const words = this.input.value.trim();
    this.asking?.abort();
    if (!words) {
      this.close();
      return;
    }
    this.asking = new AbortController();
    const address = new URL(this.dataset.url, location.href);
    address.searchParams.set("q", words);
    try {
      const answer = await fetch(address, { signal: this.asking.signal, headers: { Accept: "application/json" } });
      if (answer.ok) this.open(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  open(found) {
    const taken = new Set(this.keys);
    this.options = found.filter((pick) => !this.multiple || !taken.has(pick.key));
    this.list.replaceChildren(...this.options.map((pick, index) => {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${index}`;
      option.dataset.index = index;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const name = document.createElement("span");
      name.textContent = pick.name;
      option.append(name);
      if (pick.hint) {
        const hint = document.createElement("small");
        hint.textContent = pick.hint;
        option.append(hint);
      }
      return option;
    }));
    this.list.hidden = !this.options.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.status.textContent = this.options.length ? `${this.options.length} ${this.dataset.found}` : this.dataset.none;
    this.mark(this.options.length ? 0 : -1);
  }

  close() {
    this.list.hidden = true;
    this.options = [];
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }

  mark(index) {
    this.current = index;
    [...this.list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === index)));
    const option = this.list.children[index];
    if (option && !this.list.hidden) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  pressed(event) {
    const last = this.options.length - 1;
    if (event.key === "ArrowDown" && last >= 0) this.mark(this.current < last ? this.current + 1 : 0);
    else if (event.key === "ArrowDown") this.ask();
    else if (event.key === "ArrowUp" && last >= 0) this.mark(this.current > 0 ? this.current - 1 : last);
    else if (event.key === "Enter" && this.current >= 0 && !event.ctrlKey) this.choose(this.current);
    else if (event.key === "Enter" && this.input.value && !event.ctrlKey) this.ask();
    else if (event.key === "Escape" && !this.list.hidden) this.close();
    else if (event.key === "Backspace" && !this.input.value) return this.removeLast();
    else return undefined;
    event.preventDefault();
    event.stopPropagation();
    return undefined;
  }

  choose(index) {
    const pick = this.options[index];
    if (!pick) return;
    if (!this.multiple) this.box.querySelectorAll(".chip").forEach((chip) => chip.remove());
    this.addChip(pick);
    this.input.value = "";
    this.close();
    this.changed();
  }

  addChip(pick) {
    const chip = document.createElement("span");
    chip.className = "chip";
    const name = document.createElement("span");
    name.textContent = pick.name;
    const hidden = document.createElement("input");
    Object.assign(hidden, { type: "hidden", name: this.dataset.name, value: pick.key });
    const remove = document.createElement("button");
    remove.type = "button";
    remove.textContent = "×";
    remove.setAttribute("aria-label", `${this.dataset.remove} ${pick.name}`);
    remove.addEventListener("click", () => {
      chip.remove();
      this.input.focus();
      this.changed();
    });
    chip.append(name, hidden, remove);
    this.box.insertBefore(chip, this.input);
  }

  removeLast() {
    const chips = this.box.querySelectorAll(".chip");
    if (!chips.length) return;
    chips[chips.length - 1].remove();
    this.changed();
  }

  changed() {
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

customElements.define("unit-picker", UnitPicker);
