"""Fault pages: what happened, what was kept, what to do, in both languages, without a trace of the hidden."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import translation
from django.views import defaults

pytestmark = pytest.mark.urls("tests.ui.urls")
FIRST = {
    "vi": {
        400: "Không hiểu được nội dung",
        403: "Chưa đến lượt.",
        404: "Không có nội dung nào ở địa chỉ này",
    },
    "en": {400: "What was sent could not", 403: "Chưa đến lượt.", 404: "There is nothing at this address"},
}


@pytest.fixture
def answer(rf):
    def ask(code, path="/a/"):
        request = rf.get(path)
        request.user, request.officer = AnonymousUser(), None
        handlers = {
            400: lambda: defaults.bad_request(request, ValueError()),
            403: lambda: defaults.permission_denied(request, PermissionDenied("Chưa đến lượt.")),
            404: lambda: defaults.page_not_found(request, Http404()),
            500: lambda: defaults.server_error(request),
        }
        return handlers[code]()

    return ask


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("code", [400, 403, 404])
def test_a_fault_is_told_in_the_language_of_the_page(answer, code, language):
    with translation.override(language):
        page = answer(code)
    assert page.status_code == code
    assert FIRST[language][code] in page.content.decode()


def test_when_the_program_fails_it_speaks_both_languages(answer):
    page = answer(500)
    assert page.status_code == 500
    assert "Máy chủ gặp lỗi" in page.content.decode()
    assert "The server failed" in page.content.decode()


def test_nothing_tells_one_missing_page_from_another(answer):
    assert answer(404, "/assignments/A1/").content == answer(404, "/assignments/ZZ/").content
