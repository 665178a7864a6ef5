"""What holds for every page of the project: contrast, weight, nothing inline, nothing from elsewhere."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import pytest

from giaoban.ui.templatetags.ui_words import icon_names

HOME = Path(__file__).resolve().parents[2]
STATIC = HOME / "giaoban/ui/static/ui"
FONTS = STATIC / "vendor/be-vietnam-pro"
TEMPLATES = sorted((HOME / "giaoban").glob("*/templates/**/*.html"))


def tokens():
    blocks = re.findall(r":root \{(.*?)\}", (STATIC / "base.css").read_text(), re.DOTALL)
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in blocks[:2]]


def luminance(colour):
    def linear(pair):
        share = int(pair, 16) / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[n : n + 2]) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


TEXT_ON = [
    *((ink, ground) for ink in ("ink", "soft", "son") for ground in ("paper", "sheet", "shade")),
    *((tone, f"{tone}-wash") for tone in ("ok", "soon", "late", "note", "son")),
    *((tone, "sheet") for tone in ("ok", "soon", "late")),
    ("son-ink", "son"),
    ("son-ink", "son-deep"),
    ("late-ink", "late"),
    ("ink", "son-wash"),
    ("ink", "soon-wash"),
]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_stands_out_from_its_ground(scheme, text, ground):
    colours = tokens()[scheme]
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("mark", ["edge", "focus", "son"])
def test_edges_of_controls_can_be_seen(scheme, mark):
    colours = tokens()[scheme]
    assert min(contrast(colours[mark], colours[ground]) for ground in ("paper", "sheet")) >= 3


def test_the_first_load_leaves_twelve_kilobytes_for_the_page():
    packed = [
        "base.css",
        "components.css",
        "print.css",
        "app.js",
        "picker.js",
        "icons.svg",
        "seal.svg",
        "vendor/htmx.min.js",
    ]
    fonts = [
        *(
            FONTS / f"be-vietnam-pro-{part}-{weight}-normal.woff2"
            for part in ("latin", "vietnamese")
            for weight in (400, 600)
        ),
        *FONTS.glob("figures-*.woff2"),
    ]
    total = sum(len(gzip.compress((STATIC / name).read_bytes(), 6)) for name in packed)
    total += sum(font.stat().st_size for font in fonts)
    assert total <= 138_000


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(HOME / "giaoban")))
def test_a_template_keeps_to_the_strict_policy(path):
    text = path.read_text()
    assert not re.search(r"\sstyle=", text), "style attribute"
    assert not re.search(r"\son[a-z]+=", text), "inline handler"
    assert not re.search(r"<style|javascript:", text), "inline style or script"
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/)", text), "inline script"
    assert not re.search(r"""(?:src|href|action)=["']https?:""", text), "something from elsewhere"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(HOME / "giaoban")))
def test_a_template_uses_icons_that_exist(path):
    text = path.read_text()
    named = set(re.findall(r'{% icon "([\w-]+)"', text)) | set(
        re.findall(r'\b(?:icon|shape|mark)="([\w-]+)"', text)
    )
    assert named <= icon_names()


def test_styles_and_scripts_fetch_nothing_from_elsewhere():
    for path in [*STATIC.glob("*.css"), *STATIC.glob("*.js")]:
        assert not re.search(r"https?://|@import|\beval\(|innerHTML", path.read_text()), path.name
    for address in re.findall(r'url\("([^"]+)"\)', (STATIC / "base.css").read_text()):
        assert (STATIC / address).is_file()


def test_vendored_files_are_as_listed():
    rows = re.findall(
        r"^\| `([^`]+)` .*`([0-9a-f]{64})` \|$", (STATIC / "vendor/VENDORED.md").read_text(), re.MULTILINE
    )
    assert len(rows) == 20
    assert [hashlib.sha256((HOME / path).read_bytes()).hexdigest() for path, _ in rows] == [
        total for _, total in rows
    ]
