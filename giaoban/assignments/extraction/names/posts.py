"""Posts and those who hold them: the organisation behind a post, deputies, ministers, village heads (section 4)."""

from __future__ import annotations

from dataclasses import replace

from giaoban.assignments.extraction.names.committees import Committees
from giaoban.assignments.extraction.names.lists import CENTRAL_KINDS, PLURALS, POSTS
from giaoban.assignments.extraction.names.places import Mention
from giaoban.assignments.extraction.shapes import Party


class Posts(Committees):
    """Reads posts."""

    def _person_before_post(self, index: int, stop: int) -> int:
        """'đồng chí Trần Văn An, Giám đốc Sở …', 'ông … - Chủ tịch …': the tokens of the name and its mark."""
        end = self._person_end(index, stop)
        if end == index or end + 1 >= stop or self.words[end] not in (",", "-"):
            return 0
        return end + 1 - index if POSTS.at(self.words, end + 1, stop) else 0

    def _deputies(self, index: int, stop: int) -> Mention | None:
        """'Các Phó Thủ tướng', 'các đồng chí Phó Chủ tịch UBND tỉnh': several deputies, named by their post."""
        start = index + PLURALS.at(self.words, index, stop)
        plural = start > index or self.words[max(0, index - 3) : index] == ["các", "đồng", "chí"]
        if not plural or start >= stop or self.words[start] != "phó":
            return None
        post = " ".join(self.words[start + 1 : start + 3])
        if post not in ("thủ tướng", "chủ tịch"):
            return None
        body = self._committee(start + 3, stop) if post == "chủ tịch" else None
        end = body.end if body else start + 3 + 2 * (self.words[start + 3 : start + 5] == ["chính", "phủ"])
        written = self.all.between(start, end)
        party = Party(f"các {written}", self.all.between(index, end), kind="group")
        return Mention(index, end, (party,), post=True)

    def _ministers(self, index: int, stop: int) -> Mention | None:
        """'Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ, cơ quan thuộc Chính phủ' are the ministries."""
        start = index + 1 if self.words[index] == "các" else index
        size = 2 if tuple(self.words[start : start + 2]) == ("bộ", "trưởng") else 0
        if not size or start + size >= stop or self.words[start + size] not in (",", "và"):
            return None
        end, names = start + size, ["các bộ"]
        while end < stop and self.words[end] in (",", "và"):
            probe = end + 1
            if tuple(self.words[probe : probe + 2]) == ("thủ", "trưởng"):
                probe += 2
            if probe < stop and self.words[probe] == "các":
                probe += 1
            size = CENTRAL_KINDS.at(self.words, probe, stop)
            if not size:
                break
            names.append(" ".join(self.words[probe : probe + size]))
            end = probe + size
        if len(names) == 1:
            return None
        name = ", ".join(names).replace("bộ", "Bộ").replace("chính phủ", "Chính phủ")
        party = Party(name, self.all.between(index, end), kind="group")
        return Mention(index, end, (party,), post=True)

    def _post(self, index: int, stop: int) -> Mention | None:
        """Section 4: a post stands for the organisation behind it; its words are kept."""
        size = POSTS.at(self.words, index, stop)
        if not size:
            return None
        after = index + size
        while (
            after < stop and self.words[after] in (",", "và", "/") and POSTS.at(self.words, after + 1, stop)
        ):
            after += 1 + POSTS.at(self.words, after + 1, stop)
        if after < stop and self.words[after] in ("của", "phụ"):
            after += 1
        inner = self._read_plain(after, stop) if after < stop else None
        if inner is None or inner.outside:
            return self._village_head(index, stop)
        written = tuple(
            replace(p, as_written=self.all.between(index, inner.end) if n == 0 else p.as_written)
            for n, p in enumerate(inner.parties)
        )
        return replace(inner, start=index, parties=written, post=True)

    def _village_head(self, index: int, stop: int) -> Mention | None:
        if (
            self.words[index] == "trưởng"
            and index + 1 < stop
            and self.words[index + 1] in ("thôn", "bản", "khu", "xóm", "ấp")
        ):
            end = index + 2
            while (
                end + 1 < stop
                and self.words[end] == ","
                and self.words[end + 1] in ("bản", "khu", "xóm", "ấp")
            ):
                end += 2
            name = "các " + self.all.between(index + 1, end).lower()
            return Mention(index, end, (Party(name, self.all.between(index, end), kind="group"),), post=True)
        return None
