"""The command `giaoban`, as a person or a script runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.long  # each has an installation of its own

GIAOBAN = str(Path(sys.executable).parent / "giaoban")
NOTICE = """THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về chuyển đổi số
1. Giao Sở KH&CN chủ trì, phối hợp với Sở Tài chính rà soát chỉ tiêu chưa đạt, báo cáo trước ngày 30/6/2025.
"""
UNITS = "name,abbreviations,kind\nSở Khoa học và Công nghệ,Sở KH&CN|SKHCN,unit\nSở Tài chính,STC,unit\n"


def giaoban(*arguments, data=None, **environment):
    """Run the command; (exit code, standard output, standard error)."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("GIAOBAN_", "DATABASE_URL", "DJANGO_"))}
    done = subprocess.run(
        [GIAOBAN, *arguments],
        env={**clean, **environment},
        input=data,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def own(tmp_path):
    """The environment of a small installation of its own, with an empty database."""
    environment = {"GIAOBAN_MODE": "demo", "GIAOBAN_DATA": str(tmp_path / "site")}
    assert giaoban("migrate", **environment)[0] == 0
    return environment


def test_propose_answers_in_the_promised_form(tmp_path):
    units = tmp_path / "units.csv"
    units.write_text(UNITS, encoding="utf-8")
    code, out, _err = giaoban(
        "propose", "-", "--units", str(units), "--issued-on", "2025-06-10", "--json", data=NOTICE
    )
    answer = json.loads(out)
    assert code == 0
    (task,) = answer["tasks"]
    assert (task["lead"], task["coordinating"], task["deadline"], task["clause"]) == (
        "Sở Khoa học và Công nghệ",
        ["Sở Tài chính"],
        "2025-06-30",
        "1",
    )
    assert NOTICE[task["start"] : task["end"]] == task["quote"]
    assert {"action", "co_leads", "informed", "product"} <= task.keys()
    assert answer["citations"] == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("propose", "khong-co.docx"), "Không đọc được tệp"),
        (("propose", "-", "--issued-on", "10/06/2025"), "--issued-on cần một ngày"),
        (("propose", "-"), "Thông báo không ghi ngày"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence_and_exits_2(arguments, sentence):
    code, out, err = giaoban(*arguments, data="Không có gì.")
    assert (code, out) == (2, "")
    assert sentence in err


@pytest.mark.parametrize("name", ["hong.docx", "anh.docx"])
def test_a_damaged_file_is_refused_with_its_reason(tmp_path, name):
    (tmp_path / name).write_bytes(
        {"hong.docx": b"PK\x03\x04 nothing", "anh.docx": b"\x89PNG\r\n\x1a\n" + bytes(64)}[name]
    )
    code, _out, err = giaoban("propose", str(tmp_path / name), "--issued-on", "2025-06-10")
    assert code == 2
    assert err.startswith("Không dùng được tệp:")


def test_help_speaks_both_languages():
    assert "cách dùng:" in giaoban("--help")[1]
    assert "usage:" in giaoban("--lang", "en", "--help")[1]
    assert "thiếu tham số" in giaoban()[2]


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({}, "GIAOBAN_SECRET_KEY"),
        ({"GIAOBAN_SECRET_KEY": "k" * 50, "GIAOBAN_DEBUG": "1"}, "GIAOBAN_DEBUG"),
        ({"GIAOBAN_SECRET_KEY": "k" * 50, "GIAOBAN_HOSTS": "*"}, "GIAOBAN_HOSTS"),
    ],
)
def test_production_refuses_to_start_with_unsafe_settings(tmp_path, environment, word):
    code, _out, err = giaoban("serve", GIAOBAN_DATA=str(tmp_path), **environment)
    assert code == 2
    assert word in err


def test_serve_refuses_a_database_of_another_version(tmp_path):
    code, _out, err = giaoban("serve", GIAOBAN_MODE="demo", GIAOBAN_DATA=str(tmp_path))
    assert code == 2
    assert "giaoban migrate" in err


def test_demo_never_touches_data_that_is_not_its_own(own):
    code, out, _err = giaoban("demo", "--fresh", "--fill-only", **own)
    assert code == 2
    assert "không phải của bản dùng thử" in out
    assert giaoban("check", **own)[0] == 0


def test_a_new_installation_gets_its_first_administrator_by_link(own):
    code, out, _err = giaoban("add-administrator", "quantri@sonhai.example", "Đặng Thị Uyên", **own)
    assert code == 0
    assert "/invitation/" in out
    code, _out, err = giaoban("add-administrator", "quantri@sonhai.example", "Đặng Thị Uyên", **own)
    assert code == 2
    assert err


def test_units_are_imported_once_and_wrong_rows_are_named(own, tmp_path):
    listed = tmp_path / "units.csv"
    listed.write_text(
        "official_code,name,kind,parent_code\n98,Tỉnh Sơn Hải,Tỉnh,\n98001,An Thạnh,Xã,98\n", encoding="utf-8"
    )
    first = json.loads(giaoban("import-units", str(listed), "--json", **own)[1])
    again = json.loads(giaoban("import-units", str(listed), "--json", **own)[1])
    assert [unit["name"] for unit in first["created"]] == ["Tỉnh Sơn Hải", "Xã An Thạnh"]
    assert (again["created"], again["changed"], again["closed"]) == ([], [], [])
    listed.write_text("official_code,name,kind,parent_code\n98002,,Xã,98\n", encoding="utf-8")
    code, out, _err = giaoban("import-units", str(listed), "--json", **own)
    assert code == 1
    assert len(json.loads(out)["errors"]) == 1


def test_a_backup_restores_what_was_there_and_check_proves_it(own, tmp_path):
    giaoban("add-administrator", "quantri@sonhai.example", "Đặng Thị Uyên", **own)
    before = json.loads(giaoban("check", "--json", **own)[1])
    archive = tmp_path / "backup.tar"
    assert giaoban("backup", str(archive), **own)[0] == 0
    other = {**own, "GIAOBAN_DATA": str(tmp_path / "other")}
    assert giaoban("restore", str(archive), **other)[0] == 0
    assert json.loads(giaoban("check", "--json", **other)[1]) == before
    assert giaoban("restore", str(archive), **other)[0] == 2  # data is there: only with --replace
    assert giaoban("restore", str(archive), "--replace", **other)[0] == 0


def test_a_damaged_backup_is_refused_before_anything_is_touched(own, tmp_path):
    archive = tmp_path / "backup.tar"
    giaoban("backup", str(archive), **own)
    damaged = bytearray(archive.read_bytes())
    damaged[5000] ^= 0xFF
    archive.write_bytes(damaged)
    other = {**own, "GIAOBAN_DATA": str(tmp_path / "other")}
    code, _out, err = giaoban("restore", str(archive), **other)
    assert code == 2
    assert "Chưa khôi phục gì" in err
    whole = tmp_path / "whole.tar"
    giaoban("backup", str(whole), **own)
    assert giaoban("restore", str(whole), **other)[0] == 0  # nothing stands there that would need --replace
