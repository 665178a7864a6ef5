"""The words of the action without its deadline, and the product that a noun names (conventions 1 and 5)."""

from __future__ import annotations

import re

_PRODUCT = re.compile(
    r"(?<!\w)(?:xây dựng|tham mưu|ban hành|trình|hoàn thiện|lập|dự thảo|soạn thảo|xây dựng dự thảo|đề xuất|gửi|báo cáo|phê duyệt)(?:\s[^\s,;.]+){0,3}?\s"
    r"(?P<noun>(?:kế hoạch|đề án|phương án|danh mục|danh sách|báo cáo|quyết định|nghị quyết|quy chế|quy định|hướng dẫn|chương trình|tờ trình|hồ sơ|văn bản|quy chuẩn|bộ tiêu chí|bảng tổng hợp|quy hoạch|dự toán|biên bản)(?!\w)[^,;.:]{0,90})"
)
_TAIL = re.compile(r"\s(?:trước|trong|chậm nhất|gửi|báo cáo|trình|để|theo|và báo|về ubnd)\s.*$")
_REPORT = re.compile(r"(?<!\w)báo cáo(?!\w)")


def action_of(text: str, low: int, high: int, deadlines: list[tuple[int, int]]) -> str:
    """text[low:high] without its deadlines, one line, no marks at the ends."""
    pieces, position = [], low
    for start, end in sorted(deadlines):
        if start >= position and end <= high:
            pieces.append(text[position:start])
            position = end
    pieces.append(text[position:high])
    words = re.sub(r"\s+", " ", " ".join(pieces))
    words = re.sub(r"\s*(?:[,;]\s*){2,}", ", ", words)
    words = re.sub(r"\s+([,;.)])", r"\1", words)
    return re.sub(r"[,;]\s*(?:xong|hoàn thành)?\s*\.?$", "", words).strip(' ,;:.-+•/"')


def product_of(text: str, fold: str, low: int, high: int) -> str:
    """The noun that names the product: 'Kế hoạch khắc phục'; 'báo cáo' when only a report is asked; "" else."""
    found = _PRODUCT.search(fold, low, high)
    if found:
        words = text[found.start("noun") : found.end("noun")]
        tail = _TAIL.search(fold[found.start("noun") : found.end("noun")])
        return " ".join((words[: tail.start()] if tail else words).split()).strip(" ,;")
    return "báo cáo" if _REPORT.search(fold, low, high) else ""
