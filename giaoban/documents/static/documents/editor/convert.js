// Between the JSON of a draft (giaoban/documents/drafting/content.py) and the editor's document.

import { newId } from "./schema.js";

const inline = (runs) => runs.flatMap(([text, marks]) => {
  const styles = [...marks].map((mark) => ({ type: mark === "b" ? "bold" : "italic" }));
  return text.split("\n").flatMap((line, place) => [
    ...(place ? [{ type: "hardBreak" }] : []),
    ...(line ? [{ type: "text", text: line, ...(styles.length ? { marks: styles } : {}) }] : []),
  ]);
});
const lines = (runs) => {
  const found = [[]];
  for (const node of inline(runs)) {
    if (node.type === "hardBreak") found.push([]);
    else found.at(-1).push(node);
  }
  return found.map((content) => ({ type: "line", content }));
};

const table = (clause) => ({
  type: "table",
  attrs: { id: clause.id, widths: clause.widths ?? [] },
  content: clause.rows.map((row, place) => ({
    type: "tableRow",
    content: row.map((cell) => ({ type: place ? "tableCell" : "tableHeader", content: lines(cell) })),
  })),
});

export const toDoc = (clauses) => ({
  type: "doc",
  content: clauses.length ? clauses.map((clause) => (clause.kind === "table" ? table(clause) : {
    type: "clause",
    attrs: {
      id: clause.id, kind: clause.kind, number: clause.number ?? "", level: clause.level ?? 1,
      align: clause.align ?? "justify", landscape: clause.landscape ?? false,
    },
    content: inline(clause.runs),
  })) : [{ type: "clause", attrs: { id: newId() } }],
});

const runsOf = (node) => {
  const runs = [];
  node.forEach((child) => {
    const names = child.marks.map((mark) => mark.type.name);
    const marks = (names.includes("bold") ? "b" : "") + (names.includes("italic") ? "i" : "");
    const text = child.isText ? child.text : "\n";
    if (runs.length && (runs.at(-1)[1] === marks || text === "\n")) runs.at(-1)[0] += text;
    else runs.push([text, marks]);
  });
  return runs;
};

const cellOf = (cell) => {
  const runs = [];
  cell.forEach((line, _offset, place) => {
    const own = runsOf(line);
    if (place && runs.length) runs.at(-1)[0] += "\n";
    for (const run of own) {
      if (runs.length && runs.at(-1)[1] === run[1]) runs.at(-1)[0] += run[0];
      else runs.push([...run]);
    }
  });
  return runs;
};

const tableOf = (node) => {
  const rows = [];
  node.forEach((row) => {
    const cells = [];
    row.forEach((cell) => cells.push(cellOf(cell)));
    rows.push(cells);
  });
  const { id, widths } = node.attrs;
  const columns = Math.max(...rows.map((row) => row.length));
  return { id: id ?? newId(), kind: "table", rows, ...(widths.length === columns ? { widths } : {}) };
};

export const fromDoc = (doc) => {
  const clauses = [];
  doc.forEach((node) => {
    if (node.type.name === "table") {
      clauses.push(tableOf(node));
      return;
    }
    const { id, kind, number, level, align, landscape } = node.attrs;
    const clause = { id: id ?? newId(), kind, runs: runsOf(node) };
    if (number) clause.number = number;
    if (level > 1) clause.level = level;
    if (align !== "justify") clause.align = align;
    if (landscape) clause.landscape = true;
    clauses.push(clause);
  });
  return clauses;
};
