// Numbers of clauses as `documents.drafting.numbering` counts them, and what a line begins with.

const LETTERS = "abcdđeghiklmnopqrstuvxy";
const ROMANS = [[50, "L"], [40, "XL"], [10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]];
const NARROWER = {
  annex: ["part", "chapter", "section", "heading", "article", "clause", "point"],
  part: ["chapter", "section", "heading", "clause", "point"],
  chapter: ["section", "heading", "clause", "point"],
  section: ["heading", "clause", "point"],
  heading: ["clause", "point"],
  article: ["clause", "point"],
  clause: ["point"],
};
const COUNTED = new Set([...Object.keys(NARROWER), "point"]);

const letter = (value) => LETTERS[(value - 1) % LETTERS.length].repeat(Math.floor((value - 1) / LETTERS.length) + 1);
const roman = (value) => {
  let left = value;
  let written = "";
  for (const [amount, letters] of ROMANS) {
    while (left >= amount) {
      written += letters;
      left -= amount;
    }
  }
  return written;
};
const fromRoman = (text) => {
  for (let value = 1; value < 90; value += 1) if (roman(value) === text.toUpperCase()) return value;
  return null;
};

// Counts clauses in their order; `next` gives the number of each, `expected` what it would be by counting.
export class Counter {
  counts = {};
  levels = [0, 0, 0];

  next({ kind, level = 1, number = "" }) {
    if (!COUNTED.has(kind)) return "";
    for (const narrower of NARROWER[kind] ?? []) {
      delete this.counts[narrower];
      if (narrower === "clause") this.levels = [0, 0, 0];
    }
    const taken = number || this.expected(kind, level);
    this.take(kind, level, taken);
    return taken;
  }

  expected(kind, level) {
    if (kind === "clause") {
      const levels = [...this.levels.slice(0, level - 1), this.levels[level - 1] + 1];
      return levels.map((value) => Math.max(value, 1)).join(".");
    }
    const count = (this.counts[kind] ?? 0) + 1;
    if (kind === "point") return letter(count);
    return kind === "article" || kind === "section" ? String(count) : roman(count);
  }

  take(kind, level, number) {
    if (kind === "clause") {
      const parts = /^\d+(\.\d+)*/.exec(number)?.[0].split(".").map(Number) ?? [];
      const kept = parts.length === level ? parts : [...this.levels.slice(0, level - 1), ...parts.slice(-1)];
      if (parts.length) this.levels = [...kept, 0, 0].slice(0, 3);
      return;
    }
    const before = this.counts[kind] ?? 0;
    if (kind === "point") {
      const value = LETTERS.indexOf(number[0]) + 1;
      this.counts[kind] = value ? value + LETTERS.length * (number.length - 1) : before;
    } else {
      this.counts[kind] = Number(/^\d{1,6}/.exec(number)?.[0] ?? fromRoman(number) ?? before);
    }
  }
}

const WORDS = { annex: "Phụ lục", part: "Phần", chapter: "Chương", section: "Mục" };

// The mark that the paper shows before a clause.
export const markOf = (kind, number, level = 1) => {
  if (WORDS[kind]) return `${WORDS[kind]} ${number}`.trim();
  if (kind === "article") return `Điều ${number}.`;
  if (kind === "heading" || kind === "clause") return `${number}.`;
  if (kind === "point") return `${number})`;
  if (kind === "bullet") return level > 1 ? "+" : "-";
  return "";
};

const BEGINNINGS = [
  [/^(Phần|Chương|Mục)\s+([IVXLC]+|\d{1,3})(?:[.:]\s*|\s*$)/iu, (found) => ({ kind: { "phần": "part", "chương": "chapter", "mục": "section" }[found[1].toLowerCase()], number: found[2] })],
  [/^Phụ lục(?:\s+([IVXLC]+|\d{1,2}))?(?:[.:]\s*|\s*$)/iu, (found) => ({ kind: "annex", number: found[1] ?? "" })],
  [/^Điều\s+(\d{1,4}[a-zđ]?)(?:\s*[.:]\s*|\s*$)/iu, (found) => ({ kind: "article", number: found[1] })],
  [/^([IVX]{1,6})\s*[.)]\s+/u, (found) => ({ kind: "heading", number: found[1] })],
  [/^(\d{1,2}(?:\.\d{1,2}){1,2})\.?\s+/u, (found) => ({ kind: "clause", number: found[1], level: found[1].split(".").length })],
  [/^(\d{1,3}[a-zđ]?)\s*[.)]\s+/u, (found) => ({ kind: "clause", number: found[1] })],
  [/^([abcdđeghiklmnopqrstuvxy]{1,2})\s*[).]\s+/u, (found) => ({ kind: "point", number: found[1] })],
  [/^[-–—•]\s+/u, () => ({ kind: "bullet" })],
  [/^\+\s+/u, () => ({ kind: "bullet", level: 2 })],
];

// What a line begins with: kind, number, level, and how many letters that takes; null for running text.
export const beginningOf = (text) => {
  for (const [pattern, facts] of BEGINNINGS) {
    const found = pattern.exec(text);
    if (found) return { level: 1, number: "", ...facts(found), length: found[0].length };
  }
  return null;
};
