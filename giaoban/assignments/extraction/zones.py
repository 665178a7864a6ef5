"""
Zones (section 1): head, addressees, grounds, assessment, closing, distribution hold no task; the body does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from giaoban.assignments.extraction.clauses import Item
from giaoban.documents.reading.normal import Source

_HEAD_LINE = re.compile(
    r"cộng hòa xã hội|độc lập - tự do|số\s?:|v/v|về việc|thông báo$|kết luận$|công điện$|chỉ thị$|hỏa tốc|khẩn$|đảng cộng sản|"
    r"ý kiến chỉ đạo của|kết luận của|kết luận phiên|ý kiến kết luận|của (?:ban|đồng chí)|\(.{3,40}\)$"
)
_ADDRESS = re.compile(
    r"kính gửi\s?:?|.{0,160}(?<!\w)điện\s?:\s?$|.{0,120}\sđiện\s?:\s?(?=các|giám|chủ|sở|bộ|ubnd|-)"
)
_DISTRIBUTION = re.compile(r"nơi nhận\s?:?|nơi gửi\s?:")
_SIGNATURE = re.compile(r"(?:kt|tm|tl|tuq|q)\.\s?[^\W\d_]|\(đã ký\)|\(ký\)|đã ký$|chữ ký|ký bởi|người ký")
_POST_LINE = re.compile(
    r"(?:phó )?(?:chủ tịch|chánh văn phòng|giám đốc|bí thư|thủ tướng|bộ trưởng|trưởng ban|chánh thanh tra)$"
)
_RELATED = re.compile(
    r"(?:các )?(?:tin|bài)(?: viết)? (?:liên quan|khác|cùng chuyên mục|mới hơn|cũ hơn|mới nhất|đã đưa|nổi bật|đọc nhiều|cùng loại)|"
    r"tin mới|đọc nhiều|xem nhiều|bình luận|ý kiến bạn đọc|từ khóa\s?:|tags?\s?:|bản quyền|copyright|liên kết website|thư viện ảnh|các văn bản khác"
)
_FURNITURE = re.compile(
    r"đang tải|skip to|nhấp vào|nhấn vào|bấm vào|click|xem chi tiết|xem thêm|tải về|tải file|in trang|chia sẻ bài|lượt xem|lượt truy cập|đăng lúc|ngày đăng|"
    r"cập nhật lúc|tác giả\s?:|nguồn\s?:|ảnh\s?:|ảnh minh họa|trang chủ|đăng nhập|font size|cỡ chữ|gửi email|quay lại|\(chinhphu\.vn\)$|"
    r"hotline|điện thoại\s?:|email\s?:|fax|website\s?:|https?:|www\.|đọc bài viết|nghe đọc bài|theo dõi trên|google news|facebook|zalo$"
)
_ASSESS = re.compile(
    r"(?:về )?(?:công tác |phần )?(?:đánh giá(?! tác động)|kết quả(?=\s?:| \d)|kết quả (?:đạt được|thực hiện|công tác|chủ yếu|nổi bật)|những kết quả|tình hình(?! hình)|tồn tại|hạn chế|một số (?:tồn tại|hạn chế|khó khăn|kết quả)|những (?:tồn tại|hạn chế|khó khăn)|"
    r"khó khăn|hiện trạng|nguyên nhân|nhận định|nhận xét|thực trạng|ưu điểm|bối cảnh|về kết quả|về tình hình|về đánh giá|về tồn tại|thuận lợi|bài học)"
)
_TO_DO = re.compile(
    r"nhiệm vụ|giải pháp|thời gian tới|tổ chức thực hiện|yêu cầu|chỉ đạo|kết luận|phân công|phương hướng|trọng tâm|công việc|giao|biện pháp|kế hoạch thời gian|triển khai|đề nghị"
)
_PART = re.compile(r"^phần (?:thứ )?(?:nhất|hai|ba|tư|năm|[ivx]{1,4}|\d)\s?[:.\-]\s?")
_LETTER_LIMIT = 200
_BOX = 12  # items behind a box of related news in which the orders may go on
_CONTINUES = re.compile(
    r"(?:đồng thời|bên cạnh đó|ngoài ra|cùng với đó|theo đó)(?!\w)|.{0,60}(?<!\w)cũng (?:yêu cầu|giao|đề nghị|chỉ đạo|lưu ý)(?!\w)"
)
_HEAD_ITEMS = 24  # items that may stand before and in the head of a paper
_MOTTO = re.compile(r"cộng hòa xã hội chủ nghĩa|độc lập - tự do|đảng cộng sản việt nam$")
_TITLE_LIMIT = 130  # a longer line that asks a unit is a paragraph whose full stop is missing
_ORDERED = re.compile(
    r"(?<!\w)(?:giao|yêu cầu|đề nghị|chỉ đạo)(?: cho)? (?:các )?(?:sở|bộ|ubnd|ủy ban|công an|ban|thanh tra|văn phòng|cục|chi cục|công ty|giám đốc|chủ tịch|bộ trưởng|thủ trưởng)(?!\w)"
)
_ORDER = re.compile(
    r"(?<!\w)(?:giao(?! (?:thông|dịch|ban|lưu))|yêu cầu|đề nghị|chỉ đạo|kết luận|phân công)(?!\w)"
)


@dataclass(frozen=True)
class Zoned:
    """An item with its zone: head, address, body, assessment, distribution or furniture."""

    item: Item
    zone: str


def zone_items(source: Source, items: list[Item]) -> list[Zoned]:
    """The zone of every item, in order."""
    zones: list[str] = []
    state, letterhead = "head", _letterhead(source, items)
    assessing: tuple[int, str] | None = None
    for n, item in enumerate(items):
        words = source.fold[item.start : item.end].strip()
        written = source.text[item.start : item.end].strip()
        state = "head" if n <= letterhead else _next_state(source, items, n, state)
        if state == "body":
            assessing = _assessing(assessing, item, words, written)
            zones.append(
                "furniture" if _is_furniture(item, words) else ("assessment" if assessing else "body")
            )
        else:
            zones.append(state)
    return _without_narrative(source, [Zoned(item, zone) for item, zone in zip(items, zones, strict=True)])


def _letterhead(source: Source, items: list[Item]) -> int:
    """The item of the national motto under what a page sets before its paper; -1 when there is none."""
    last = -1
    for n, item in enumerate(items[:_HEAD_ITEMS]):
        words = source.fold[item.start : item.end].strip()
        if len(words) > _TITLE_LIMIT and _ORDERED.search(words):
            break
        if len(words) < _TITLE_LIMIT and _MOTTO.search(words):
            last = n
    return last


def _without_narrative(source: Source, zoned: list[Zoned]) -> list[Zoned]:
    """
    Plain paragraphs before the lead-in of the first list ('… yêu cầu:') that order nothing themselves tell
    how things stand: assessment.
    """
    body = [n for n, z in enumerate(zoned) if z.zone == "body"]
    first = next((n for n in body if zoned[n].item.depth), None)
    if first is None or not _leads_in(source, zoned[first - 1]):
        return zoned
    before = [n for n in body if n < first - 1 and not _leads_in(source, zoned[n])]
    if any(_ORDER.search(source.fold, zoned[n].item.start, zoned[n].item.end) for n in before):
        return zoned
    return [Zoned(z.item, "assessment") if n in before else z for n, z in enumerate(zoned)]


def _leads_in(source: Source, zoned: Zoned) -> bool:
    return not zoned.item.depth and source.text[zoned.item.start : zoned.item.end].rstrip().endswith(":")


def _next_state(source: Source, items: list[Item], n: int, state: str) -> str:
    item = items[n]
    words = source.fold[item.start : item.end].strip()
    written = source.text[item.start : item.end].strip()
    if state == "distribution":
        return "body" if re.match(r"phụ lục(?!.*kèm theo\)?\.?$)", words) and len(words) < 80 else state
    if item.depth == 0 and (
        _DISTRIBUTION.match(words)
        or (_RELATED.match(words) and not _goes_on(source, items, n))
        or _is_signature(words, written)
    ):
        return "distribution" if state == "body" or _DISTRIBUTION.match(words) else state
    if _ADDRESS.match(words) and len(words) < 700 and state in ("head", "address"):
        return "address"
    if state == "address":
        return "address" if _is_addressee(source, items, n) else "body"
    if state == "head":
        return "head" if _is_head(item, words, written) or _is_furniture(item, words) else "body"
    return state


def _goes_on(source: Source, items: list[Item], n: int) -> bool:
    """A box of related news in mid page: a later paragraph goes on with the orders ('Đồng thời', 'cũng yêu cầu')."""
    for item in items[n + 1 : n + _BOX]:
        words = source.fold[item.start : item.end].strip()
        if len(words) > _TITLE_LIMIT and _CONTINUES.match(words):
            return True
    return False


def _is_signature(words: str, written: str) -> bool:
    if len(words) > 80:
        return False
    return bool(_SIGNATURE.match(words)) or (written.isupper() and bool(_POST_LINE.match(words)))


def _is_addressee(source: Source, items: list[Item], n: int) -> bool:
    item = items[n]
    words = source.fold[item.start : item.end].strip()
    if item.kind in ("dash", "plus") and len(words) < _LETTER_LIMIT:
        return True
    if item.kind in ("number", "letter") and len(words) < _LETTER_LIMIT and words.endswith(";"):
        return True
    before = source.fold[items[n - 1].start : items[n - 1].end].strip()
    ends = before.endswith((";", ",", ":"))
    return (
        not item.kind
        and len(words) < _LETTER_LIMIT
        and ends
        and bool(
            re.match(
                r"(?:các|ubnd|ủy ban|sở|bộ|ban|công an|giám đốc|chủ tịch|thủ trưởng|đồng chí|trường|hội|đảng|văn phòng|cục|chi cục|thanh tra|tập đoàn|tổng)",
                words,
            )
        )
        and words.endswith((";", ".", ","))
    )


def _is_head(item: Item, words: str, written: str) -> bool:
    """Titles and letterhead: short lines without a full stop before the first real paragraph."""
    if item.kind in ("number", "roman", "decimal", "letter", "dash", "small roman", "capital", "article"):
        return bool(re.match(r"số\s?:", words))
    if written.isupper() and not written.endswith((".", ":")):
        return True
    if len(words) < 400 and _HEAD_LINE.match(words) and not written.endswith((":", ".")):
        return True
    if len(words) > _TITLE_LIMIT and _ORDERED.search(words):
        return False
    return len(words) < 300 and not written.endswith((".", ":", ";", "?", "!"))


def _is_furniture(item: Item, words: str) -> bool:
    if item.depth == 0 and len(words) < 60 and _RELATED.match(words):
        return True
    return item.depth <= 1 and len(words) < 220 and bool(_FURNITURE.match(words))


def _assessing(
    current: tuple[int, str] | None, item: Item, words: str, written: str
) -> tuple[int, str] | None:
    """Inside an assessment section until a heading of the same or a higher level."""
    heading = _is_heading(item, words, written)
    words = _PART.sub("", words)
    if (
        heading
        and len(words) > 160
        and re.search(
            r"(?<!\w)(?:giao|yêu cầu|đề nghị) (?:sở|ubnd|ủy ban|thuế|công an|ban|các|văn phòng|bộ|giám đốc|chủ tịch)",
            words,
        )
    ):
        return None
    if heading and _ASSESS.match(words) and not _TO_DO.search(words[:120].split(":", maxsplit=1)[0]):
        return (item.depth, item.kind)
    if current is None:
        return None
    if heading and item.depth <= current[0]:
        return None
    if (
        item.kind
        and item.kind == current[1]
        and item.depth <= current[0]
        and current[1] not in ("dash", "plus")
    ):
        return None
    if not item.kind and re.match(
        r"(?:để|trên cơ sở đó|thời gian tới|từ tình hình|trước tình hình).*(?:yêu cầu|đề nghị|giao|chỉ đạo|kết luận)",
        words,
    ):
        return None
    if re.search(r"(?:yêu cầu|kết luận|chỉ đạo|như sau|giao)\s?(?:như sau)?\s?:$", words):
        return None
    return current


def _is_heading(item: Item, words: str, written: str) -> bool:
    """A section heading: capitals, or a numbered short line without a full stop, or 'Kết quả đạt được: …'."""
    if not item.kind:
        return (written.isupper() or bool(_PART.match(words))) and len(words) < 160
    if item.kind in ("dash", "plus"):
        return False
    short = len(words) < 160 and not written.endswith((".", ";"))
    return (
        short or bool(re.match(r"[^.;:]{3,60}:\s", written)) or bool(re.match(r"[^.;:]{3,40}\.\s", written))
    )
