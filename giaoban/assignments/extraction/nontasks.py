"""
Sentences that look like tasks and are not (section 9), by kind. `kind_of` names the kind, "" for none.
"""

from __future__ import annotations

import re

from giaoban.assignments.extraction.words import (
    ABSTRACT_STARTS,
    APPROVALS,
    ESCAPES,
    OUTSIDERS,
    PRAISE,
    REPORT_STARTS,
)
from giaoban.documents.reading.normal import Words

_AUTHORITY = re.compile(
    r"(?:(?:thay mặt|thừa lệnh|tại \S+(?: \S+){0,8}?|kết luận[^,]{0,60}|phát biểu[^,]{0,80}),? )?(?:(?:đồng chí|đ/c|ông|bà) )?"
    r"(?:(?:thường trực |quyền |phó )*(?:chủ tịch|thủ tướng|bí thư|trưởng ban|tổ trưởng|bộ trưởng|thứ trưởng|giám đốc)|ubnd|ủy ban nhân dân|ban thường vụ|thường trực|chính phủ|lãnh đạo|ban chỉ đạo|hội nghị|cuộc họp)"
    r"(?:\s[^\s,;:.]+){0,14}?,?\s(?:cơ bản |về cơ bản |đã |cũng |thống nhất )?$"
)
_CLOSING = re.compile(
    r"trên đây là|thừa lệnh|(?:văn phòng|vp|ubnd|ủy ban|ban|tl|sở|bộ)[^.;]{0,90}(?:xin )?(?:trân trọng )?thông báo (?:đến|tới|để|cho|ý kiến|kết luận)[^.]{0,160}(?:biết|thực hiện)|"
    r"(?:văn phòng|vp)[^.;]{0,90}(?:truyền đạt|thông báo)[^.;]{0,160}(?:biết|thực hiện)|trân trọng|[^.]{0,400}chịu trách nhiệm thi hành|[^.]{0,300}căn cứ (?:chỉ thị|quyết định|thông báo|công điện|kết luận)(?: này)? (?:thi hành|thực hiện)|nhận được (?:công văn|văn bản|thông báo|công điện|chỉ thị)|.{0,60}thông báo để (?:các|quý|sở|bộ|đơn vị)"
)
_FORMULA = re.compile(
    r"chịu (?:hoàn toàn )?trách nhiệm (?:toàn diện |chính |trực tiếp )?(?:trước|về|nếu|khi|đối với|toàn bộ)"
)
_PLAIN_DO = re.compile(
    r"^(?:căn cứ (?:nội dung|chỉ đạo|ý kiến|công văn|văn bản)(?: chỉ đạo)? (?:này|trên|nêu trên), )?(?:yêu cầu|đề nghị|[^,;.]{0,60} (?:yêu cầu|đề nghị)) (?:các|thủ trưởng|giám đốc|chủ tịch|quý|lãnh đạo|người đứng đầu|toàn thể)[^;:.]{0,200}?(?:nghiêm túc|khẩn trương|tích cực|chủ động|quan tâm|phối hợp|tập trung|nghiêm|chỉ đạo)?,? ?"
    r"(?:chỉ đạo |tổ chức |triển khai |phối hợp )*(?:thực hiện|triển khai)(?: nghiêm(?: túc)?| tốt| có hiệu quả| kịp thời)*(?: (?:các |những )?(?:nội dung|ý kiến|chỉ đạo|thông báo|công điện|kết luận|chỉ thị|văn bản)[^;]{0,60}(?:trên|này|nêu trên|kết luận))?\s?\.?/?\.?$"
)
_VOTERS = re.compile(
    r"(?:[^,;:]{0,40}[,;:] )?(?:theo |một số |nhiều |có )?cử tri (?:[^\W\d]+ ){0,6}?(?:đề nghị|kiến nghị|phản ánh|mong|cho rằng|nêu|hỏi)(?!\w)"
)
_PROMISE = re.compile(r"(?<!\w)(?:đã cam kết|cam kết sẽ|(?:đã|sẽ|lời) hứa)(?!\w)")
_DEFINITION = re.compile(
    r"^(?:các )?(?:đơn vị|cơ quan|thành phần|thành viên)[^,;:]{0,60}\s(?:bao )?gồm(?: có)?\s?:|^[^,;:]{3,140}?\slà (?:cơ quan|đơn vị|địa phương|tổ chức|nơi|nhiệm vụ|trách nhiệm|chủ đầu tư|một trong|lĩnh vực|yêu cầu|khâu|vấn đề|nội dung)(?! chủ trì| đầu mối| thường trực(?:,| giúp (?!việc)))"
)
_SOURCE = re.compile(
    r"theo (?:sở|chi cục|cục|ubnd|ủy ban|phòng|công an|trung tâm|đài|bộ|ngành|lãnh đạo) [^,;.:]{2,50}, "
    r"(?:trong|từ|đến|tính|hiện|năm|toàn|dự báo|tổng|qua|kết quả|sau)\s"
)
_PETITION = re.compile(
    r"(?:cử tri|người dân|nhân dân|bà con|doanh nghiệp)[^;.:\"]{0,90}(?:kiến nghị|đề nghị|phản ánh)\s?:\s?\"[^\"]*\"?\.?$"
)
_PERIOD = re.compile(
    r"(?:trong |sau |qua |tính đến |đến )?(?:(?:\d{1,2}|một|hai|ba|sáu|chín) (?:tháng|năm|ngày|tuần)(?: đầu năm| cuối năm| qua| vừa qua| đầu| năm \d{4}|,)|năm \d{4},|quý [ivx\d]+[^,;.]{0,20},|tháng \d{1,2}[^,;.]{0,12},|mùa \S+ (?:năm )?\d{4}|thời gian vừa qua|những ngày qua|ngày \d{1,2}/\d{1,2}(?:/\d{4})?,|sáng|chiều|vụ \S+ \S+ \d{4})"
)
_MARKS_OF_PAST = re.compile(
    r"(?<!\w)(?:đã|đạt|tăng|giảm|ước đạt|bằng|so với|cùng kỳ|còn|diễn ra|xảy ra|tiếp tục (?:được|phát triển|ổn định)|được \S+|hơn \d|\d[\d.,]*\s?(?:%|tỷ|ha|lượt|hộ|vụ|người|km|cơ sở|hồ sơ))(?!\w)"
)

