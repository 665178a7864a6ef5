"""
Who is named at a place in the text (sections 4 and 5 of the assignment language).

`Names.at` reads one mention: a known name, a post with its organisation, an enumeration under one head
("Các Sở: A, B", "UBND các phường: A, B"), a group, a loose collective, or an unknown unit. It never looks
further than a bounded number of words ahead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from giaoban.assignments.extraction.directory import Directory, Entry
from giaoban.assignments.extraction.normal import Words
from giaoban.assignments.extraction.shapes import Party
from giaoban.assignments.extraction.words import ADVERBS, OUTSIDERS, Phrases, stop_at, verb_at

LEVELS = Phrases("xã, phường, đặc khu, thị trấn, huyện, quận, thị xã, thành phố, tỉnh, tp, cấp xã, cấp huyện, cấp tỉnh")
POSTS = Phrases(
    "giám đốc, phó giám đốc, tổng giám đốc, thủ trưởng, chủ tịch, phó chủ tịch, bộ trưởng, bí thư, hiệu trưởng, viện trưởng",
    "cục trưởng, chi cục trưởng, tổng cục trưởng, vụ trưởng, chủ nhiệm, chánh, trưởng, người đứng đầu, lãnh đạo, tập thể lãnh đạo",
    "thống đốc, tổng kiểm toán, tổng biên tập, chỉ huy trưởng, chính ủy, đội trưởng, hạt trưởng, trạm trưởng, đồn trưởng, chánh án, kế toán trưởng",
    "chủ tịch hội đồng thành viên, chủ tịch hội đồng quản trị, chủ tịch và tổng giám đốc, trưởng phòng, trưởng ban, chủ tịch kiêm tổng giám đốc, bí thư và chủ tịch, tổ trưởng, bí thư đảng ủy và chủ tịch, trưởng đài, tư lệnh, chỉ huy, người phát ngôn",
)
_TITLES = Phrases("đồng chí, các đồng chí, đ / c, ông, bà, các ông, các bà, riêng")
_GROUP_NOUNS = Phrases(
    "sở, ban, ngành, sở ngành, ban ngành, bộ, bộ ngành, cơ quan, đơn vị, địa phương, đoàn thể, tổ chức, chủ đầu tư, nhà thầu, doanh nghiệp, hội",
    "hội đoàn thể, phòng, xã, phường, đặc khu, thị trấn, huyện, quận, thành phố, thị xã, tỉnh, trường, trường học, bệnh viện, cơ sở, công ty",
    "tập đoàn, tổng công ty, ngân hàng, hợp tác xã, thôn, tổ dân phố, bản, buôn, làng, ấp, khu phố, khóm, thành viên, đồng chí thành viên, ban quản lý, chủ rừng",
    "chủ hồ, đảng ủy, cấp ủy, huyện ủy, thị ủy, thành ủy, quận ủy, đảng bộ, tổ chức thành viên, tổ chức chính trị - xã hội, tổ chức chính trị xã hội, tổ chức tín dụng",
    "ban quản lý dự án, ban qlda, bql dự án, bql, đơn vị sự nghiệp, đơn vị sự nghiệp công lập, cơ quan báo chí, cơ quan thông tấn báo chí, cơ quan ngang bộ, cơ quan thuộc chính phủ",
    "cơ quan trung ương, cơ quan chuyên môn, cơ quan chức năng, cơ quan truyền thông, viện, trạm y tế, trung tâm, chi cục, cục, tổng cục, vụ, đội, tổ, tổ công tác, đoàn công tác",
    "đoàn kiểm tra, hiệp hội, hội nghề nghiệp, ủy ban, ban đảng, ban đảng tỉnh ủy, ban chỉ đạo, ban xây dựng đảng, phòng ban, phòng chuyên môn, phòng ban chuyên môn, xã phường, lực lượng",
    "ban của hđnd, cơ sở y tế, cơ sở giáo dục, trạm, hạt kiểm lâm, nhà mạng, nhà trường, đơn vị thi công, đơn vị tư vấn, mặt trận, tổ chức đoàn thể, chi nhánh, ubnd, cơ quan tham mưu, cơ quan đơn vị",
    "chi bộ, chi đoàn, khối, cụm, cụm thi đua, lâm trường, nông trường, viện nghiên cứu, học viện, nhà máy, cảng, bến xe, nhà hát, quỹ, hội quần chúng, liên đoàn, đài truyền thanh, ban công tác mặt trận, trung tâm y tế, chủ mỏ, tổ chức công đoàn, đơn vị trường học, doanh nghiệp nhà nước, ban ngành đoàn thể, ban chấp hành, công đoàn, cơ quan tư pháp, cơ quan nhà nước, phòng giao dịch, trạm kiểm soát, tổ hợp tác, chủ đập",
    "trưởng thôn, trưởng bản, trưởng khu, tổ trưởng tổ dân phố, bên, cấp, cấp ngành, tổ chức hội, trường đại học, tổ chức chính trị, khu kinh tế, văn phòng, công an, thanh tra, công an xã, công an các xã, cơ quan trung ương trên địa bàn, đơn vị vận hành, hồ chứa",
)
_TAIL_STARTS = Phrases(
    "trực thuộc, thuộc, trên địa bàn, có, liên quan, ven, được giao, được phân công, sử dụng, của, nơi, đang, chưa, còn, chuyên môn, chức năng, thường trú, quản lý, khai thác",
    "cấp nước, cấp điện, thi công, vận tải, viễn thông, báo chí, tham gia, chịu, bị, vùng, miền núi, biên giới, ven biển, khu vực, phía, tại, trong, công lập, ngoài công lập, nhà nước",
    "kinh doanh, sản xuất, xây dựng, tư vấn, giám sát, cung cấp, chủ, vận hành, đầu tư, cấp tỉnh, cấp huyện, cấp xã, tỉnh, thành phố, trung ương, nêu trên, nói trên, trên, này, còn lại, khác, thành viên, xã, chủ quản, chủ trì, hưởng, y tế, giáo dục, du lịch, khám chữa bệnh, dịch vụ, nông nghiệp, ngành, hạ tầng, điện lực, phát thanh, truyền thông, cơ sở, hành chính, thủy lợi, nội trú, mầm non, phổ thông, học, ban chỉ đạo, hội đồng, tổ, đoàn, ủy, viên, cao đẳng, đại học, lưu trú, do, nằm, không, liên, theo dõi",
)
_HEADS = Phrases(
    "sở, bộ, ban, cục, chi cục, tổng cục, công ty, tổng công ty, tập đoàn, trung tâm, hội, hiệp hội, liên đoàn, liên hiệp, liên minh, viện, trường, đại học, học viện, bệnh viện",
    "đảng ủy, đảng bộ, huyện ủy, thành ủy, tỉnh ủy, thị ủy, quận ủy, tỉnh đoàn, thành đoàn, đoàn thanh niên, đoàn, công an, quân khu, bộ đội biên phòng, biên phòng, thanh tra, tòa án, viện kiểm sát",
    "ngân hàng, kho bạc, bảo hiểm xã hội, điện lực, thuế, chi cục thuế, hải quan, thống kê, hạt kiểm lâm, báo, đài, văn phòng, phòng, tổ công tác, tổ giúp việc, tổ thư ký, đội, trạm, đồn, thư viện, bảo tàng",
    "nhà hát, quỹ, vườn quốc gia, bưu điện, viễn thông, ủy ban, hội đồng, mặt trận tổ quốc, bộ phận, cơ quan thường trực, vnpt, viettel, evn, petrolimex, vinachem, ban quản lý, cảng vụ, cảng, thường trực, ban thường vụ, cổng thông tin, cổng",
    "kiểm lâm, quản lý thị trường, khu, nhà máy, xí nghiệp, tổ, hợp tác xã, ủy ban kiểm tra, trạm y tế, bộ chỉ huy, bộ tư lệnh, ban chỉ huy, tạp chí, nhà xuất bản, nhà văn hóa, vụ, tổng hội, cơ quan, sân bay, ga, tỉnh, thành phố, phường, đặc khu, quận, huyện, xã, mttq, bql, ubmttq, cty, vp, bch, hạt, truyền tải điện, kiểm toán, thi hành án dân sự, đoàn luật sư",
)
_NAME_WORDS = frozenset(
    "nhân dân tỉnh thành phố xã phường huyện quận thị nhà nước quản lý dự án đầu tư xây dựng các khu công nghiệp kinh tế quân sự "
    "chỉ huy đạo công trình giao thông dân dụng nông thôn nghiệp nước sạch vệ sinh môi trường cổ phần tnhh mtv một thành viên khai thác thủy lợi "
    "dịch vụ thương mại đô thị phát triển quỹ đất y tế văn hóa thể thao du lịch phát thanh truyền hình và khu vực trung ương việt nam "
    "bảo vệ rừng phòng hộ đặc dụng điện lực chính trị xã hội hành trị thương giúp việc thường trực giáo dục đào tạo khoa học số ủy ban tổ chức kiểm soát bệnh tật thông tin tử đa chuyên ngành phụ nữ thanh niên cựu chiến binh"
    .split()
)
_LEAVES = frozenset("trong về tại trước để với cho theo từ đến là được của do vừa không thì mà như khi năm còn chưa vẫn đạt sẽ các những".split())
_FAMILY_NAMES = frozenset(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trịnh mai tô lương hà cao lâm chu tạ thái tống quách triệu vương đào".split()
)
_TAKES_PLACE = ("Sở", "Thành đoàn", "Tỉnh đoàn", "Đài", "Công ty", "Điện lực", "Kho bạc", "Bảo hiểm", "Cục", "Chi cục", "Hội", "Ban Quản lý", "Ngân hàng Chính sách", "Trường", "Trung tâm")
_NAME_VERBS = Phrases("đầu tư, đầu tư xây dựng, xây dựng, quản lý, khai thác, chỉ đạo, phát triển, bảo vệ, phục vụ")
_GENERIC_TAILS = ("liên quan", "có liên quan", "chức năng", "chức năng liên quan", "liên quan khác")
_LEVEL_WORDS = {"xã", "phường", "huyện", "quận", "tỉnh", "thị", "thành", "đặc", "thôn", "tp"}
_LIMIT = 24


@dataclass(frozen=True)
class Mention:
    """Parties named by tokens [start, end). `generic` is '… liên quan', `outside` no unit, `post` a post."""

    start: int
    end: int
    parties: tuple[Party, ...]
    generic: bool = False
    outside: bool = False
    post: bool = False
    loose: bool = False
    head: str = ""


class Names:
    """Reads mentions in one text."""

    def __init__(self, words: Words, known: Directory) -> None:
        self.all = words
        self.words = words.words
        self.known = known
        self._memory: dict[tuple[int, int], Mention | None] = {}

    def at(self, index: int, stop: int) -> Mention | None:
        """The mention that begins at token `index`, or None."""
        if index >= stop:
            return None
        key = (index, stop)
        if key not in self._memory:
            self._memory[key] = self._read(index, stop)
        return self._memory[key]

    def _read(self, index: int, stop: int) -> Mention | None:
        title = _TITLES.at(self.words, index, stop)
        found = self._read_plain(index + title, min(stop, index + title + 400))
        if found is None or (title and not found.post and self.words[index] == "riêng"):
            return found if title and found else None if found is None else replace(found, start=index)
        return replace(found, start=index)

    def _read_plain(self, index: int, stop: int) -> Mention | None:
        if index >= stop or not self.words[index][0].isalnum():
            return None
        return (
            self._ministers(index, stop)
            or self._post(index, stop)
            or self._enumeration(index, stop)
            or self._committee(index, stop)
            or self._known(index, stop)
            or self._group(index, stop)
            or self._collective(index, stop)
            or self._unknown(index, stop)
        )

    # -- posts ---------------------------------------------------------------------------------
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
            size = Phrases("cơ quan ngang bộ, cơ quan thuộc chính phủ, ngành").at(self.words, probe, stop)
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
        while after < stop and self.words[after] in (",", "và", "/") and POSTS.at(self.words, after + 1, stop):
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
        if self.words[index] in ("trưởng",) and index + 1 < stop and self.words[index + 1] in ("thôn", "bản", "khu", "xóm", "ấp"):
            end = index + 2
            while end + 1 < stop and self.words[end] == "," and self.words[end + 1] in ("bản", "khu", "xóm", "ấp"):
                end += 2
            name = "các " + self.all.between(index + 1, end).lower()
            return Mention(index, end, (Party(name, self.all.between(index, end), kind="group"),), post=True)
        return None

    # -- enumerations under one head -----------------------------------------------------------
    def _enumeration(self, index: int, stop: int) -> Mention | None:
        """Section 4: 'Các Sở: Y tế, Xây dựng', 'các sở Y tế và Tài chính', 'Bộ trưởng các Bộ: …'."""
        plural = self.words[index] in ("các", "những", "hai", "ba", "02", "03")
        start = index + 1 if plural else index
        if start >= stop or self.words[start] not in ("sở", "bộ", "phòng", "cục", "chi"):
            return None
        size = 2 if tuple(self.words[start : start + 2]) == ("chi", "cục") else 1
        head = self.words[start]
        after = start + size
        if after < stop and self.words[after] == ":":
            after += 1
        elif not plural:
            return None
        parties, end = self._sectors(after, stop, "Chi cục" if size == 2 else head.capitalize())
        if not parties:
            return None
        return Mention(index, end, tuple(parties), head=head.capitalize())

    def _sectors(self, index: int, stop: int, head: str) -> tuple[list[Party], int]:
        parties: list[Party] = []
        end = index
        while index < stop:
            found = self._sector(index, stop, head)
            if found is None:
                break
            end, party = found
            parties.append(party)
            index = end
            while index < stop and self.words[index] in (",", "và", ";") and index - end < 2:
                index += 1
            if index == end:
                break
        return parties, end

    def _sector(self, index: int, stop: int, head: str) -> tuple[int, Party] | None:
        if not self.all.tokens[index].capital:
            return None
        found = self.known.sectors.longest(self.words, index, stop)
        if found:
            end, entry = found
            name = f"{head} {entry.name}"
            whole = self.known.names.longest(tuple(name.lower().split()), 0, 20)
            key = whole[1].key if whole and whole[1].given else ""
            return end, Party(name, self.all.between(index, end), key, "unit")
        if head.startswith(("Sở", "Bộ")) or _HEADS.at(self.words, index, stop) or POSTS.at(self.words, index, stop):
            return None
        end = self._capital_run(index, stop)
        name = f"{head} {self.all.between(index, end)}"
        return (end, Party(name, self.all.between(index, end))) if end > index else None

    # -- people's committees -------------------------------------------------------------------
    def _committee(self, index: int, stop: int) -> Mention | None:
        """Section 5.3: UBND with one level, named communes, levels in the plural, an enumeration."""
        if self.words[index] == "ubnd":
            after = index + 1
        elif tuple(self.words[index : index + 4]) == ("ủy", "ban", "nhân", "dân"):
            after = index + 4
        else:
            return None
        plural = after < stop and self.words[after] in ("các", "những")
        start = after + 1 if plural else after
        end, levels = self._levels(start, stop)
        if not levels:
            return self._known(index, stop)
        if plural or levels > 1:
            return self._many_committees(index, start, end, stop)
        return self._one_committee(index, start, end, stop)

    def _levels(self, index: int, stop: int) -> tuple[int, int]:
        end, count = index, 0
        while True:
            size = LEVELS.at(self.words, index, stop)
            if not size:
                return end, count
            index += size
            end, count = index, count + 1
            while index < stop and self.words[index] in (",", "và", "/", "-") and index - end < 2:
                index += 1
            if index == end or not LEVELS.at(self.words, index, stop) or self._starts_name(index, stop):
                return end, count

    def _starts_name(self, index: int, stop: int) -> bool:
        """'… phường B' inside an enumeration: a level followed by a proper name."""
        after = index + LEVELS.at(self.words, index, stop)
        return after < stop and self.all.tokens[after].capital and not self._is_caps(index)

    def _is_caps(self, index: int) -> bool:
        token = self.all.tokens[index]
        written = self.all.source.text[token.start : token.end]
        return len(written) > 1 and written.isupper()

    def _many_committees(self, index: int, start: int, end: int, stop: int) -> Mention:
        after = end + 1 if end < stop and self.words[end] == ":" else end
        places, close = self._places(after, stop, self.words[start])
        if places and not self._is_caps(start):
            parties = tuple(self._party(f"UBND {place}", place) for place in places)
            return Mention(index, close, parties)
        name = self._canonical_group(index, end)
        tail, restriction = self._tail(end, stop)
        party = self._party(name, self.all.between(index, tail), kind="group", restriction=restriction)
        return Mention(index, tail, (party,), generic=False)

    def _canonical_group(self, index: int, end: int) -> str:
        found = self.known.names.longest(self.words, index, end)
        if found and found[0] == end and found[1].given:
            return found[1].name
        words = self.all.between(index, end)
        body = words.split(" ", 1)[1] if self.words[index] == "ubnd" else " ".join(words.split()[4:])
        if not body.lower().startswith("các "):
            body = "các " + body
        return "UBND " + body.lower()

    def _one_committee(self, index: int, start: int, end: int, stop: int) -> Mention:
        person = self._person_end(end, stop)
        close = end if person > end else self._place_end(end, stop)
        level = self.all.between(start, end).lower()
        first = f"{level} {self.all.between(end, close)}" if close > end else level
        parties = [self._party(f"UBND {first}", self.all.between(index, close))]
        if close == end and level in ("cấp xã", "cấp huyện", "cấp tỉnh", "xã", "phường"):
            tail, restriction = self._tail(end, stop) if level.startswith("cấp") else (end, "")
            return Mention(index, tail, (replace(parties[0], restriction=restriction),))
        if close > end:
            more, last = self._more_places(close, stop, level)
            parties += [self._party(f"UBND {place}", place) for place in more]
            close = last
        return Mention(index, max(close, person), tuple(parties))

    def _place_end(self, index: int, stop: int) -> int:
        """The end of a proper place name: capitals or a number ('Quận 1'), at most five words."""
        end = index
        while end < stop and end - index < 5 and (self.all.tokens[end].capital or self.words[end].isdigit()):
            if stop_at(self.words, end, stop) and (self._is_caps(end) or end > index + 3):
                break
            if end > index and (_HEADS.at(self.words, end, stop) > 1 or self.words[end] in ("ubnd", "sở")):
                break
            if self.words[end].isdigit() and end > index:
                break
            end += 1
        return end

    def _more_places(self, index: int, stop: int, level: str) -> tuple[list[str], int]:
        places: list[str] = []
        end = index
        while index < stop and self.words[index] in (",", "và"):
            index += 1
            if index < stop and self.words[index] == "và":
                index += 1
            if index >= stop or self.at_head(index, stop):
                break
            size = LEVELS.at(self.words, index, stop)
            close = self._place_end(index + size, stop)
            if close == index + size or (not size and not self._elided_place(index, close, stop)):
                break
            own = self._own_level(index, index + size) if size else level
            places.append(f"{own} {self.all.between(index + size, close)}")
            index = end = close
        return places, end

    def _elided_place(self, index: int, close: int, stop: int) -> bool:
        return close - index >= 2 and not self.known.sectors.longest(self.words, index, stop)

    def at_head(self, index: int, stop: int) -> bool:
        """True when a unit, post or UBND begins here, so that no bare place name does."""
        return bool(
            (_HEADS.at(self.words, index, stop) and self.words[index] not in _LEVEL_WORDS)
            or POSTS.at(self.words, index, stop)
            or self.words[index] == "ubnd"
            or self.words[index] == "các"
            or self.known.name_at(self.all, index, stop)
        )

    def _places(self, index: int, stop: int, level: str) -> tuple[list[str], int]:
        size = LEVELS.at(self.words, index, stop)
        close = self._place_end(index + size, stop)
        if close == index + size or (not size and self.at_head(index, stop)):
            return [], index
        own = self._own_level(index, index + size) if size else self._level_name(level)
        if own == "quận" and self.words[index + size].isdigit():
            own = "Quận"
        first = f"{own} {self.all.between(index + size, close)}"
        more, end = self._more_places(close, stop, own)
        return [first, *more], end

    def _own_level(self, start: int, end: int) -> str:
        """'phường' Bến Đá, but 'Quận' 1: a number makes the level a part of the name."""
        written = self.all.between(start, end)
        return written if self.words[end][0].isdigit() else written.lower()

    @staticmethod
    def _level_name(word: str) -> str:
        return {"thành": "thành phố", "thị": "thị xã", "đặc": "đặc khu", "tp": "thành phố"}.get(word, word)

    # -- known names ---------------------------------------------------------------------------
    def _known(self, index: int, stop: int) -> Mention | None:
        found = self.known.name_at(self.all, index, stop)
        if not found:
            return None
        end, entry = found
        if end < stop and self._runs_on(index, end, entry, stop):
            return None
        end, name = self._with_place(index, end, entry, stop)
        many = self._levels(end + 1, stop) if end < stop and self.words[end] == "các" else (end, 0)
        if many[1]:
            end, name = many[0], f"{name} {self.all.between(end, many[0])}"
        party = Party(name, self.all.between(index, end), entry.key if name == entry.name else "", _kind(entry))
        if entry.kind == "group":
            return self._known_group(index, end, party, stop)
        return Mention(index, end, (party,), head=_head_of(entry.name))

    def _known_group(self, index: int, end: int, party: Party, stop: int) -> Mention:
        longer = self._group(index, stop)
        if longer and longer.end > end and not longer.parties[0].restriction:
            return longer
        tail, restriction = self._tail(end, stop)
        if restriction in _GENERIC_TAILS and "UBND" not in party.name:
            return Mention(index, tail, (replace(party, restriction=restriction),), generic=True)
        written = self.all.between(index, tail)
        if restriction and "UBND" not in party.name and restriction not in ("tỉnh", "thành phố"):
            party = replace(party, name=_lower_first(written), key="")
        return Mention(index, tail, (replace(party, as_written=written, restriction=restriction),))

    def _runs_on(self, index: int, end: int, entry: Entry, stop: int) -> bool:
        """A known name that is only the beginning of a longer one ('Phòng Kinh tế' + 'và Hạ tầng')."""
        if entry.name.startswith(("Phòng", "Ban", "Trung tâm", "Hội")) and self.words[end] in ("và", "-"):
            return end + 1 < stop and self.all.tokens[end + 1].capital and not self.at_head(end + 1, stop)
        return False

    def _with_place(self, index: int, end: int, entry: Entry, stop: int) -> tuple[int, str]:
        """'Công an tỉnh Lâm Sơn', 'Sở Y tế tỉnh', 'Điện lực tỉnh': what place words add to a name."""
        size = Phrases("tỉnh, thành phố, tp").at(self.words, end, stop)
        if entry.place_missing and not size:
            return end, entry.name
        lower = Phrases("huyện, xã, phường, quận, thị xã, đặc khu").at(self.words, end, stop)
        if lower and not self.all.tokens[end + lower].capital and entry.name.startswith(("Văn phòng", "Phòng", "Trung tâm", "Ban", "Trạm")):
            return end + lower, entry.name if entry.given else f"{entry.name} {self.all.between(end, end + lower)}"
        after = end + size
        last = self.words[end - 1]
        if (person := self._person_end(after, stop)) > after:
            return person, entry.name
        if size or last in ("tỉnh", "phố", "xã", "phường") or entry.name.startswith(_TAKES_PLACE):
            close = self._place_end(after, stop) if not self._is_caps(index) or not self._is_caps(end - 1) else after
            if close > after and not self.at_head(after, stop):
                return close, f"{entry.name} {self.all.between(end, close)}"
            return after, entry.name
        return end, entry.name

    def _person_end(self, index: int, stop: int) -> int:
        """The token behind a person's name that follows a post: three capitals, a family name first."""
        if index >= stop or self.words[index] not in _FAMILY_NAMES or self.words[index : index + 3] == ["hồ", "chí", "minh"]:
            return index
        end = index
        while end < stop and end - index < 4 and self.all.tokens[end].capital and not self._is_caps(end):
            end += 1
        return end if end - index >= 3 else index

    # -- groups --------------------------------------------------------------------------------
    def _group(self, index: int, stop: int) -> Mention | None:
        """Section 4, group assignees: 'các' + generic nouns, with a restriction behind them."""
        plural = Phrases("các, những, toàn thể các, tất cả các, từng, mỗi, một số").at(self.words, index, stop)
        end, count = self._group_nouns(index + plural, stop)
        if not count or (not plural and count < 2 and not self._bare_group(index, end)):
            return None
        outside = bool(OUTSIDERS.at(self.words, index, stop)) and count == 1
        tail, restriction = self._tail(end, stop)
        core = self.all.between(index, end)
        generic = restriction in _GENERIC_TAILS or core.lower().endswith("chức năng")
        name = _lower_first(self.all.between(index, tail) if restriction and not generic else core)
        if not plural:
            name = "các " + name
        party = self._party(name, self.all.between(index, tail), kind="group", restriction=restriction)
        return Mention(index, tail, (party,), generic=generic, outside=outside, loose=True)

    def _bare_group(self, index: int, end: int) -> bool:
        return " ".join(self.words[index:end]) in ("cơ quan ngang bộ", "cơ quan thuộc chính phủ", "trưởng thôn")

    def _group_nouns(self, index: int, stop: int) -> tuple[int, int]:
        end, count = index, 0
        while index < stop:
            size = _GROUP_NOUNS.at(self.words, index, stop)
            if not size or (self.words[index] == "ubnd" and count):
                break
            index += size
            end, count = index, count + 1
            while index < stop and self.words[index] in (",", "và", "/", "-") and index - end < 2:
                index += 1
            if index < stop and self.words[index] == "các" and index > end:
                if not _GROUP_NOUNS.at(self.words, index + 1, stop) or self.words[index - 1] != ",":
                    break
                index += 1
            if index == end:
                break
            if self.all.tokens[index if index < stop else end].capital and self.at_head(index, stop) and not self._is_caps(index):
                if self.known.name_at(self.all, index, stop) or self.words[index] in ("ubnd", "công"):
                    break
        return end, count

    def _tail(self, index: int, stop: int) -> tuple[int, str]:
        """The restriction of a group: up to the first verb, role, mark or comma; ('', index) for none."""
        size = _TAIL_STARTS.at(self.words, index, stop)
        if not size and index < stop and not (self.all.tokens[index].capital and not self._is_caps(index)):
            return index, ""
        if stop_at(self.words, index, stop) > size:
            return index, ""
        if self.words[index] in ("chủ",) and self.words[index + 1 : index + 2] == ["trì"]:
            return index, ""
        end = index + size
        limit = min(stop, index + _LIMIT)
        clause = self.words[index] in ("có", "được", "đang", "chưa", "bị", "chịu", "nơi", "sử", "đã", "còn", "không", "do")
        if clause and end < limit and self.words[end][0].isalnum():
            end += 1
        while end < limit and self.words[end][0].isalnum():
            if stop_at(self.words, end, stop) or ADVERBS.at(self.words, end, stop):
                break
            if self._verb_ends_tail(end, stop, clause):
                break
            if self.words[end] == "và" and self.at_head(end + 1, stop):
                break
            end += 1
        if clause and (end >= stop or not self.words[end][0].isalnum()):
            return (end, self.all.between(index, end)) if end < stop and self.words[end] == ":" else (index, "")
        return end, self.all.between(index, end)

    def _verb_ends_tail(self, index: int, stop: int, clause: bool) -> bool:
        size = verb_at(self.words, index, stop)
        if not size:
            return False
        return size > 1 or not clause

    # -- loose collectives and unknown units ----------------------------------------------------
    def _collective(self, index: int, stop: int) -> Mention | None:
        """Section 4, loose names: 'lực lượng kiểm lâm', 'ngành y tế', 'chính quyền địa phương'."""
        if tuple(self.words[index : index + 2]) == ("chính", "quyền"):
            inner = self._group(index + 2, stop) if index + 2 < stop else None
            end = inner.end if inner else index + 2
            if not inner and tuple(self.words[end : end + 2]) == ("địa", "phương"):
                end += 2
        elif tuple(self.words[index : index + 2]) == ("lực", "lượng") or self.words[index] == "ngành":
            end = self._collective_end(index, stop)
        else:
            return None
        written = self.all.between(index, end)
        return Mention(index, end, (Party(_lower_first(written), written, kind="unknown"),), loose=True)

    def _collective_end(self, index: int, stop: int) -> int:
        end = index + (1 if self.words[index] == "ngành" else 2)
        limit = min(stop, end + 10)
        while end < limit and not stop_at(self.words, end, stop):
            if self.words[end] == ",":
                if end + 1 < limit and self.all.tokens[end + 1].capital and not self.at_head(end + 1, stop):
                    end += 1
                    continue
                break
            if not self.words[end][0].isalnum() or self.words[end] in ("và", "về", "trong", "tại"):
                break
            end += 1
        return end

    def _unknown(self, index: int, stop: int) -> Mention | None:
        """Section 5.5, point 4: a head word with capitals behind it is an unknown unit, never dropped."""
        size = _HEADS.at(self.words, index, stop)
        if not size or not self.all.tokens[index].capital:
            return None
        verb = verb_at(self.words, index, stop)
        if verb > size or (verb == size and not self._proper_after(index + size, stop)):
            return None
        if self.words[index] in _LEVEL_WORDS and not self._proper_after(index + size, stop):
            return None
        end = self._capital_run(index + size, stop)
        lone = " ".join(self.words[index:end])
        inner = any(token.capital for token in self.all.tokens[index + 1 : end])
        if end == index + size and not inner and lone not in ("tỉnh đoàn", "thành đoàn", "bộ phận", "tỉnh ủy", "thành ủy", "vnpt", "viettel", "evn", "cơ quan thường trực", "huyện ủy", "tổ công tác", "tổ giúp việc", "công an", "điện lực", "ban quản lý"):
            return None
        name = self.all.between(index, end)
        return Mention(index, end, (self._party(name, name),), head=name.split()[0])

    def _proper_after(self, index: int, stop: int) -> bool:
        return index < stop and self.all.tokens[index].capital and not stop_at(self.words, index, stop)

    def _capital_run(self, index: int, stop: int) -> int:
        """Capitals, the small second syllable behind one, and the small words that names are made of."""
        end, limit = index, min(stop, index + _LIMIT)
        caps = self._is_caps(index - 1) if index else False
        lenient = 0 if caps else self._lenient_end(index, limit)
        while end < limit:
            word, token = self.words[end], self.all.tokens[end]
            if word in (",", "-", "&", "và") and self._joins_name(end, index, stop):
                end += 1
                continue
            if word == "các" and self.words[end - 1] in ("lý", "bql", "dựng") and end + 1 < limit:
                end += 2
                continue
            if not word[0].isalnum() or (word in ("và", "các") and not self._joins_name(end, index, stop)):
                break
            if not (token.capital and not caps) and self._name_stops(end, index, stop):
                break
            if token.capital and end > index and self.words[end - 1] not in ("và", "-", "&") and self.words[end] in ("ubnd", "sở"):
                break
            free = end > index - 1 and self.all.tokens[end - 1].capital and not self._name_stops(end, index, stop)
            if not token.capital and word not in _NAME_WORDS and not (free and word not in ("trong", "về", "tại", "trước", "để", "với", "cho", "theo", "từ", "đến", "là", "có", "được", "của", "do", "vừa", "không", "thì", "mà", "như", "khi", "tỷ", "năm", "còn", "chưa")):
                break
            if not token.capital and verb_at(self.words, end, stop) > 1 and word not in ("quản", "xây", "đầu", "khai"):
                break
            end += 1
        while end > index and self.words[end - 1] in ("và", "các", ",", "-", "&"):
            end -= 1
        return max(end, lenient)

    def _lenient_end(self, index: int, limit: int) -> int:
        """Any words up to a verb, a role or an adverb, when one comes soon; 0 when none does."""
        begins = self.all.tokens[index].capital or self.words[index] in _NAME_WORDS or self.words[index - 1] == "lý"
        if index >= limit or not begins or not self.words[index][0].isalpha():
            return 0
        for end in range(index + 1, min(limit, index + 15)):
            word = self.words[end]
            if self._name_stops(end, index, limit) or ADVERBS.at(self.words, end, limit) or verb_at(self.words, end, limit) > 1:
                if _NAME_VERBS.at(self.words, end, limit) and self._small_name_word(end - 1):
                    continue
                return end
            if not word[0].isalpha() or word in _LEAVES or (word == "và" and not self._joins_name(end, index, limit)):
                return 0
        return 0

    def _small_name_word(self, index: int) -> bool:
        return self.words[index] in _NAME_WORDS and not self.all.tokens[index].capital

    def _name_stops(self, index: int, start: int, stop: int) -> bool:
        """A verb ends the run, but 'dự án đầu tư xây dựng' and 'quản lý' go on inside a name."""
        if _NAME_VERBS.at(self.words, index, stop) and index > start and self._small_name_word(index - 1):
            return False
        if self.all.tokens[index - 1].capital and verb_at(self.words, index - 1, stop) > 1:
            return False  # the second syllable of 'Đăng ký', 'Kiểm tra' inside a name
        return stop_at(self.words, index, stop) > 0

    def _joins_name(self, index: int, start: int, stop: int) -> bool:
        """'và', '-' between two capitals inside one unknown name, ',' only before such a 'và'."""
        after = index + 1
        if index == start or after >= stop:
            return False
        if self.words[index] == ",":
            return self._comma_joins(after, stop)
        return self.all.tokens[after].capital and not self.at_head(after, stop) and self.words[index] != "các"

    def _comma_joins(self, after: int, stop: int) -> bool:
        """'Trung tâm Văn hóa, Thể thao và Truyền thông': capitals, then 'và' and a capital that heads no unit."""
        if not self.all.tokens[after].capital or self.at_head(after, stop):
            return False
        for index in range(after + 1, min(stop - 1, after + 6)):
            if self.words[index] == "và":
                return self.all.tokens[index + 1].capital and not self.at_head(index + 1, stop)
            if not self.words[index][0].isalpha() or stop_at(self.words, index, stop):
                return False
        return False

    def _party(self, name: str, written: str, *, kind: str = "unit", restriction: str = "") -> Party:
        """The party of a name: the caller's when it is listed."""
        found = self.known.names.longest(_path_words(name), 0, 60)
        if found and found[0] == len(_path_words(name)):
            entry = found[1]
            return Party(entry.name, written, entry.key, _kind(entry), restriction)
        shown = "group" if kind == "group" else ("unit" if name.startswith("UBND") else "unknown")
        return Party(name, written, "", shown, restriction)  # type: ignore[arg-type]


def _path_words(name: str) -> tuple[str, ...]:
    return tuple(name.lower().replace(",", " ,").split())


def _kind(entry: Entry) -> str:  # "unit" or "group"
    return "group" if entry.kind == "group" else "unit"


def _head_of(name: str) -> str:
    return name.split(" ", 1)[0]


def _lower_first(words: str) -> str:
    if words[:1].isupper() and not words[1:2].isupper():
        return words[:1].lower() + words[1:]
    return words
