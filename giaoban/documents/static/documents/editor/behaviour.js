// What typing does in a draft: numbers, beginnings of lines, Enter, Tab, and ids that stay with their words.

import {
  Decoration, DecorationSet, Extension, Fragment, InputRule, Plugin, PluginKey, Slice, TextSelection,
} from "../vendor/tiptap.js";
import { Counter, beginningOf, markOf } from "./marks.js";
import { newId } from "./schema.js";

const LADDER = [["article", 1], ["clause", 1], ["point", 1], ["bullet", 1], ["bullet", 2]];
const GOES_ON = new Set(["clause", "point", "bullet", "paragraph"]);
const ABOVE = { point: "clause", clause: "paragraph" };

const clauseAt = (state) => {
  const { $from } = state.selection;
  const node = $from.depth ? $from.node(1) : null;
  return node?.type.name === "clause" ? { node, pos: $from.before(1), offset: $from.parentOffset } : null;
};
export const currentClause = clauseAt;
export const inTable = (state) => state.selection.$from.depth > 1;

// The number that counting gives a clause of this kind at `pos`.
const countedAt = (doc, pos, kind, level) => {
  const counter = new Counter();
  doc.forEach((node, offset) => {
    if (offset < pos && node.type.name === "clause") counter.next(node.attrs);
  });
  return counter.next({ kind, level });
};

// Sets the kind of the clauses in the selection; kept numbers go.
export const setKind = (kind, level = 1) => ({ state, tr, dispatch }) => {
  const { from, to } = state.selection;
  let done = false;
  state.doc.nodesBetween(from, to, (node, pos) => {
    if (node.type.name !== "clause") return node.type.name === "doc";
    tr.setNodeMarkup(pos, undefined, { ...node.attrs, kind, level, number: "" });
    if (kind === "article" && !node.content.size) tr.addStoredMark(state.schema.marks.bold.create());
    done = true;
    return false;
  });
  if (dispatch && done) dispatch(tr);
  return done;
};

const step = (down) => (props) => {
  const here = clauseAt(props.state);
  if (!here) return false;
  const { kind, level } = here.node.attrs;
  const at = LADDER.findIndex(([name, deep]) => name === kind && (kind !== "bullet" || deep === level));
  if (at < 0) return setKind(down ? "bullet" : "paragraph")(props);
  const to = LADDER[at + (down ? 1 : -1)];
  if (!to) return down ? true : setKind("paragraph")(props);
  return setKind(...to)(props);
};

const enter = ({ state, tr, dispatch }) => {
  const here = clauseAt(state);
  if (!here) return false;
  const { node, pos } = here;
  const { kind, level } = node.attrs;
  if (!node.content.size && kind !== "paragraph") {
    const [up, deep] = kind === "bullet" && level > 1 ? ["bullet", 1] : [ABOVE[kind] ?? "paragraph", 1];
    tr.setNodeMarkup(pos, undefined, { ...node.attrs, kind: up, level: deep, number: "" });
    if (dispatch) dispatch(tr);
    return true;
  }
  if (!state.selection.empty) tr.deleteSelection();
  const $at = tr.doc.resolve(tr.selection.from);
  const fresh = { id: newId(), kind: GOES_ON.has(kind) ? kind : "paragraph", level, number: "", align: node.attrs.align };
  if (!$at.parentOffset && $at.parent.content.size) {
    // The words and their id go on below; an empty clause stands above them.
    tr.insert($at.before(), state.schema.nodes.clause.create(fresh));
  } else {
    tr.split($at.pos, 1, [{ type: state.schema.nodes.clause, attrs: fresh }]);
    if (!GOES_ON.has(kind)) tr.setStoredMarks([]);
  }
  if (dispatch) dispatch(tr.scrollIntoView());
  return true;
};

const backspace = ({ state, tr, dispatch }) => {
  const here = clauseAt(state);
  if (!here || !state.selection.empty || here.offset || here.node.attrs.kind === "paragraph") return false;
  tr.setNodeMarkup(here.pos, undefined, { ...here.node.attrs, kind: "paragraph", level: 1, number: "" });
  if (dispatch) dispatch(tr);
  return true;
};

