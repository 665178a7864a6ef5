"""A request larger than any form of ours is refused before it is read."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

MB = 1024 * 1024


class Untouched(BytesIO):
    """A body that must not be read."""

    def read(self, *_size):
        raise AssertionError("the body was read")


def send(client, size: object, body=None):
    return client.generic(
        "POST",
        "/sign-in/",
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(size),
        **({"wsgi.input": body} if body else {}),
    )


@pytest.mark.parametrize("size", [2 * MB, 10**12, "-1", "1e9"])
def test_who_is_not_signed_in_sends_no_large_body(client, db, size):
    answer = send(client, size, Untouched())
    assert answer.status_code == 413
    assert "quá lớn" in answer.content.decode()
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_who_is_signed_in_sends_files_up_to_what_a_form_holds(client, cast):
    client.force_login(cast.secretary)
    assert send(client, 111 * MB, Untouched()).status_code == 413
    paper = SimpleUploadedFile("thong-bao.txt", "Thông báo kết luận.\n".encode() + b" " * 2 * MB)
    answer = client.post("/documents/new/", {"committee": cast.committee.code, "file": paper})
    assert answer.status_code == 200  # it was read; that it is too long for a notice says its form
    assert "quá dài" in str(answer.context["form"].errors)
