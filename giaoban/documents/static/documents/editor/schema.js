// The nodes of a draft: clauses with their lasting ids, tables, and lines in the cells of tables.

import {
  Bold, Document, HardBreak, Italic, Node, Table, TableCell, TableHeader, TableRow, Text, mergeAttributes,
} from "../vendor/tiptap.js";

const ID_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
const ID = /^[a-z0-9]{6,16}$/;
export const newId = () => {
  const drawn = crypto.getRandomValues(new Uint8Array(8));
  return [...drawn].map((value) => ID_LETTERS[value % ID_LETTERS.length]).join("");
};
const idOf = (element) => (ID.test(element.dataset.id ?? "") ? element.dataset.id : null);

const kept = (name, otherwise, read) => ({
  default: otherwise,
  parseHTML: (element) => read?.(element.dataset[name]) ?? element.dataset[name] ?? otherwise,
  renderHTML: (attributes) => (attributes[name] === otherwise ? {} : { [`data-${name}`]: attributes[name] }),
});
const listKind = (element) => (element.parentElement?.tagName === "OL" ? "clause" : "bullet");

export const Clause = Node.create({
  name: "clause",
  group: "block",
  content: "inline*",
  defining: true,
  addAttributes() {
    return {
      id: { default: null, parseHTML: idOf, renderHTML: ({ id }) => (id ? { "data-id": id } : {}) },
      kind: kept("kind", "paragraph"),
      number: kept("number", ""),
      level: kept("level", 1, (value) => (value ? Number(value) : null)),
      align: kept("align", "justify"),
      landscape: kept("landscape", false, (value) => value === "true"),
    };
  },
  parseHTML() {
    const context = "doc/";
    return [
      { tag: "li", context, getAttrs: (element) => ({ kind: listKind(element) }) },
      ...["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "div"].map((tag) => ({ tag, context })),
    ];
  },
  renderHTML({ node, HTMLAttributes }) {
    const { kind, level, align } = node.attrs;
    const look = `c-${kind}${level > 1 ? ` level-${level}` : ""}${align === "justify" ? "" : ` at-${align}`}`;
    return ["p", mergeAttributes(HTMLAttributes, { class: look, "data-kind": kind }), 0];
  },
});

const Line = Node.create({
  name: "line",
  group: "line",
  content: "inline*",
  parseHTML() {
    return ["p", "div", "li"].map((tag) => ({ tag, context: "tableCell/|tableHeader/", priority: 60 }));
  },
  renderHTML() {
    return ["p", 0];
  },
});

const ClauseTable = Table.extend({
  addAttributes() {
    return {
      id: { default: null, parseHTML: idOf, renderHTML: ({ id }) => (id ? { "data-id": id } : {}) },
      widths: { default: [], rendered: false },
    };
  },
  addNodeView() {
    return null;
  },
  renderHTML({ HTMLAttributes }) {
    return ["table", mergeAttributes(HTMLAttributes), ["tbody", 0]];
  },
}).configure({ resizable: false, HTMLAttributes: {} });

const plainCell = (cell) => cell.extend({
  content: "line+",
  addAttributes() {
    return { colspan: { default: 1, rendered: false }, rowspan: { default: 1, rendered: false }, colwidth: { default: null, rendered: false } };
  },
});

export const nodes = [
  Document.extend({ content: "block+" }), Clause, Line, Text, Bold, Italic,
  HardBreak.extend({ addKeyboardShortcuts() { return { "Shift-Enter": () => this.editor.commands.setHardBreak() }; } }),
  ClauseTable, TableRow, plainCell(TableHeader), plainCell(TableCell),
];
