"""
The gold set of answers: what units sent back, and on which clause each of their remarks belongs.

`gold/returned/<draft>.answers` holds answers to the draft `gold/<draft>.txt`; each begins with
`## unit | how the file came about`, and each line after it is one remark:

    ? KEY [words] text            a comment on words of a clause; without [words] on all of it
    ? KEY .. KEY [end] text       one selection from the beginning of a clause into another
    ?. KEY text                   a comment without a selection
    ?t KEY row column text        a comment in a cell of a table
    ?0 [words] text               a comment on the head of the paper: the whole
    ~ KEY | old -> new            other words            ~? KEY | old -> new | text     with a comment on them
    + KEY | line                  a paragraph after KEY and what belongs to it
    - KEY                         KEY and what belongs to it struck out
    > KEY after KEY               cut out and put in elsewhere
    / KEY | words | mark          broken in two          & KEY KEY | mark               joined
    cell KEY row column | words   a cell of a table in other words
    = KEY | text                  all its words struck out and others put in
    =+ KEY | text                 the paragraph struck out and another written below it
    ?+ KEY text                   a comment on the paragraph that was added after KEY

Of a letter (`letter`, `letter table`) each line is a paragraph: `= KEY | text`, `= | text` where a person has to
place it, `. text` for the polite sentences around. Keys are those of `gold`. How the file came about: `sent` (as
the program prints it), `hand` and `numbered` (typed anew), with `untracked`, `tones`, `chopped`, `part KEY KEY`,
`libre` (saved by LibreOffice; the file lies beside, `python -m tests.documents.drafting.returned` writes it anew).
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from docx import Document

from giaoban.documents.drafting.answers import Found
from giaoban.documents.drafting.content import Clause, Content, Kind
from giaoban.documents.drafting.numbering import marks
from giaoban.documents.layout import Run
from tests.documents.drafting.gold import HOME, keys_of, read_draft, spelt_otherwise
from tests.documents.drafting.wordfile import WordFile, as_sent, q, saved, typed_anew

SUBJECTS = {
    "regulation": "Về việc ban hành Quy chế hoạt động của Ban Chỉ đạo",
    "notice": "Kết luận phiên họp thứ nhất năm 2026",
    "plan": "Phòng, chống thiên tai năm 2026",
    "blind-decision": "Về việc kiện toàn Ban Chỉ đạo phòng thủ dân sự tỉnh",
    "blind-programme": "Chương trình công tác năm 2026",
}


@dataclass
class Expected:
    """One remark: its act, the clause where it belongs ("" the whole, None a person has to say), its words."""

    act: str
    clause: str | None
    text: str = ""
    also: tuple[str, ...] = ()
    line: str = ""


@dataclass
class Answer:
    """One answer: its file, the draft, and what is true of its remarks."""

    draft: str
    unit: str
    made: str
    number: int
    content: Content
    lines: list[str] = field(default_factory=list)
    expected: list[Expected] = field(default_factory=list)

    @property
    def resaved(self):
        return HOME / "returned" / f"{self.draft}-{self.number:02}.docx"

    @property
    def data(self) -> bytes:
        """The bytes of the file as it reaches the program."""
        made = self.make()
        return self.resaved.read_bytes() if "libre" in self.made else made

    def make(self) -> bytes:
        self.expected = []
        if self.made.startswith("letter"):
            return self._letter()
        return _Maker(self).run()

    def _letter(self) -> bytes:
        file = Document()
        for words in ("SỞ TƯ PHÁP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
                      "Số: 45/STP-VP", "Sơn Hải, ngày 02 tháng 3 năm 2026", "V/v góp ý dự thảo",
                      "Kính gửi: Sở Khoa học và Công nghệ"):  # fmt: skip
            file.add_paragraph(words)
        rows = []
        for line in self.lines:
            verb, _blank, rest = line.partition(" ")
            if verb == ".":
                file.add_paragraph(rest)
                continue
            key, _bar, text = rest.partition("|")
            clause = self._id(key.strip()) if key.strip() else None
            shown = text.strip().split(" || ")
            self.expected.append(Expected("remark", clause, shown[-1], line=line))
            if "table" in self.made:
                rows.append(shown)
            else:
                file.add_paragraph(" ".join(shown))
        if rows:
            table = file.add_table(rows=1, cols=3)
            table.style = "Table Grid"
            for cell, words in zip(
                table.rows[0].cells, ("STT", "Điều, khoản", "Nội dung góp ý"), strict=True
            ):
                cell.text = words
            for number, shown in enumerate(rows, 1):
                for cell, words in zip(table.add_row().cells, (str(number), *shown), strict=True):
                    cell.text = words
        for words in ("Nơi nhận:", "- Như trên;", "- Lưu: VT.", "GIÁM ĐỐC", "Lê Văn Tám"):
            file.add_paragraph(words)
        return saved(file)

    def _id(self, key: str) -> str:
        return keys_of(self.content)[key]


def matching(expected: Expected, found: Iterable[Found]) -> list[Found]:
    """What the program found that can only be this remark."""
    if not expected.text:
        return [one for one in found if one.act == expected.act and one.clause == expected.clause]
    told = [one for one in found if one.text and (one.text in expected.text or expected.text in one.text)]
    return [one for one in told if expected.act in {"remark", one.act}]  # it may give the reason of a change


def answers(draft: str) -> list[Answer]:
    content = read_draft(draft)
    found: list[Answer] = []
    path = HOME / "returned" / f"{draft}.answers"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            unit, _bar, made = line[3:].partition(" | ")
            found.append(Answer(draft, unit, made.strip(), len(found) + 1, content))
        elif line.strip():
            found[-1].lines.append(line.strip())
    return found


class _Maker:
    """Puts the remarks of an answer into its file."""

    def __init__(self, answer: Answer) -> None:
        self.answer, self.content = answer, answer.content
        self.keys = keys_of(self.content)
        self.clauses = {clause.id: clause for clause in self.content}

    def run(self) -> bytes:
        how = self.answer.made.split()
        content = self._part(how)
        if "tones" in how:
            content = tuple(_retoned(clause) for clause in content)
        self.shown = {clause.id: clause for clause in content}
        if how[0] in {"hand", "numbered"}:
            data = typed_anew(content, by_hand=how[0] == "hand")
        else:
            data = as_sent(content, SUBJECTS[self.answer.draft])
        self.file = WordFile(data, self.answer.unit, tracked="untracked" not in how)
        if "chopped" in how:
            self.file.chop()
        self.where = self._paragraphs(content)
        self.marks = dict(zip((c.id for c in content), marks(content), strict=True))
        self.last_added: dict[str, object] = {}
        for line in self.answer.lines:
            self._apply(line)
        return self.file.save()

    def _part(self, how: list[str]) -> Content:
        if "part" not in how:
            return self.content
        first, last = (self.keys[key] for key in how[how.index("part") + 1 :][:2])
        ids = [clause.id for clause in self.content]
        return self.content[ids.index(first) : self._end(ids.index(last))]

    def _paragraphs(self, content: Content):
        """The paragraphs of each clause, by id; those of a table row by row."""
        found, at = {}, 0
        every = self.file.paragraphs()
        for clause in content:
            if clause.kind == Kind.TABLE:
                first = self.file.find("".join(r.text for r in clause.rows[0][0]), start=at)
                table = next(first.iterancestors(q("tbl")))
                found[clause.id] = [
                    [list(c.iter(q("p"))) for c in row.iter(q("tc"))] for row in table.iter(q("tr"))
                ]
                at = every.index(list(table.iter(q("p")))[-1]) + 1
            else:
                paragraph = self.file.find(clause.text or self.answer.unit, start=at)
                found[clause.id] = paragraph
                at = every.index(paragraph) + 1
        return found

    def _end(self, at: int) -> int:
        depth, end = self.content[at].depth, at + 1
        while end < len(self.content) and self.content[end].depth > depth and depth < 20:
            end += 1
        return end

    def _below(self, key: str) -> list[Clause]:
        at = next(n for n, clause in enumerate(self.content) if clause.id == self.keys[key])
        return list(self.content[at : self._end(at)])

    def _expect(self, act: str, key: str | None, text: str = "", also: tuple[str, ...] = ()) -> None:
        clause = self.keys[key] if key else ""
        self.answer.expected.append(Expected(act, clause, text, tuple(self.keys[k] for k in also), self.line))

    def _apply(self, line: str) -> None:
        self.line = line
        verb, _blank, rest = line.partition(" ")
        verbs = {
            "?": self.comment, "?.": self.point, "?t": self.in_cell, "?0": self.on_head, "~": self.reword,
            "~?": self.reword, "+": self.add, "-": self.delete, ">": self.move, "/": self.split, "&": self.join,
            "cell": self.cell, "=": self.rewrite, "=+": self.write_anew, "?+": self.on_added,
        }  # fmt: skip
        verbs[verb](rest)

    def _words(self, words: str) -> str:
        return spelt_otherwise(words) if "tones" in self.answer.made else words

    def comment(self, rest: str) -> None:
        spans = re.match(r"(\S+) \.\. (\S+) (?:\[(.*?)\] )?(.*)", rest)
        if spans:
            first, last, end, text = spans.groups()
            self.file.comment(
                self.where[self.keys[first]], "", text, self.where[self.keys[last]], self._words(end or "")
            )
            covered = self._between(first, last)
            self._expect(
                "remark", first, text, tuple(key for key in covered if not self._is_below(key, first))
            )
            return
        one = re.match(r"(\S+) (?:\[(.*?)\] )?(.*)", rest)
        key, words, text = one.groups()
        self.file.comment(self.where[self.keys[key]], self._words(words or ""), text)
        self._expect("remark", key, text)

    def _between(self, first: str, last: str) -> list[str]:
        ids = [clause.id for clause in self.content]
        names = {clause_id: key for key, clause_id in self.keys.items()}
        return [names[one] for one in ids[ids.index(self.keys[first]) + 1 : ids.index(self.keys[last]) + 1]]

    def _is_below(self, key: str, above: str) -> bool:
        return self.keys[key] in {clause.id for clause in self._below(above)[1:]}

    def point(self, rest: str) -> None:
        key, _blank, text = rest.partition(" ")
        self.file.point(self.where[self.keys[key]], text)
        self._expect("remark", key, text)

    def in_cell(self, rest: str) -> None:
        key, row, column, text = rest.split(" ", 3)
        [paragraph] = self.where[self.keys[key]][int(row)][int(column)]
        self.file.comment(paragraph, "", text)
        self._expect("remark", key, text)

    def on_head(self, rest: str) -> None:
        words, text = re.match(r"\[(.*?)\] (.*)", rest).groups()
        paragraph = next(
            p for p in self.file.paragraphs() if words in "".join(t.text or "" for t in p.iter(q("t")))
        )
        self.file.comment(paragraph, words, text)
        self._expect("remark", None, text)

    def reword(self, rest: str) -> None:
        key, change, *reason = rest.split(" | ")
        old, _arrow, new = change.partition(" -> ")
        paragraph = self.where[self.keys[key]]
        if reason:
            self.file.comment(paragraph, self._words(old), reason[0])
        self.file.replace(paragraph, self._words(old), new)
        self._expect("reword", key, reason[0] if reason else "")

    def add(self, rest: str) -> None:
        key, _bar, line = rest.partition(" | ")
        after = self.last_added.get(key)
        if after is None:
            last = self._below(key)[-1]
            after = self.where[last.id]
            if isinstance(after, list):
                after = next(after[0][0][0].iterancestors(q("tbl")))
        self.last_added[key] = self.file.insert_after(after, line)
        if not any(one.act == "add" and one.clause == self.keys[key] for one in self.answer.expected):
            self._expect("add", key)

    def delete(self, key: str) -> None:
        for clause in self._below(key):
            self.file.delete(self.where[clause.id])
        self._expect("delete", key)

    def move(self, rest: str) -> None:
        key, _after, target = rest.split()
        last = self._below(target)[-1]
        self.file.move([self.where[clause.id] for clause in self._below(key)], self.where[last.id])
        self._expect("move", key)

    def split(self, rest: str) -> None:
        key, words, *mark = rest.split(" | ")
        self.file.split(self.where[self.keys[key]], self._words(words), mark=mark[0] if mark else "")
        self._expect("reword", key)

    def join(self, rest: str) -> None:
        keys, _bar, mark = rest.partition(" | ")
        first, second = keys.split()
        self.file.join(self.where[self.keys[first]], self.where[self.keys[second]], mark=mark.strip())
        self._expect("reword", first, also=(second,))

    def cell(self, rest: str) -> None:
        place, _bar, words = rest.partition(" | ")
        key, row, column = place.split()
        [paragraph] = self.where[self.keys[key]][int(row)][int(column)]
        old = "".join(t.text or "" for t in paragraph.iter(q("t")))
        self.file.replace(paragraph, old, words)
        self._expect("reword", key)

    def rewrite(self, rest: str) -> None:
        key, _bar, text = rest.partition(" | ")
        paragraph = self.where[self.keys[key]]
        self.file.replace(paragraph, self._words(self.clauses[self.keys[key]].text), text)
        self._expect("reword", key)

    def write_anew(self, rest: str) -> None:
        key, _bar, text = rest.partition(" | ")
        paragraph = self.where[self.keys[key]]
        fresh = self.file.insert_after(paragraph, text)
        self.file.delete(paragraph)
        self.where[self.keys[key]] = fresh
        self._expect("reword", key)

    def on_added(self, rest: str) -> None:
        key, _blank, text = rest.partition(" ")
        self.file.comment_all(self.last_added[key], text)
        self._expect("remark", key, text)


def _retoned(clause: Clause) -> Clause:
    rows = tuple(tuple(tuple(_retoned_run(run) for run in cell) for cell in row) for row in clause.rows)
    return replace(clause, runs=tuple(map(_retoned_run, clause.runs)), rows=rows)


def _retoned_run(run: Run) -> Run:
    return replace(run, text=spelt_otherwise(run.text))


def save_by_libreoffice() -> None:
    """Write the files of the answers that are marked `libre` anew."""
    with TemporaryDirectory() as folder:
        targets = {}
        for draft in SUBJECTS:
            for answer in answers(draft):
                if "libre" in answer.made:
                    (Path(folder) / answer.resaved.name).write_bytes(answer.make())
                    targets[answer.resaved.name] = answer.resaved
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to"]
        command += [
            "docx:MS Word 2007 XML",
            "--outdir",
            f"{folder}/out",
            *(f"{folder}/{name}" for name in targets),
        ]
        subprocess.run(command, check=True, capture_output=True)
        for name, target in targets.items():
            target.write_bytes((Path(folder) / "out" / name).read_bytes())


if __name__ == "__main__":
    save_by_libreoffice()
