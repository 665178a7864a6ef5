"""Word files as units send them back: the draft that was sent, with comments and tracked changes put in."""

from __future__ import annotations

import io
import re
import zipfile
from copy import deepcopy

from docx import Document
from lxml import etree

from giaoban.documents.drafting import to_annexes, to_blocks
from giaoban.documents.drafting.content import Content, Kind
from giaoban.documents.drafting.numbering import marks
from giaoban.documents.layout import Paper, Signing, to_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
WHEN = "2026-03-02T09:00:00Z"


def q(name: str) -> str:
    return f"{{{W}}}{name}"


def as_sent(content: Content, subject: str) -> bytes:
    """The draft as the program prints it for the units."""
    paper = Paper(
        superior="UBND TỈNH SƠN HẢI", issuer="BAN CHỈ ĐẠO", number=None, symbol="QĐ-BCĐ", place="Sơn Hải", date=None,
        year=2026, type_name="QUYẾT ĐỊNH", subject=subject, is_draft=True, bases=("Căn cứ Quyết định số 118/QĐ-UBND",),
        body=to_blocks(content), annexes=to_annexes(content), recipients=("Như trên",), archive="VT",
        signing=Signing(authority="TM. BAN CHỈ ĐẠO", office=("TRƯỞNG BAN",), name="Nguyễn Thị Hòa"),
    )  # fmt: skip
    return to_docx(paper)


def typed_anew(content: Content, *, by_hand: bool) -> bytes:
    """The draft typed into an empty file: numbers written otherwise by hand, or made by Word."""
    file = Document()
    for clause, mark in zip(content, marks(content), strict=True):
        if clause.kind == Kind.TABLE:
            table = file.add_table(rows=0, cols=len(clause.rows[0]))
            table.style = "Table Grid"
            for row in clause.rows:
                cells = table.add_row().cells
                for cell, runs in zip(cells, row, strict=True):
                    cell.text = "".join(run.text for run in runs)
        elif not by_hand and clause.kind == Kind.CLAUSE:
            file.add_paragraph(clause.text, style="List Number")
        else:
            written = {Kind.ARTICLE: f"{mark[:-1]}:", Kind.CLAUSE: f"{mark[:-1]})", Kind.BULLET: "–"}
            file.add_paragraph(f"{written.get(clause.kind, mark)} {clause.text}".strip())
    return saved(file)


def saved(file: object) -> bytes:
    target = io.BytesIO()
    file.save(target)  # type: ignore[attr-defined]
    return target.getvalue()


