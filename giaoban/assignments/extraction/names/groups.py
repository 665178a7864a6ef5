"""Groups with their restrictions, and loose collectives (section 4)."""

from __future__ import annotations

from giaoban.assignments.extraction.names.lists import (
    GENERIC_TAILS,
    GROUP_NOUNS,
    LIMIT,
    OWN_LEVEL,
    PLURALS,
    TAIL_STARTS,
)
from giaoban.assignments.extraction.names.places import Mention, Places, lower_first
from giaoban.assignments.extraction.shapes import Party
from giaoban.assignments.extraction.words import ADVERBS, OUTSIDERS, Phrases, stop_at, verb_at

_FORCES = frozenset({"quân đội", "công an", "biên phòng", "kiểm lâm", "quân sự", "y tế", "dân quân"})
_RUNNING = frozenset(
    {
        "vận hành",
        "khai thác",
        "quản lý",
        "sử dụng",
        "kinh doanh",
        "sản xuất",
        "chế biến",
    }
)
_JOINED = frozenset({"hồ", "chủ", "đơn", "cơ", "tổ", "địa", "ngành", "đoàn"})
# The last syllables of nouns that act themselves and of those that say in what somebody else acts.
_OFFICES = frozenset(
    ["sở", "ban", "ngành", "bộ", "phương", "tỉnh", "phố", "huyện", "quận", "xã", "phường", "thể", "ủy", "khu"]
)
_MATTERS = frozenset(
    ["việc", "công", "quá", "thời", "khi", "lúc", "năm", "tháng", "quý", "tuần", "ngày", "đó"]
)
_RELATED = Phrases("có liên quan, liên quan")
_CLAUSES = frozenset(["có", "được", "đang", "chưa", "bị", "chịu", "nơi", "sử", "đã", "còn", "không", "do"])