export const Keys = Extension.create({
  name: "draftKeys",
  priority: 1000,
  addStorage() {
    return { leaving: false };
  },
  addKeyboardShortcuts() {
    const { editor, storage } = this;
    const run = (command) => () => editor.commands.command(command);
    const tab = (down) => () => {
      if (storage.leaving) return false;
      if (inTable(editor.state)) return down ? editor.commands.goToNextCell() || editor.chain().addRowAfter().goToNextCell().run() : editor.commands.goToPreviousCell();
      return editor.commands.command(step(down));
    };
    const kinds = { 0: ["paragraph"], 1: ["article"], 2: ["clause"], 3: ["point"], 4: ["bullet"], 5: ["heading"] };
    return {
      Enter: run(enter),
      "Mod-Enter": () => {
        editor.view.dom.closest("form").requestSubmit();
        return true;
      },
      Backspace: () => editor.commands.undoInputRule() || editor.commands.command(backspace),
      Tab: tab(true),
      "Shift-Tab": tab(false),
      Escape: () => {
        storage.leaving = true;
        return false;
      },
      ...Object.fromEntries(Object.entries(kinds).map(([key, kind]) => [`Mod-Alt-${key}`, run(setKind(...kind))])),
    };
  },
  onFocus() {
    this.storage.leaving = false;
  },
  onUpdate() {
    this.storage.leaving = false;
  },
  addInputRules() {
    const find = /^(?:(?:Phần|Chương|Mục|Điều|phần|chương|mục|điều)\s\S{1,6}[.:]|[IVX]{1,6}\.|\d{1,3}[a-zđ]?[.)]|\d{1,2}(?:\.\d{1,2}){1,2}\.?|[abcdđeghiklmnopqrstuvxy]{1,2}\)|[-–+])\s$/u;
    const handler = ({ state, range, match }) => {
      const here = clauseAt(state);
      const facts = beginningOf(match[0]);
      if (!here || !facts || here.node.attrs.kind !== "paragraph") return null;
      const counted = countedAt(state.doc, here.pos, facts.kind, facts.level);
      const number = facts.number === counted ? "" : facts.number;
      const { kind, level } = facts;
      state.tr.delete(range.from, range.to).setNodeMarkup(here.pos, undefined, { ...here.node.attrs, kind, level, number });
      if (kind === "article") state.tr.addStoredMark(state.schema.marks.bold.create());
      return undefined;
    };
    return [new InputRule({ find, handler })];
  },
});

const decorate = (doc) => {
  const counter = new Counter();
  const found = [];
  let annexes = 0;
  doc.forEach((node) => {
    if (node.attrs.kind === "annex") annexes += 1;
  });
  doc.forEach((node, pos) => {
    if (node.type.name !== "clause") return;
    const { kind, level } = node.attrs;
    let number = counter.next(node.attrs);
    if (kind === "annex" && annexes === 1) number = node.attrs.number;
    const mark = markOf(kind, number, level);
    if (mark) found.push(Decoration.node(pos, pos + node.nodeSize, { "data-mark": mark }));
  });
  return DecorationSet.create(doc, found);
};

const marks = new PluginKey("draftMarks");
export const Marks = Extension.create({
  name: "draftMarks",
  addProseMirrorPlugins() {
    return [new Plugin({
      key: marks,
      state: {
        init: (_config, { doc }) => decorate(doc),
        apply: (tr, old) => (tr.docChanged ? decorate(tr.doc) : old),
      },
      props: { decorations: (state) => marks.getState(state) },
    })];
  },
});

const idsOf = (doc) => {
  const ids = new Set();
  doc.forEach((node) => node.attrs.id && ids.add(node.attrs.id));
  return ids;
};

// A pasted clause without the id of one that is still there, and with the kind that its beginning says.
const settled = (node, taken) => {
  if (node.type.name !== "clause") return node.attrs.id && taken.has(node.attrs.id) ? node.type.create({ ...node.attrs, id: null }, node.content) : node;
  const attrs = { ...node.attrs, id: taken.has(node.attrs.id) ? null : node.attrs.id };
  const facts = node.attrs.id ? null : beginningOf(node.textContent);
  if (!facts) return node.type.create(attrs, node.content, node.marks);
  const { kind, level } = facts;
  return node.type.create({ ...attrs, kind, level }, node.content.cut(facts.length), node.marks);
};

export const Ids = Extension.create({
  name: "draftIds",
  addProseMirrorPlugins() {
    return [new Plugin({
      appendTransaction: (transactions, _old, state) => {
        if (!transactions.some((tr) => tr.docChanged)) return null;
        const seen = new Set();
        const { tr } = state;
        state.doc.forEach((node, pos) => {
          if (!node.attrs.id || seen.has(node.attrs.id)) tr.setNodeAttribute(pos, "id", newId());
          else seen.add(node.attrs.id);
        });
        return tr.docChanged ? tr : null;
      },
      props: {
        transformPasted: (slice, view) => {
          const taken = idsOf(view.state.doc);
          const nodes = [];
          slice.content.forEach((node) => nodes.push(settled(node, taken)));
          return new Slice(Fragment.fromArray(nodes), slice.openStart, slice.openEnd);
        },
      },
    })];
  },
});

// Puts the cursor into the clause of this id; false when there is none.
export const goTo = (editor, id) => {
  let place = -1;
  editor.state.doc.forEach((node, pos) => {
    if (node.attrs.id === id) place = pos;
  });
  if (place < 0) return false;
  const { tr, doc } = editor.state;
  editor.view.dispatch(tr.setSelection(TextSelection.near(doc.resolve(place + 1))).scrollIntoView());
  return true;
};
