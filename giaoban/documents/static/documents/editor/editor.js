// The editor of a draft. Without it the form has a plain textarea; with it the clauses go to the server as JSON.

import { Dropcursor, Editor, Gapcursor, Placeholder, UndoRedo } from "../vendor/tiptap.js";
import { Ids, Keys, Marks, currentClause, goTo, inTable, setKind } from "./behaviour.js";
import { fromDoc, toDoc } from "./convert.js";
import { nodes } from "./schema.js";

// Letters with marks reach the text a moment after their keys, as the browser reports changed words.
const LETTERS_ON_THEIR_WAY = 40; // milliseconds

const form = document.getElementById("draft-form");
const box = form?.querySelector("[data-editor]");

const begin = () => {
  const { base, content, text } = form.elements;
  const page = box.querySelector("[data-page]");
  const said = form.querySelector("[data-said]");
  const words = box.dataset;

  text.disabled = true;
  form.querySelector(".plain-text").hidden = true;
  box.hidden = false;

  const editor = new Editor({
    element: page,
    injectCSS: false,
    extensions: [...nodes, UndoRedo, Dropcursor, Gapcursor, Placeholder.configure({ placeholder: words.empty, showOnlyCurrent: false }), Keys, Marks, Ids],
    content: toDoc(JSON.parse(content.value || base.value)),
    editorProps: {
      attributes: { role: "textbox", "aria-multiline": "true", "aria-label": words.label, "aria-describedby": "editor-help", lang: "vi", spellcheck: "false" },
    },
  });

  let changed = Boolean(content.value);
  let timer = 0;
  const sync = () => {
    clearTimeout(timer);
    if (changed) content.value = JSON.stringify(fromDoc(editor.state.doc));
  };
  const tell = (message, tone = "quiet") => {
    said.textContent = message;
    said.className = `draft-said ${tone}`;
  };
  editor.on("update", () => {
    changed = true;
    tell(words.unsaved);
    clearTimeout(timer);
    timer = setTimeout(() => {
      sync();
      form.dispatchEvent(new Event("input"));
    }, 150);
  });
  form.addEventListener("submit", sync, { capture: true });
  content.addEventListener("change", () => {
    if (!content.value) return;
    changed = true;
    editor.commands.setContent(toDoc(JSON.parse(content.value)), { emitUpdate: false });
  });

  // Saves without leaving the page; what somebody else saved meanwhile comes into the text.
  const save = async () => {
    await new Promise((done) => setTimeout(done, LETTERS_ON_THEIR_WAY));
    changed = true;
    sync();
    const sent = content.value;
    tell(words.saving);
    let answer;
    try {
      answer = await fetch(form.action, {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, credentials: "same-origin",
      });
    } catch {
      tell(words.offline, "t-late");
      return;
    }
    form.elements.once.value = crypto.randomUUID();
    if (answer.status === 409) {
      form.requestSubmit();
      return;
    }
    const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : { said: words.failed };
    tell(told.said, answer.ok ? "quiet" : "t-late");
    if (answer.ok) settle(sent, told.content);
  };
  const settle = (sent, stands) => {
    const now = JSON.stringify(stands);
    const written = JSON.stringify(fromDoc(editor.state.doc));
    const came = now !== JSON.stringify(JSON.parse(sent));
    if (written === sent) {
      if (came) {
        const id = currentClause(editor.state)?.node.attrs.id;
        editor.commands.setContent(toDoc(stands), { emitUpdate: false });
        if (id) goTo(editor, id);
      }
      base.value = now;
      content.value = "";
      changed = false;
      form.dispatchEvent(new Event("kept-elsewhere"));
    } else {
      base.value = came ? sent : now; // typed on meanwhile: the next save brings both together
      tell(words.unsaved);
    }
  };
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    save();
  });

  const acts = {
    bold: (chain) => chain.toggleBold(),
    italic: (chain) => chain.toggleItalic(),
    undo: (chain) => chain.undo(),
    redo: (chain) => chain.redo(),
    centre: (chain) => chain.command(({ tr, state }) => {
      const here = currentClause(state);
      if (!here) return false;
      tr.setNodeAttribute(here.pos, "align", here.node.attrs.align === "centre" ? "justify" : "centre");
      return true;
    }),
    table: (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
    "row-add": (chain) => chain.addRowAfter(),
    "row-drop": (chain) => chain.deleteRow(),
    "column-add": (chain) => chain.addColumnAfter(),
    "column-drop": (chain) => chain.deleteColumn(),
    "table-drop": (chain) => chain.deleteTable(),
  };
  const buttons = [...box.querySelectorAll("[data-do]")];
  for (const button of buttons) {
    button.addEventListener("click", () => acts[button.dataset.do](editor.chain().focus()).run());
  }
  const kind = box.querySelector("[data-kind]");
  kind.addEventListener("change", () => {
    const [name, level] = kind.value.split("-");
    editor.chain().focus().command(setKind(name, Number(level ?? 1))).run();
  });
  const show = () => {
    const here = currentClause(editor.state);
    const inside = inTable(editor.state);
    kind.disabled = !here;
    if (here) kind.value = here.node.attrs.level > 1 ? `${here.node.attrs.kind}-${here.node.attrs.level}` : here.node.attrs.kind;
    for (const button of buttons) {
      const name = button.dataset.do;
      if (name === "bold" || name === "italic") button.setAttribute("aria-pressed", String(editor.isActive(name)));
      if (name === "centre") button.setAttribute("aria-pressed", String(here?.node.attrs.align === "centre"));
      if (button.hasAttribute("data-in-table")) button.hidden = !inside;
      if (name === "table") button.hidden = inside;
    }
  };
  editor.on("transaction", show);
  show();
  const wanted = new URLSearchParams(location.search).get("at");
  if (!wanted || !goTo(editor, wanted)) editor.commands.focus("start", { scrollIntoView: false });
};

if (box) begin();