class Groups(Places):
    """Reads groups and their restrictions."""

    def _group(self, index: int, stop: int) -> Mention | None:
        """Section 4, group assignees: 'các' + generic nouns, with a restriction behind them."""
        plural = PLURALS.at(self.words, index, stop)
        end, count = self._group_nouns(index + plural, stop)
        if not count or (not plural and count < 2 and not self._bare_group(index, end)):
            return None
        if not plural and self.all.tokens[index + 1].capital and self.words[index + 1][0].isalpha():
            return None  # 'Ban Xây dựng Đảng' is a name
        if self.words[end - 2 : end] == ["lực", "lượng"]:
            return self._forces(index, end, stop)
        outside = bool(OUTSIDERS.at(self.words, index, stop)) and count == 1
        tail, restriction = self._members_of(end, stop) or self._tail(end, stop)
        core = self.all.between(index, end)
        generic = restriction in GENERIC_TAILS or core.lower().endswith("chức năng")
        own = self.words[index + plural] in ("sở", "ban", "ngành") and restriction in OWN_LEVEL
        if generic and count > 2 and " và " in core:
            core = core.rsplit(" và ", 1)[0]  # 'các sở, ngành, địa phương và cơ quan liên quan'
        told = restriction and not own and (not generic or restriction == "chức năng")
        name = lower_first(self.all.between(index, tail) if told else core)
        if name.isupper():
            name = name.lower()
        if not plural and " các " not in name:
            name = "các " + name
        party = self._party(name, self.all.between(index, tail), kind="group", restriction=restriction)
        return Mention(index, tail, (party,), generic=generic, outside=outside, loose=True)

    def joined_group(self, index: int, stop: int) -> Mention | None:
        """Inside a list a group may stand without 'các': '…, chủ rừng', '… và đơn vị liên quan'."""
        if index >= stop or self.all.tokens[index].capital or self.words[index] not in _JOINED:
            return None
        end, count = self._group_nouns(index, stop)
        if not count:
            return None
        tail, restriction = self._tail(end, stop)
        generic = restriction in GENERIC_TAILS or self.words[index] == "hồ"
        if self.words[index] not in ("chủ", "hồ", "đoàn") and not generic:
            return None
        name = "các " + self.all.between(index, end)
        party = self._party(name, self.all.between(index, tail), kind="group", restriction=restriction)
        return Mention(index, tail, (party,), generic=generic, loose=True)

    def _members_of(self, index: int, stop: int) -> tuple[int, str] | None:
        """'các thành viên Ban Chỉ đạo …': the body whose members they are, as long as its name is."""
        if self.words[index - 1] != "viên" or index >= stop or not self.all.tokens[index].capital:
            return None
        end = self.body_end(index, stop)
        end -= self.words[end - 1 : end + 1] == ["phụ", "trách"]
        if end > index and self.words[end : end + 2] == ["phụ", "trách"]:
            charge = next((i for i in range(end, min(stop, end + 6)) if self.words[i] in (":", ",")), end)
            return charge, self.all.between(index, charge)
        return (end, self.all.between(index, end)) if end > index else None

    def _bare_group(self, index: int, end: int) -> bool:
        if self.words[index:end] == ["ủy", "viên"] and self.words[max(0, index - 3) : index] != [
            "các",
            "đồng",
            "chí",
        ]:
            return False  # '…, Ủy viên Ban Thường vụ, …' tells who somebody is
        return " ".join(self.words[index:end]) in (
            "cơ quan ngang bộ",
            "cơ quan thuộc chính phủ",
            "trưởng thôn",
            "chủ đầu tư",
            "thành viên",
            "ủy viên",
        )

    def _group_nouns(self, index: int, stop: int) -> tuple[int, int]:
        end, count = index, 0
        while index < stop:
            size = GROUP_NOUNS.at(self.words, index, stop)
            if not size or (self.words[index] == "ubnd" and count) or self.words[index + 1] == "hợp":
                break  # 'các trường hợp vi phạm' are no schools
            index += size
            end, count = index, count + 1
            while index < stop and self.words[index] in (",", "và", "/", "-") and index - end < 2:
                index += 1
            if index < stop and self.words[index] == "các" and index > end:
                anew = self.words[index + 1] in ("sở", "bộ")  # 'các địa phương, các sở, ban, ngành'
                if anew or not GROUP_NOUNS.at(self.words, index + 1, stop) or self.words[index - 1] != ",":
                    break
                index += 1
            if self.words[index - 2] in ("quan", "vị", "phương", "chức") and self.words[
                index : index + 2
            ] == [
                "cá",
                "nhân",
            ]:
                return index + 2, count  # 'các cơ quan, đơn vị, cá nhân'
            if index == end:
                break
            named = self.known.name_at(self.all, index, stop) or self.words[index] in ("ubnd", "công")
            if named and self.all.tokens[index].capital and not self._is_caps(index):
                break
        return end, count

    def _tail(self, index: int, stop: int) -> tuple[int, str]:
        """The restriction of a group: up to the first verb, role, mark or comma; ('', index) for none."""
        if self.words[index] == "được" and (modal := self._modal_behind(index, stop)):
            return modal, self.all.between(index, modal)
        related = _RELATED.at(self.words, index, stop)
        if related and (index + related >= stop or not self.words[index + related][0].isalnum()):
            return index + related, self.all.between(index, index + related)
        size = TAIL_STARTS.at(self.words, index, stop) or int(self.words[index] == "từ")
        if not size and index < stop and not (self.all.tokens[index].capital and not self._is_caps(index)):
            return index, ""
        if stop_at(self.words, index, stop) > size or self._no_tail(index, stop):
            return index, ""
        if self.words[index] == "chủ" and self.words[index + 1 : index + 2] == ["trì"]:
            return index, ""
        if self.words[index] == "từ":
            return self._stretch(index, stop)

        limit = min(stop, index + LIMIT)
        end, clause = self._tail_end(index, index + size, limit, stop)
        if clause and (end >= stop or not self.words[end][0].isalnum()):
            return (
                (end, self.all.between(index, end)) if end < stop and self.words[end] == ":" else (index, "")
            )
        return end, self.all.between(index, end)

    def _no_tail(self, index: int, stop: int) -> bool:
        """'các sở, ngành, địa phương xây dựng …' do something; '… trong việc kiểm tra' tells in what."""
        if self.words[index] == "trong":
            return self.words[index + 1 : index + 2] != [] and self.words[index + 1] in _MATTERS
        doing = verb_at(self.words, index, stop)
        if (
            self.words[index - 1] not in _OFFICES
            or not doing
            or doing < TAIL_STARTS.at(self.words, index, stop)
        ):
            return False
        return self.words[index - 2 : index] not in (["cơ", "sở"], ["tác", "xã"], ["thành", "viên"])

    def _modal_behind(self, index: int, stop: int) -> int:
        """'các đơn vị được cấp phép khai thác khoáng sản phải …': the token of 'phải', 0 for none near."""
        for at in range(index + 1, min(stop, index + 14)):
            if self.words[at] in ("phải", "cần"):
                return at
            if not self.words[at][0].isalnum():
                return 0
        return 0

    def _stretch(self, index: int, stop: int) -> tuple[int, str]:
        """'UBND các tỉnh, thành phố từ Sơn Tân đến Lâm Hải': a stretch of the coast or the country."""
        first = self._place_end(index + 1, stop)
        if first == index + 1 or first >= stop or self.words[first] not in ("đến", "tới"):
            return index, ""
        last = self._place_end(first + 1, stop)
        return (last, self.all.between(index, last)) if last > first + 1 else (index, "")

    def _tail_end(self, index: int, end: int, limit: int, stop: int) -> tuple[int, bool]:
        """The token behind the restriction, and whether it is a clause ('có …', 'được …')."""
        clause = self.words[index] in _CLAUSES
        if clause and end < limit and self.words[end][0].isalnum() and self.words[end] not in ("phải", "cần"):
            end += 1
        while end < limit and (self.words[end][0].isalnum() or self._goes_on_running(end, stop)):
            if self.words[end] == ",":
                end += 2  # 'các đơn vị quản lý, vận hành hồ chứa'
            elif self.words[end] == "có" and self.words[end - 1] in ("án", "trình"):
                clause, end = True, end + 1  # 'các chủ đầu tư dự án có …'
            elif self._tail_stops(end, stop, clause=clause):
                break
            elif self.words[end] in ("mục", "khoản", "điểm"):
                end = self._numbers_end(end + 1, limit)
            else:
                end += 1
        return end, clause

    def _goes_on_running(self, index: int, stop: int) -> bool:
        """', vận hành' inside a restriction."""
        running = " ".join(self.words[index + 1 : min(stop, index + 3)])
        stations = self.words[index - 1 : index + 2] == ["báo", ",", "đài"]
        return self.words[index] == "," and (running in _RUNNING or stations)

    def _tail_stops(self, index: int, stop: int, *, clause: bool) -> bool:
        return bool(
            stop_at(self.words, index, stop)
            or ADVERBS.at(self.words, index, stop)
            or self._verb_ends_tail(index, stop, clause=clause)
            or (self.words[index] == "và" and self.at_head(index + 1, stop))
        )

    def _numbers_end(self, index: int, limit: int) -> int:
        """'tại mục 2, 3, 4': the token behind the last number."""
        while index < limit and (
            self.words[index].isdigit()
            or (self.words[index] in (",", "và") and self.words[index + 1].isdigit())
        ):
            index += 1
        return index

    def _verb_ends_tail(self, index: int, stop: int, *, clause: bool) -> bool:
        size = verb_at(self.words, index, stop)
        if not size:
            return False
        return size > 1 or not clause

    def _collective(self, index: int, stop: int) -> Mention | None:
        """Section 4, loose names: 'lực lượng kiểm lâm', 'ngành y tế', 'chính quyền địa phương'."""
        if tuple(self.words[index : index + 2]) in (("chính", "quyền"), ("cấp", "ủy")):
            inner = self._group(index + 2, stop) if index + 2 < stop else None
            end = inner.end if inner else index + 2
            if not inner and self.words[end : end + 2] in (
                ["địa", "phương"],
                ["cơ", "sở"],
                ["các", "cấp"],
                ["sở", "tại"],
                ["cùng", "cấp"],
                ["xã", "phường"],
            ):
                end += 2
        elif tuple(self.words[index : index + 2]) == ("lực", "lượng") or self.words[index] == "ngành":
            end = self._collective_end(index, stop)
        else:
            return None
        written = self.all.between(index, end)
        tail, restriction = self._tail(end, stop) if self.words[end] in ("trên", "thuộc") else (end, "")
        party = Party(lower_first(written), written, kind="unknown", restriction=restriction)
        return Mention(index, tail, (party,), loose=True)

    def _forces(self, index: int, end: int, stop: int) -> Mention:
        """'các lực lượng liên ngành Công an, Quân đội', 'các cơ quan, lực lượng chức năng'."""
        close = self._collective_end(end - 2, stop)
        generic = self.words[end:close] in (["chức", "năng"], ["liên", "quan"], ["có", "liên", "quan"])
        written = self.all.between(index, close)
        party = Party(lower_first(written), written, kind="group", restriction=self.all.between(end, close))
        return Mention(index, close, (party,), generic=generic, loose=True)

    def _collective_end(self, index: int, stop: int) -> int:
        end = index + (1 if self.words[index] == "ngành" else 2)
        sector = self.known.sectors.longest(self.words, end, stop) if self.words[index] == "ngành" else None
        if sector:
            return sector[0]  # 'ngành Văn hóa, Thể thao và Du lịch'
        limit = min(stop, end + 10)
        while end < limit and not stop_at(self.words, end, stop) and verb_at(self.words, end, stop) < 2:
            if self.words[end] == ",":
                if end + 1 < limit and self.all.tokens[end + 1].capital and not self.at_head(end + 1, stop):
                    end += 1
                    continue
                if " ".join(self.words[end + 1 : end + 3]) in _FORCES:
                    end += 3
                    continue
                break
            if not self.words[end][0].isalnum() or self.words[end] in (
                "và",
                "về",
                "trong",
                "tại",
                "trên",
                "của",
            ):
                break
            end += 1
        return end