class WordFile:
    """A Word file in which a reviewer works."""

    def __init__(self, data: bytes, author: str, *, tracked: bool = True) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.author, self.tracked = author, tracked
        self.comments: list[etree._Element] = []
        self._changes = 900

    def paragraphs(self) -> list[etree._Element]:
        return list(self.root.iter(q("p")))

    def find(self, words: str, *, start: int = 0) -> etree._Element:
        """The paragraph that ends with these words; from a place in the file on."""
        wanted = re.sub(r"\s+", " ", words).strip().casefold()
        for paragraph in self.paragraphs()[start:]:
            own = re.sub(r"\s+", " ", text_of(paragraph)).strip().casefold()
            if own and (own == wanted or own.endswith(wanted)):
                return paragraph
        raise AssertionError(f"no paragraph ends with {words!r}")

    # Comments

    def comment(
        self, first: etree._Element, words: str, text: str, last: etree._Element | None = None, end: str = ""
    ):
        """A comment on `words` of a paragraph ("" all of it), up to `end` of the paragraph `last` if given."""
        key = str(len(self.comments))
        start, stop = self._reach(first, words)
        if last is not None:
            _own, stop = self._reach(last, end)
        self._put(first, start, element("commentRangeStart", id=key))
        last = first if last is None else last
        if last is first:
            self._put(last, stop, element("commentRangeEnd", id=key), reference(key))
        else:
            self._put(last, stop, element("commentRangeEnd", id=key), reference(key))
        holder = element("comment", id=key, author=self.author, date=WHEN, initials="X")
        holder.append(paragraph_of(text))
        self.comments.append(holder)

    def point(self, where: etree._Element, text: str) -> None:
        """A comment without a selection."""
        key = str(len(self.comments))
        where.append(reference(key))
        holder = element("comment", id=key, author=self.author, date=WHEN)
        holder.append(paragraph_of(text))
        self.comments.append(holder)

    def comment_all(self, paragraph: etree._Element, text: str) -> None:
        """A comment on a paragraph that is new."""
        key = str(len(self.comments))
        at = 0 if paragraph.find(q("pPr")) is None else 1
        paragraph.insert(at, element("commentRangeStart", id=key))
        paragraph.append(element("commentRangeEnd", id=key))
        paragraph.append(reference(key))
        made = element("comment", id=key, author=self.author, date=WHEN)
        made.append(paragraph_of(text))
        self.comments.append(made)

    def _reach(self, paragraph: etree._Element, words: str) -> tuple[int, int]:
        own = text_of(paragraph)
        at = own.find(words) if words else 0
        assert at >= 0, f"{words!r} is not in {own!r}"
        return at, at + len(words) if words else len(own)

    # Changes

    def replace(self, paragraph: etree._Element, old: str, new: str) -> None:
        start, stop = self._reach(paragraph, old)
        before = list(self._cut(paragraph, start, stop))
        fresh = run_of(new, like=before[0] if before else None) if new else None
        if not self.tracked:
            if fresh is not None:
                before[0].addprevious(fresh)
            for run in before:
                run.getparent().remove(run)
            return
        for run in before:
            self._strike(run)
        if fresh is not None:
            holder = self._change("ins")
            before[-1].getparent().addnext(holder)
            holder.append(fresh)

    def insert_after(self, paragraph: etree._Element, line: str) -> etree._Element:
        """A new paragraph."""
        fresh = paragraph_of("")
        like = next(iter(paragraph.iter(q("r"))), None)
        layout = paragraph.find(q("pPr"))
        if layout is not None:
            fresh.insert(0, deepcopy(layout))
        run = run_of(line, like=like)
        if self.tracked:
            self._mark_end(fresh, "ins")
            holder = self._change("ins")
            holder.append(run)
            fresh.append(holder)
        else:
            fresh.append(run)
        paragraph.addnext(fresh)
        return fresh

    def delete(self, paragraph: etree._Element) -> None:
        if not self.tracked:
            paragraph.getparent().remove(paragraph)
            return
        for run in list(paragraph.iter(q("r"))):
            if run.find(q("t")) is not None:
                self._strike(run)
        self._mark_end(paragraph, "del")

    def move(self, paragraphs: list[etree._Element], after: etree._Element) -> None:
        """Paragraphs cut out and put in after another; Word's own marks of a move."""
        target = after
        for paragraph in paragraphs:
            copy = deepcopy(paragraph)
            if self.tracked:
                self._wrap(paragraph, "moveFrom")
                self._mark_end(paragraph, "del")
                self._wrap(copy, "moveTo")
                self._mark_end(copy, "ins")
            else:
                paragraph.getparent().remove(paragraph)
            target.addnext(copy)
            target = copy

    def split(self, paragraph: etree._Element, words: str, *, mark: str) -> None:
        """The paragraph broken in two where `words` begin."""
        start, _stop = self._reach(paragraph, words)
        self._cut(paragraph, start, start)
        runs = [child for child in paragraph if child.tag != q("pPr")]
        length = 0
        rest = []
        for child in runs:
            if length >= start:
                rest.append(child)
            length += sum(len(t.text or "") for t in child.iter(q("t")))
        fresh = paragraph_of("")
        layout = paragraph.find(q("pPr"))
        if layout is not None:
            fresh.insert(0, deepcopy(layout))
        paragraph.addnext(fresh)
        if mark:
            run = run_of(f"{mark} ", like=rest[0])
            if self.tracked:
                holder = self._change("ins")
                holder.append(run)
                run = holder
            fresh.append(run)
        fresh.extend(rest)
        if self.tracked:
            self._mark_end(paragraph, "ins")

    def join(self, paragraph: etree._Element, following: etree._Element, *, mark: str) -> None:
        """The next paragraph joined to this one, its number taken out."""
        if mark:
            self.replace(following, mark, "")
        if self.tracked:
            self._mark_end(paragraph, "del")
            return
        paragraph.append(run_of(" "))
        paragraph.extend([child for child in following if child.tag != q("pPr")])
        following.getparent().remove(following)

    def chop(self) -> None:
        """Runs cut to pieces with marks between them, as Word saves what was typed at many times."""
        for paragraph in self.paragraphs():
            length = len(text_of(paragraph))
            for at in range(7, length, 11):
                self._cut(paragraph, at, at)
            for run in list(paragraph.iterchildren(q("r")))[::3]:
                run.addprevious(element("proofErr", type="spellStart"))
                run.addnext(element("bookmarkStart", id="7", name="_GoBack"))

    def save(self) -> bytes:
        parts = dict(self.parts)
        parts["word/document.xml"] = etree.tostring(
            self.root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        if self.comments:
            comments = element("comments")
            comments.extend(self.comments)
            parts["word/comments.xml"] = etree.tostring(comments, xml_declaration=True, encoding="UTF-8")
            kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
            told = f'<Override PartName="/word/comments.xml" ContentType="{kind}"/></Types>'.encode()
            parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", told)
            link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
            bond = f'<Relationship Id="rIdC" Type="{link}" Target="comments.xml"/></Relationships>'.encode()
            bonds = "word/_rels/document.xml.rels"
            parts[bonds] = parts[bonds].replace(b"</Relationships>", bond)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(zipfile.ZipInfo(name, (2026, 3, 2, 9, 0, 0)), data)
        return target.getvalue()

    # Runs

    def _cut(self, paragraph: etree._Element, start: int, stop: int) -> list[etree._Element]:
        """Cut the runs at two places of the words; the runs between them."""
        for place in (start, stop):
            at = 0
            for run in list(words_of(paragraph)):
                length = len(run_text(run))
                if at < place < at + length:
                    self._cut_run(run, place - at)
                at += length
        at, found = 0, []
        for run in words_of(paragraph):
            length = len(run_text(run))
            if length and start <= at and at + length <= stop:
                found.append(run)
            at += length
        return found

    def _cut_run(self, run: etree._Element, at: int) -> None:
        text = run_text(run)
        second = deepcopy(run)
        for one, words in ((run, text[:at]), (second, text[at:])):
            for t in one.findall(q("t")):
                one.remove(t)
            t = element("t")
            t.text = words
            t.set(XML_SPACE, "preserve")
            one.append(t)
        run.addnext(second)

    def _put(self, paragraph: etree._Element, at: int, *marks: etree._Element) -> None:
        """Marks at a place of the words."""
        self._cut(paragraph, at, at)
        length = 0
        runs = list(words_of(paragraph))
        for run in runs:
            if length >= at:
                for mark in marks:
                    holder(run).addprevious(mark)
                return
            length += len(run_text(run))
        for mark in marks:
            paragraph.append(mark)

    def _strike(self, run: etree._Element) -> None:
        holder = self._change("del")
        run.addprevious(holder)
        holder.append(run)
        for t in run.findall(q("t")):
            t.tag = q("delText")

    def _wrap(self, paragraph: etree._Element, kind: str) -> None:
        for run in list(paragraph.iterchildren(q("r"))):
            holder = self._change(kind)
            run.addprevious(holder)
            holder.append(run)

    def _mark_end(self, paragraph: etree._Element, kind: str) -> None:
        layout = paragraph.find(q("pPr"))
        if layout is None:
            layout = element("pPr")
            paragraph.insert(0, layout)
        end = layout.find(q("rPr"))
        if end is None:
            end = element("rPr")
            layout.append(end)
        end.insert(0, self._change(kind))

    def _change(self, kind: str) -> etree._Element:
        self._changes += 1
        return element(kind, id=str(self._changes), author=self.author, date=WHEN)


def element(name: str, /, **attributes: str) -> etree._Element:
    made = etree.Element(q(name), nsmap={"w": W})
    for key, value in attributes.items():
        made.set(q(key), value)
    return made


def reference(key: str) -> etree._Element:
    run = element("r")
    run.append(element("commentReference", id=key))
    return run


def run_of(text: str, like: etree._Element | None = None) -> etree._Element:
    run = element("r")
    if like is not None and like.find(q("rPr")) is not None:
        run.append(deepcopy(like.find(q("rPr"))))
    t = element("t")
    t.text = text
    t.set(XML_SPACE, "preserve")
    run.append(t)
    return run


def paragraph_of(text: str) -> etree._Element:
    paragraph = element("p")
    if text:
        paragraph.append(run_of(text))
    return paragraph


def holder(run: etree._Element) -> etree._Element:
    """The run, or the change that it stands in."""
    parent = run.getparent()
    return run if parent.tag == q("p") else parent


def words_of(paragraph: etree._Element):
    """The runs with words that are neither struck out nor new."""
    for run in paragraph.iter(q("r")):
        if run.getparent().tag != q("ins") and run.find(q("t")) is not None:
            yield run


def run_text(run: etree._Element) -> str:
    return "".join(t.text or "" for t in run.findall(q("t")))


def text_of(paragraph: etree._Element) -> str:
    return "".join(run_text(run) for run in words_of(paragraph))