_GOAL = re.compile(
    r"(?<!\w)(?:phấn đấu|mục tiêu|chỉ tiêu|ít nhất|tối thiểu|tối đa|đạt (?:trên|từ)|trở lên|phải|không (?:quá|để)|bảo đảm|đảm bảo|mỗi)(?!\w)"
)
_RESULT = re.compile(
    r"(?<!\w)(?:[^\W\d]+ được (?:hơn |gần |trên |khoảng )?\d|hoàn thành vượt|(?:đạt|đúng hạn|tăng|giảm|bằng) (?:gần |hơn )?\d+,\d+\s?%)"
)


def tells_result(fold: str) -> bool:
    """What is counted and done: 'nạo vét được 87 km', 'đạt 98,6%' where no goal is set (section 9)."""
    return bool(_RESULT.search(fold)) and not _GOAL.search(fold)


def kind_of(words: Words, first: int, stop: int, fold: str, *, future: bool) -> str:
    """
    The kind of non-task that tokens [first, stop) with the folded words `fold` are, or "".

    `future` is True behind a heading of tasks, where a period at the start is no sign of the past.
    """
    low = first
    while low < stop and not words.words[low][0].isalnum():
        low += 1
    if _PETITION.match(fold):
        return "promise"
    return (
        _by_first_words(words, low, stop)
        or _by_shape(fold, future=future)
        or _by_subject(words, low, stop, fold)
    )


def _by_first_words(words: Words, low: int, stop: int) -> str:
    lead = _after_authority(words, low, stop) or _after_topic(words, low, stop)
    for phrases, kind in ((APPROVALS, "approval"), (PRAISE, "praise")):
        if phrases.at(words.words, low, stop) or (lead and phrases.at(words.words, lead, stop)):
            return kind
    if words.words[low : low + 4] == ["tuy", "nhiên", ",", "tùy"]:
        return ""  # 'Tuy nhiên, tùy điều kiện …' leaves a choice and tells no result
    if ESCAPES.at(words.words, low, stop):
        return "escape"
    return "report" if REPORT_STARTS.at(words.words, low, stop) else ""


def _by_shape(fold: str, *, future: bool) -> str:
    if _CLOSING.match(fold) or (len(fold) < 420 and _PLAIN_DO.match(fold)):
        return "closing"
    if _SOURCE.match(fold):
        return "report"
    past = not future and _PERIOD.match(fold) and _MARKS_OF_PAST.search(fold)
    return "report" if past else ""


def _by_subject(words: Words, low: int, stop: int, fold: str) -> str:
    if OUTSIDERS.at(words.words, low, stop):
        return "outsider"
    if ABSTRACT_STARTS.at(words.words, low, stop):
        return "abstract"
    if _DEFINITION.match(fold):
        return "definition"
    return "promise" if _VOTERS.match(fold) or _PROMISE.search(fold[:200]) else ""


def is_formula(fold: str) -> bool:
    """'chịu trách nhiệm trước UBND tỉnh về …' with no verb after it."""
    return bool(_FORMULA.match(fold))


def _after_topic(words: Words, low: int, stop: int) -> int:
    """The token behind the colon of 'Về đề nghị …: chưa xem xét', 0 for none."""
    if words.words[low] != "về":
        return 0
    return next((i + 1 for i in range(low, min(stop - 1, low + 40)) if words.words[i] == ":"), 0)


def _after_authority(words: Words, low: int, stop: int) -> int:
    """The token after an authority at the start ('Phó Chủ tịch UBND tỉnh ghi nhận'), 0 for none."""
    for index in range(low + 1, min(stop, low + 34)):
        if APPROVALS.at(words.words, index, stop) or PRAISE.at(words.words, index, stop):
            start = words.tokens[low].start
            if _AUTHORITY.fullmatch(words.source.fold[start : words.tokens[index].start]):
                return index
    return 0
