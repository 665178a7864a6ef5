"""
The usual short forms of a unit's full name.

Facts: how provincial papers shorten names ("Sở KH&CN", "SKHCN", "UBND phường Ba Đình"). Pure functions; what
is recorded as an alias comes from people and wins over what is made here.
"""

from __future__ import annotations

import re
from typing import Final

# Names that are shortened as a whole, wherever they stand.
WHOLE: Final = (
    ("Ủy ban nhân dân", "UBND"),
    ("Hội đồng nhân dân", "HĐND"),
    ("Ủy ban Mặt trận Tổ quốc Việt Nam", "UBMTTQVN"),
    ("Ủy ban Mặt trận Tổ quốc", "UBMTTQ"),
    ("Mặt trận Tổ quốc", "MTTQ"),
    ("Văn phòng", "VP"),
    ("Ban Quản lý dự án", "BQLDA"),
    ("Ban Quản lý", "BQL"),
    ("Ban Chỉ huy Quân sự", "BCHQS"),
    ("Bộ Chỉ huy Quân sự", "Bộ CHQS"),
    ("Bảo hiểm xã hội", "BHXH"),
    ("Ngân hàng Nhà nước", "NHNN"),
    ("Kho bạc Nhà nước", "KBNN"),
    ("Công an", "CA"),
    ("Trung tâm Phục vụ hành chính công", "TTPVHCC"),
    ("Trung tâm", "TT"),
    ("Khu kinh tế", "KKT"),
    ("khu công nghiệp", "KCN"),
)
# Heads whose sector is shortened: the head is written out before "&" forms and as one letter in SKHCN.
HEADS: Final = ("Sở", "Bộ", "Ban", "Cục", "Chi cục", "Tổng cục", "Phòng")
ONE_LETTER: Final = {"Sở": "S", "Bộ": "B"}
TERRITORIES: Final = ("Tỉnh", "Thành phố", "Xã", "Phường", "Đặc khu", "Huyện", "Quận", "Thị xã")
PLACES: Final = ("tỉnh", "thành phố", "xã", "phường", "đặc khu", "huyện", "quận", "thị xã")


def short_forms(name: str) -> list[str]:
    """
    Usual short forms of `name`, each once, without the name itself.

    >>> short_forms("Sở Khoa học và Công nghệ")
    ['Sở KH&CN', 'Sở KHCN', 'Sở KH-CN', 'SKHCN', 'SKH&CN']
    >>> short_forms("Sở Tài chính")
    ['Sở TC', 'STC']
    """
    forms = territory_forms(name) or [*_whole_forms(name), *_sector_forms(name)]
    known = dict.fromkeys(form for form in forms if form != name and len(form) > 2)
    return list(known)


def territory_forms(name: str) -> list[str]:
    """
    How a place and its people's committee are both named; empty when the name is of neither.

    >>> territory_forms("Phường Ba Đình")
    ['phường Ba Đình', 'UBND phường Ba Đình', 'Ủy ban nhân dân phường Ba Đình']
    >>> territory_forms("UBND xã An Thạnh")
    ['xã An Thạnh', 'Ủy ban nhân dân xã An Thạnh']
    """
    bare = re.sub(r"^(UBND|(Ủy|Uỷ) ban nhân dân)\s+", "", name, flags=re.IGNORECASE)
    head = next((t for t in TERRITORIES if bare.casefold().startswith(t.casefold() + " ")), None)
    if head is None:
        return []
    place = head.lower() + bare[len(head) :]
    forms = [place, f"UBND {place}", f"Ủy ban nhân dân {place}"]
    if head == "Thành phố":
        own = bare[len(head) :].strip()
        forms += [f"TP. {own}", f"TP {own}", f"UBND TP. {own}", f"UBND TP {own}"]
    return [form for form in forms if form != name]


def sector(name: str) -> tuple[str, str, str]:
    """
    A name as head, sector and the place behind it; the head is empty when it is none of `HEADS`.

    >>> sector("Chi cục Thủy lợi tỉnh")
    ('Chi cục', 'Thủy lợi', 'tỉnh')
    """
    head = max((h for h in HEADS if name.startswith(h + " ")), key=len, default="")
    rest = name[len(head) :].strip()
    place = next((p for p in PLACES if re.search(rf"\s{p}(\s\S.*)?$", rest)), "")
    if place:
        found = re.search(rf"\s({place}(\s\S.*)?)$", rest)
        if found:
            return head, rest[: found.start()].strip(), found.group(1)
    return head, rest, ""


def _sector_forms(name: str) -> list[str]:
    head, words, place = sector(name)
    if not head or not words:
        return []
    terms = [_initials(term) for term in re.split(r"\s*,\s*|\s+và\s+|\s+[-–]\s+", words) if term]
    joints = re.findall(r",|\svà\s|\s[-–]\s", words)
    written = terms[0]
    for joint, term in zip(joints, terms[1:], strict=False):
        written += {"và": "&", ",": ",", "-": "-", "–": "-"}[joint.strip()] + term
    variants = [written, "".join(terms)]
    if len(terms) > 1:
        variants += ["".join(terms[:-1]) + "&" + terms[-1], "-".join(terms)]
    forms = [f"{head} {variant}" for variant in dict.fromkeys(variants)]
    if head in ONE_LETTER:
        forms += [f"{ONE_LETTER[head]}{variant}" for variant in ("".join(terms), written)]
    if not place:
        return forms
    placed = [f"{form} {place}" for form in forms]
    return [*forms, *placed, name.removesuffix(place).strip()] if _goes_without_saying(place) else placed


def _goes_without_saying(place: str) -> bool:
    """A province's own papers leave out "tỉnh"; the name of a commune is never left out."""
    return place.startswith(("tỉnh", "thành phố"))


def _initials(words: str) -> str:
    return "".join(word[0].upper() for word in re.split(r"[\s\-–]+", words) if word)


def _whole_forms(name: str) -> list[str]:
    """
    The name with its well-known parts shortened, spaced and joined, with and without the place behind.

    >>> _whole_forms("Văn phòng UBND tỉnh")
    ['VP UBND tỉnh', 'VPUBND tỉnh', 'VP UBND', 'VPUBND', 'Văn phòng UBND']
    >>> _whole_forms("Công an xã An Thạnh")
    ['CA xã An Thạnh']
    """
    short = name
    for long_form, form in WHOLE:
        short = re.sub(rf"\b{long_form}\b", form, short)
    if short == name:
        return []
    _head, _sector, place = sector(name)
    forms = [short]
    joined = re.sub(r"(?<=[A-ZĐ]) (?=[A-ZĐ]{2})", "", short)
    forms.append(joined)
    if _goes_without_saying(place) and short != f"CA {place}":  # "CA" alone says too little
        ends = f" {place}"
        forms += [form.removesuffix(ends) for form in (short, joined, name) if form.endswith(ends)]
    return list(dict.fromkeys(forms))
