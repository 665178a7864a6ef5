"""
Who may do what: every important page and act, asked over HTTP by each role.

A line names the address, the form that is sent (None: a page is opened), who may, and who is refused with a
reason; to everybody else the thing looks missing, in the very words of an address that never existed.
"""

from __future__ import annotations

import re

import pytest
from django.contrib.messages import get_messages
from django.db import transaction
from django.test import Client
from django.utils import timezone

from giaoban.journal.models import Entry
from tests.scene import PRODUCT, scene

ASKING = {"chair", "standing", "secretary"}
HOLDERS = {"finance_leader", "finance_contact"}
UNIT = HOLDERS | {"reader"}
OTHERS = {"interior_contact", "clerk", "other_side", "stranger", "administrator"}
EVERYBODY = ASKING | UNIT | OTHERS
HERE = EVERYBODY - {"stranger"}
NOBODY: set[str] = set()
ADMIN = {"administrator"}

WORDS = {"reason": "Thiếu phụ lục"}
REPORT = {"percent": "30", "words": "Đã khảo sát"}
LATER = {"proposed_on": "31/01/2031", "reason": "Chờ số liệu"}
OTHER_DAY = {"number": "1", "due_on": "15/01/2031", "reason": ""}
STOP = {"decision": "9/QĐ-BCĐ", "reason": "Không còn cần thiết"}
DETAILS = {
    "issued_on": "10/06/2025",
    "type": "TB",
    "number": "217",
    "symbol": "TB-BCĐ",
    "subject": "Kết luận",
}
PART = {"unit": "{division}", "title": "Lập dự toán", "content": "", "due_on": "20/06/2025"}
PERSON = {"full_name": "Ngô Văn Ước", "email": "tc.xem@sonhai.example", "honorific": "", "phone": "0912"}
POST = {"unit": "unit:{finance}", "role": "contact", "title": "", "since": "12/06/2025"}
SEAT = {"role": "member", "unit": "unit:{finance}", "office": "Phó Giám đốc", "since": "12/06/2025"}
HOLDER = {"person": "tc.daumoi@sonhai.example", "since": "01/07/2026"}
COMMITTEE = {
    "name": "Ban Chỉ đạo", "symbol": "BCĐ", "level": "unit:{finance}", "standing_unit": "unit:{finance}",
    "basis": "QĐ 1", "term_from": "01/01/2021",
}  # fmt: skip
LAST_DAY = {"last_day": "31/12/2026", "basis": "QĐ 2"}
FROZEN = {
    "regime": "{consolidated_regime}", "unit": "{top}", "kind": "period", "last": "{report_period}"
}  # fmt: skip
RULE = {"every": "month", "weekday": "FR", "month_day": "10", "from_on": "01/07/2030", "reason": "Sớm hơn"}
DAY_OFF = {"day": "30/04/2026", "kind": "off", "reason": "Nghỉ bù"}
STEPS = {"days_before": "5", "every_weeks": "1", "up_to": "standing", "quiet_from": "18", "quiet_to": "7"}
ISSUE = {"version": "1", "dated_on": f"{timezone.localdate():%d/%m/%Y}", "urgency": "0"}
TERM = {"name": "2025 - 2030", "since": "01/10/2025"}
KEPT = {"count": "1", "reason": "Dành cho kiện toàn"}
REGISTERED = {
    "type": "CV", "number": "9103", "symbol": "SNV-VP", "issued_on": "09/06/2025", "arrived_on": "11/06/2025",
    "issuer": "Sở Nội vụ", "subject": "Cải cách hành chính", "urgency": "0", "secrecy": "0",
}  # fmt: skip
PASSED = {"to": "Phòng Ngân sách", "on": "12/06/2025", "received_by": ""}
SLIP = {
    "opinion": "Chủ trì tham mưu", "leader": "Nguyễn Thị Hòa", "given_on": f"{timezone.localdate():%d/%m/%Y}",
    "lead": "unit:{finance}", "coordinating": "", "due_on": "",
}  # fmt: skip
BRIEF = {"opening": "Mở đầu", "difficulties": "", "proposals": "", "version": "1"}

ROUND = {
    "version": "now", "units": "unit:{finance}", "due_on": "20/06/2030", "silence": "nothing", "act": "send",
}  # fmt: skip
DECIDED = {"taken": "explained", "reason": "Giữ như dự thảo", "seen": "0"}
TYPED = {"c-0": "12", "c-1": "10", "w-hard": "Không", "stamp": "1.0"}
PUT_OFF = {"due_on": "30/06/2030", "reason": "Cần thêm thời gian"}

# (address, form or None, may, is refused with a reason)
MATRIX = {
    "the work of a unit": [
        ("/duties/{asked}/", None, ASKING | UNIT, NOBODY),
        ("/duties/{seen}/files/{file}/", None, ASKING | UNIT, NOBODY),
        ("/duties/{asked}/receive/", {}, HOLDERS, ASKING | {"reader"}),
        ("/duties/{asked}/decline/", WORDS, HOLDERS, ASKING | {"reader"}),
        ("/duties/{declined}/ask-again/", WORDS, ASKING, UNIT),
        ("/duties/{received}/report/", REPORT, HOLDERS, ASKING | {"reader"}),
        ("/duties/{received}/submit/", PRODUCT, HOLDERS, ASKING | {"reader"}),
        ("/duties/{submitted}/withdraw/", {}, HOLDERS, ASKING | {"reader"}),
        ("/duties/{submitted}/accept/", {}, ASKING, UNIT),
        ("/duties/{submitted}/return/", WORDS, ASKING, UNIT),
        ("/duties/{asked}/stop/", STOP, ASKING, UNIT),
    ],
    "deadlines": [
        ("/duties/{dated}/ask-extension/", None, HOLDERS | ASKING | {"reader"}, NOBODY),
        ("/duties/{dated}/ask-extension/", LATER, HOLDERS, ASKING | {"reader"}),
        ("/duties/{requested}/withdraw-extension/", {}, HOLDERS, ASKING | {"reader"}),
        ("/duties/{requested}/grant-extension/", {"number": "1"}, ASKING, UNIT),
        ("/duties/{requested}/grant-another-day/", OTHER_DAY, ASKING, UNIT),
        ("/duties/{requested}/refuse-extension/", WORDS | {"number": "1"}, ASKING, UNIT),
        ("/duties/{dated}/change-deadline/", WORDS | {"due_on": "15/01/2031"}, ASKING, UNIT),
    ],
    "in part and again": [
        ("/duties/{submitted}/accept-in-part/", WORDS | {"accepted": "Phần đầu"}, ASKING, UNIT),
        ("/duties/{stopped}/reopen/", WORDS, ASKING, UNIT),
    ],
    "a part handed down": [
        # A part that Finance handed to its division: Finance decides, the committee reads.
        ("/duties/{part}/", None, ASKING | UNIT | {"clerk"}, NOBODY),
        ("/duties/{part}/accept/", {}, HOLDERS, ASKING | {"reader", "clerk"}),
        ("/duties/{part}/withdraw/", {}, {"clerk"}, ASKING | UNIT),
        ("/duties/{part}/stop/", STOP, HOLDERS, ASKING | {"reader", "clerk"}),
    ],
    "work of another unit": [
        ("/duties/{elsewhere}/", None, ASKING | {"interior_contact"}, NOBODY),
        ("/duties/{elsewhere}/files/{file_elsewhere}/", None, ASKING | {"interior_contact"}, NOBODY),
        ("/duties/{seen}/files/{file_elsewhere}/", None, NOBODY, NOBODY),
    ],
    "tasks": [
        ("/assignments/{task}/", None, ASKING | UNIT, NOBODY),
        ("/assignments/{task}/hand-down/{lead}/", None, HOLDERS, NOBODY),
        ("/assignments/{task}/hand-down/{lead}/", PART, HOLDERS, NOBODY),
        ("/assignments/{task}/hand-down/{elsewhere}/", PART, NOBODY, NOBODY),
        ("/assignments/{task}/hand-down/{received}/", PART, NOBODY, NOBODY),
        ("/assignments/addressees/?committee={committee}&q=so", None, ASKING, NOBODY),
    ],
    "papers": [
        ("/documents/{given}/", None, ASKING | UNIT, NOBODY),
        ("/documents/{given}/file/", None, ASKING | UNIT, NOBODY),
        ("/documents/{checking}/", None, ASKING, NOBODY),
        ("/documents/{checking}/review/", None, ASKING, NOBODY),
        ("/documents/{checking}/review/details/", DETAILS, ASKING, NOBODY),
        ("/documents/{checking}/review/add/", {"quote": "rà soát hạ tầng số trên địa bàn"}, ASKING, NOBODY),
        ("/documents/{checking}/review/{proposal}/drop/", {"version": "1"}, ASKING, NOBODY),
        ("/documents/{checking}/review/{proposal}/settle/", {"version": "1"}, ASKING, NOBODY),
        ("/documents/{checking}/review/{foreign_proposal}/drop/", {"version": "1"}, NOBODY, NOBODY),
        (
            "/documents/{checking}/review/{proposal}/merge/",
            {"version": "1", "with": "{foreign_proposal}", "with_version": "1"}, NOBODY, NOBODY,
        ),
        (
            "/documents/{checking}/review/{proposal}/members/",
            {"version": "1", "addressee": "{foreign_addressee}"}, NOBODY, NOBODY,
        ),
        ("/documents/{checking}/confirm/", None, ASKING, NOBODY),
        ("/documents/{checking}/confirm/", {"version": "1"}, ASKING, NOBODY),
        ("/documents/{foreign}/", None, {"other_side", "interior_contact"}, NOBODY),
        ("/documents/{foreign}/confirm/", {"version": "1"}, {"other_side", "interior_contact"}, NOBODY),
        ("/documents/new/", None, ASKING | {"other_side", "interior_contact"}, NOBODY),
    ],
    "drafts": [
        ("/drafts/", None, ASKING | {"other_side", "interior_contact"}, NOBODY),
        ("/drafts/new/", None, ASKING | {"other_side", "interior_contact"}, NOBODY),
        ("/drafts/new/", {"committee": "{committee}", "type": "TB", "subject": "Việc mới"}, ASKING,
         {"other_side", "interior_contact"}),
        ("/drafts/{sketch}/", None, ASKING, NOBODY),
        ("/drafts/{sketch}/edit/", None, ASKING, NOBODY),
        ("/drafts/{sketch}/edit/", {"base": "[]", "text": "1. Việc mới"}, ASKING, NOBODY),
        ("/drafts/{sketch}/head/", None, ASKING, NOBODY),
        ("/drafts/{sketch}/compare/", None, ASKING, NOBODY),
        ("/drafts/{sketch}/1/", None, ASKING, NOBODY),
        ("/drafts/{sketch}/1/docx/", None, ASKING, NOBODY),
        ("/drafts/{sketch}/paper/pdf/", None, ASKING, NOBODY),
        ("/drafts/{sketch}/do/ready/", {}, ASKING, NOBODY),
        ("/drafts/{sketch}/do/withdraw/", WORDS, ASKING, NOBODY),
        ("/drafts/{sketch}/do/reopen/", {}, NOBODY, ASKING),
        ("/drafts/{sketch}/import/", {}, NOBODY, ASKING),
        ("/drafts/{draft_ready}/edit/", None, NOBODY, ASKING),
        ("/drafts/{draft_ready}/do/reopen/", {}, ASKING, NOBODY),
    ],
    "rounds of consultation": [
        # Finance is writing its answer, Interior has sent one; the table of the other round is shown.
        ("/consultations/", None, EVERYBODY - ADMIN, NOBODY),
        ("/consultations/units/?committee={committee}&q=so", None, ASKING, NOBODY),
        ("/consultations/new/{sketch}/", None, ASKING, NOBODY),
        ("/consultations/new/{sketch}/", ROUND, ASKING, NOBODY),
        ("/consultations/{round}/", None, ASKING | UNIT | {"interior_contact"}, NOBODY),
        ("/consultations/{round}/draft/docx/", None, ASKING | UNIT | {"interior_contact"}, NOBODY),
        ("/consultations/{round}/act/extend/", PUT_OFF, ASKING, NOBODY),
        ("/consultations/{round}/act/close/", {}, ASKING, NOBODY),
        ("/consultations/{round}/act/publish/", {}, NOBODY, ASKING),
        ("/consultations/{round}/table/", None, ASKING, NOBODY),
        ("/consultations/{round}/table/export/xlsx/", None, ASKING, NOBODY),
        ("/consultations/{round}/comments/{said}/", None, ASKING, NOBODY),
        ("/consultations/{round}/comments/{said}/decide/", DECIDED, ASKING, NOBODY),
        ("/consultations/{round}/comments/{own_comment}/", None, NOBODY, NOBODY),
        ("/consultations/{round}/comments/{own_comment}/decide/", DECIDED, NOBODY, NOBODY),
        ("/consultations/{round}/comments/{told}/", None, NOBODY, NOBODY),  # it is of the other round
        ("/consultations/{round}/answers/{answer}/", None, UNIT, NOBODY),
        ("/consultations/{round}/answers/{answer_sent}/", None, ASKING | {"interior_contact"}, NOBODY),
        ("/consultations/{round_shown}/answers/{answer}/", None, NOBODY, NOBODY),
        ("/consultations/{round}/answers/{answer}/comment/", {"kind": "remark", "text": "Rà soát"}, HOLDERS,
         {"reader"}),
        ("/consultations/{round}/answers/{answer}/comments/{own_comment}/", {"act": "drop"}, HOLDERS,
         {"reader"}),
        ("/consultations/{round}/answers/{answer}/comments/{said}/", {"act": "drop"}, NOBODY, NOBODY),
        ("/consultations/{round}/answers/{answer}/file/", {}, NOBODY, UNIT),
        ("/consultations/{round}/answers/{answer}/send/", {"position": "comments"}, HOLDERS, {"reader"}),
        ("/consultations/{round}/answers/{answer_sent}/send/", {"position": "agrees"}, NOBODY,
         ASKING | {"interior_contact"}),
        ("/consultations/{round_shown}/table/", None, ASKING | UNIT | {"interior_contact"}, NOBODY),
        ("/consultations/{round_shown}/comments/{told}/", None, ASKING | UNIT | {"interior_contact"}, NOBODY),
        ("/consultations/{round_shown}/comments/{told}/decide/", DECIDED, ASKING, NOBODY),
    ],
    "reports of units": [
        # Finance is writing a report, has sent one and has one accepted; Interior has sent one.
        ("/reports/review/", None, EVERYBODY - ADMIN - {"reader"}, NOBODY),
        ("/reports/{report}/", None, ASKING | UNIT, NOBODY),
        ("/reports/{report_elsewhere}/", None, ASKING | {"interior_contact"}, NOBODY),
        ("/reports/{report}/fill/", None, ASKING | UNIT, NOBODY),
        ("/reports/{report}/fill/", TYPED, ASKING | HOLDERS, {"reader"}),
        ("/reports/{report}/fill/", TYPED | {"act": "send"}, HOLDERS, ASKING | {"reader"}),
        ("/reports/{report_sent}/fill/", TYPED, NOBODY, ASKING | UNIT),
        ("/reports/{report}/sheet/", None, ASKING | HOLDERS, NOBODY),
        ("/reports/{report_sent}/sheet/", None, ASKING | UNIT, NOBODY),
        ("/reports/{report}/files/{report_file}/", None, ASKING | UNIT, NOBODY),
        ("/reports/{report_sent}/files/{report_file}/", None, NOBODY, NOBODY),
        ("/reports/{report}/files/{report_file_key}/drop/", {}, ASKING | HOLDERS, {"reader"}),
        ("/reports/{report}/act/nil/", {"stamp": "1.0"}, NOBODY, ASKING | UNIT),  # figures stand in it
        ("/reports/{report_sent}/act/withdraw/", {}, HOLDERS, ASKING | {"reader"}),
        ("/reports/{report_sent}/act/accept/", {}, ASKING, UNIT),
        ("/reports/{report_sent}/act/return/", WORDS, ASKING, UNIT),
        ("/reports/{report_elsewhere}/act/accept/", {}, ASKING, {"interior_contact"}),
        ("/reports/{report}/act/accept/", {}, NOBODY, ASKING | UNIT),
        (
            "/reports/{report_accepted}/fill/",
            TYPED | {"stamp": "{report_accepted_stamp}", "act": "send", "restates": "Nhầm"},
            HOLDERS, ASKING | {"reader"},
        ),
        ("/reports/workbooks/{report_period}/", None, ASKING | HOLDERS | {"interior_contact"}, NOBODY),
        ("/reports/workbooks/{report_period}/download/", None, ASKING | HOLDERS | {"interior_contact"},
         NOBODY),
    ],
    "figures of units": [
        ("/reports/", None, EVERYBODY, NOBODY),
        ("/reports/figures/{report_regime}/", None, ASKING | UNIT | {"interior_contact"}, NOBODY),
        ("/reports/figures/{report_regime}/?unit={finance}", None, ASKING | UNIT, NOBODY),
        ("/reports/figures/{report_regime}/charts/?unit={finance}", None, ASKING | UNIT, NOBODY),
        ("/reports/figures/{report_regime}/xlsx/?unit={finance}", None, ASKING | UNIT, NOBODY),
        ("/reports/figures/{report_regime}/dhis2/?unit={finance}", None, ASKING | UNIT, NOBODY),
        ("/reports/sent/{report_regime}/?unit={finance}", None, ASKING | UNIT, NOBODY),
        ("/reports/sent/{report_regime}/heat/?unit={finance}", None, ASKING | UNIT, NOBODY),
        ("/reports/sent/{report_regime}/csv/?unit={finance}", None, ASKING | UNIT, NOBODY),
    ],
    "report regimes, their forms and periods": [
        ("/regimes/", None, EVERYBODY - ADMIN, NOBODY),
        ("/regimes/new/{committee}/", None, ASKING, NOBODY),
        ("/regimes/{report_regime}/", None, ASKING | UNIT | {"interior_contact"}, NOBODY),
        ("/regimes/{report_regime}/change/", None, ASKING, NOBODY),
        ("/regimes/{report_regime}/plan/year/", {"year": "2027"}, ASKING, NOBODY),
        ("/regimes/{report_regime}/form/", None, ASKING | UNIT | {"interior_contact"}, NOBODY),
        ("/regimes/{report_regime}/form/edit/", None, ASKING, NOBODY),
        ("/regimes/{report_regime}/form/edit/", {"act": "section_down:a"}, ASKING, NOBODY),
        ("/regimes/{report_regime}/form/items/received/", None, ASKING, NOBODY),
        ("/regimes/{report_regime}/form/sheet/", None, ASKING, NOBODY),
        ("/regimes/{report_regime}/targets/?unit={finance}", None, ASKING, NOBODY),
        ("/regimes/{report_regime}/targets/?unit={finance}", {"t0": "5"}, ASKING, NOBODY),
        ("/periods/{report_period}/", None, ASKING | UNIT | {"interior_contact"}, NOBODY),
        ("/periods/{report_period}/change/", None, NOBODY, ASKING),
        ("/periods/{report_period}/act/close/", {}, ASKING, NOBODY),
        ("/periods/{period_planned}/", None, ASKING, NOBODY),
        ("/periods/{period_planned}/change/", None, ASKING, NOBODY),
        ("/periods/{period_planned}/act/open/", {}, ASKING, NOBODY),
    ],
    "consolidated reports": [
        ("/consolidated/", None, EVERYBODY, NOBODY),
        ("/consolidated/new/", None, ASKING, NOBODY),
        ("/consolidated/new/", FROZEN, ASKING, NOBODY),
        ("/consolidated/{consolidated}/", None, ASKING, NOBODY),
        ("/consolidated/{consolidated}/words/", None, ASKING, NOBODY),
        ("/consolidated/{consolidated}/words/", {"version": "1", "w_p1": "Một"}, ASKING, NOBODY),
        ("/consolidated/{consolidated}/xlsx/", None, ASKING, NOBODY),
        ("/consolidated/{consolidated}/pdf/", None, ASKING, NOBODY),
        ("/consolidated/{consolidated}/make/", {"kind": "docx", "template": "{template}"}, ASKING, NOBODY),
        ("/consolidated/{consolidated}/draft/", {}, ASKING, NOBODY),
        ("/report-templates/", None, ASKING, NOBODY),
        ("/report-templates/new/", None, ASKING, NOBODY),
        ("/report-templates/fields/", None, EVERYBODY, NOBODY),
        ("/report-templates/{template}/", None, ASKING, NOBODY),
        ("/report-templates/{template}/retire/", {}, ASKING, NOBODY),
    ],
    "series, issuing and signed files": [
        ("/series/", None, ASKING | {"other_side", "interior_contact"}, NOBODY),
        ("/series/new/?committee={committee}", None, ASKING, NOBODY),
        ("/series/{series}/", None, ASKING, NOBODY),
        ("/series/{series}/change/", None, ASKING, NOBODY),
        ("/series/{series}/reserve/", KEPT, ASKING, NOBODY),
        ("/series/numbers/{taken}/void/", WORDS, ASKING, NOBODY),
        ("/series/terms/{committee}/", TERM, ASKING, NOBODY),
        ("/drafts/{draft_ready}/issue/", None, ASKING, NOBODY),
        ("/drafts/{draft_ready}/issue/", ISSUE, ASKING, NOBODY),
        ("/papers/{paper_issued}/", None, ASKING, NOBODY),
        ("/papers/{paper_issued}/pdf/", None, ASKING, NOBODY),
    ],
    "papers sent to units": [
        # One notice was sent to Finance; another was, and was recalled.
        ("/dispatches/", None, EVERYBODY - ADMIN, NOBODY),
        ("/dispatches/{sent}/", None, ASKING | UNIT, NOBODY),
        ("/dispatches/{taken_back}/", None, ASKING | UNIT, NOBODY),
        ("/register/{notice}/", None, ASKING | UNIT, NOBODY),
        ("/documents/{notice}/", None, ASKING | UNIT, NOBODY),
        ("/register/{withdrawn}/", None, ASKING, NOBODY),
        ("/documents/{withdrawn}/", None, ASKING, NOBODY),
        ("/dispatches/{sent}/receive/", {}, HOLDERS, ASKING | {"reader"}),
        ("/dispatches/{taken_back}/receive/", {}, NOBODY, ASKING | UNIT),
        ("/dispatches/{sent}/recall/", {"reason": "Sai nội dung"}, ASKING, UNIT),
        ("/dispatches/{taken_back}/recall/", {"reason": "Sai nội dung"}, NOBODY, ASKING | UNIT),
        ("/register/{notice}/send/", None, ASKING, NOBODY),
        ("/register/{notice}/send/", {"units": "unit:{division}", "purpose": "inform"}, ASKING, NOBODY),
    ],
    "the register": [
        # A unit reads the paper that it was ordered to deal with, and the slip.
        ("/register/", None, ASKING | {"other_side", "interior_contact"}, NOBODY),
        ("/register/{handled}/", None, ASKING | UNIT, NOBODY),
        ("/register/slips/{slip}/", None, ASKING | UNIT, NOBODY),
        ("/documents/{handled}/", None, ASKING | UNIT, NOBODY),
        ("/register/{incoming}/", None, ASKING, NOBODY),
        ("/register/{handled}/change/", None, ASKING, NOBODY),
        ("/register/{incoming}/change/", REGISTERED, ASKING, NOBODY),
        ("/register/{incoming}/pass-on/", PASSED, ASKING, NOBODY),
        ("/register/{incoming}/slip/", SLIP, ASKING, NOBODY),
        ("/register/{handled}/slip/", SLIP, ASKING, NOBODY),
        ("/register/{incoming}/relate/", {"kind": "replies", "other": "{handled}"}, ASKING, NOBODY),
        ("/register/{incoming}/relations/{bond}/end/", {}, ASKING, NOBODY),
        ("/register/{handled}/relations/{bond}/end/", {}, NOBODY, NOBODY),
        ("/register/{incoming}/file/", None, NOBODY, NOBODY),
        ("/register/new/", {"book": "in", "committee": "{committee}"} | REGISTERED | {"number": "9200"},
         ASKING | {"other_side", "interior_contact"}, NOBODY),
        ("/register/find/?committee={committee}&q=kinh", None, ASKING, NOBODY),
        ("/documents/{incoming}/propose/", {}, NOBODY, ASKING),
        ("/intake/{handed_in}/", None, ASKING, NOBODY),
        ("/intake/{handed_in}/", {"book": "in"} | REGISTERED | {"number": "9300"}, ASKING, NOBODY),
        ("/intake/{handed_in}/file/", None, ASKING, NOBODY),
        ("/intake/{handed_in}/set-aside/", WORDS, ASKING, NOBODY),
    ],
    "repeated tasks": [
        ("/assignments/{task}/rule/", None, NOBODY, NOBODY),  # it does not repeat
        ("/assignments/{repeated}/rule/", None, ASKING, UNIT),
        ("/assignments/{repeated}/rule/", RULE, ASKING, UNIT),
        ("/assignments/{repeated}/rule/", {"act": "end", "end-reason": "Gộp"}, ASKING, UNIT),
        ("/assignments/{repeated}/periods/2025-07-25/skip/", None, ASKING, UNIT),
        ("/assignments/{repeated}/periods/2025-07-25/skip/", WORDS, ASKING, UNIT),
    ],
    "boards and lists": [
        ("/board/?committee={committee}", None, ASKING, NOBODY),
        ("/board/units/?committee={committee}", None, ASKING, NOBODY),
        ("/board/?committee=own", None, HERE - ADMIN | {"stranger"}, NOBODY),
        ("/figures/?committee={committee}", None, ASKING, NOBODY),
        ("/figures/?committee={committee}.{other}", None, NOBODY, NOBODY),
        ("/figures/?committee=own", None, HERE - ADMIN | {"stranger"}, NOBODY),
        ("/figures/xlsx/?committee={committee}", None, ASKING, NOBODY),
        ("/figures/compare/?committee={committee}", None, ASKING, NOBODY),
        ("/figures/freeze/", {"committee": "{committee}", "day": "2025-06-11"}, ASKING, NOBODY),
        ("/figures/sheets/{committee}/2025-06-10/1/", None, ASKING, NOBODY),
        ("/work/?committee={committee}", None, ASKING, NOBODY),
        ("/work/xlsx/?committee={committee}", None, ASKING, NOBODY),
        ("/work/xlsx/?committee={other}", None, {"other_side", "interior_contact"}, NOBODY),
        ("/assignments/?committee={committee}", None, EVERYBODY, NOBODY),
        ("/acceptance/", None, EVERYBODY, NOBODY),
    ],
    "tables, filters, acts on many": [
        ("/assignments/import/", None, ASKING | {"other_side", "interior_contact"}, NOBODY),
        ("/assignments/import/{table}/", None, ASKING, NOBODY),
        ("/assignments/import/{table}/rows/", None, ASKING, NOBODY),
        ("/assignments/import/{table}/rows/", {"version": "1"}, ASKING, NOBODY),
        ("/assignments/import/{table}/names/", {}, ASKING, NOBODY),
        ("/assignments/export/json/?committee={committee}", None, EVERYBODY, NOBODY),
        ("/work/export/docx/?committee={committee}", None, ASKING, NOBODY),
        ("/work/export/ics/?committee={other}", None, {"other_side", "interior_contact"}, NOBODY),
        ("/filters/", None, EVERYBODY, NOBODY),
        ("/filters/{shared_filter}/", None, ASKING, NOBODY),
        ("/filters/{own_filter}/", None, {"secretary"}, NOBODY),
        ("/filters/{shared_filter}/rename/", {"name": "Khác"}, {"secretary"}, ASKING - {"secretary"}),
        ("/filters/{shared_filter}/delete/", {}, {"secretary"}, ASKING - {"secretary"}),
        ("/many/{batch}/", None, {"secretary"}, NOBODY),
        ("/many/{batch}/", {}, {"secretary"}, NOBODY),
        ("/many/choose/", {"list": "work", "which": "chosen", "act": "accept", "pick": "{submitted}"},
         ASKING | UNIT, OTHERS - ADMIN),
    ],
    "briefs": [
        # Briefs: a draft is the writers', an issued one the members' too.
        ("/briefs/{draft}/", None, ASKING, NOBODY),
        ("/briefs/{draft}/docx/", None, ASKING, NOBODY),
        ("/briefs/{draft}/pdf/", None, ASKING, NOBODY),
        ("/briefs/{draft}/work/?show=counted", None, ASKING, NOBODY),
        ("/briefs/{draft}/edit/", BRIEF, ASKING, NOBODY),
        ("/briefs/{draft}/recount/", {}, ASKING, NOBODY),
        ("/briefs/{draft}/issue/", {}, ASKING, NOBODY),
        ("/briefs/{issued}/", None, ASKING | {"finance_leader"}, NOBODY),
        ("/briefs/{issued}/docx/", None, ASKING | {"finance_leader"}, NOBODY),
        ("/briefs/{issued}/edit/", BRIEF, NOBODY, ASKING | {"finance_leader"}),
        ("/briefs/{issued}/issue/", {}, NOBODY, ASKING | {"finance_leader"}),
        ("/briefs/{issued}/work/?show=overdue&field={other_field}", None, NOBODY, NOBODY),
    ],
    "people": [
        ("/people/", None, ADMIN, NOBODY),
        ("/people/units/?q=so", None, ADMIN, NOBODY),
        ("/people/add/", None, ADMIN, NOBODY),
        ("/people/{reader}/", None, ADMIN, NOBODY),
        ("/people/{reader}/change/", PERSON, ADMIN, NOBODY),
        ("/people/{reader}/close/", {}, ADMIN, NOBODY),
        ("/people/{reader}/invite/", {}, NOBODY, ADMIN),
        ("/people/{newcomer}/invite/", {}, ADMIN, NOBODY),
        ("/people/{closed}/open/", {}, ADMIN, NOBODY),
        ("/people/{reader}/posts/", POST, ADMIN, NOBODY),
        ("/people/{reader}/posts/{reader_post}/end/", LAST_DAY, ADMIN, NOBODY),
        ("/people/{reader}/posts/{contact_post}/end/", LAST_DAY, NOBODY, NOBODY),
        ("/outbox/", None, ADMIN, NOBODY),
        ("/outbox/{letter}/again/", {}, ADMIN, NOBODY),
    ],
    "units": [
        # Units: everybody reads, their administrator changes.
        ("/units/{finance}/", None, EVERYBODY, NOBODY),
        ("/units/{finance}/rename/", None, ADMIN, EVERYBODY - ADMIN),
        ("/units/{finance}/names/", {"text": "Sở TC tỉnh"}, ADMIN, EVERYBODY - ADMIN),
        ("/units/names/{alias}/remove/", {}, ADMIN, EVERYBODY - ADMIN),
        ("/units/{finance}/posts/", HOLDER | {"role": "reader"}, ADMIN, EVERYBODY - ADMIN),
        ("/units/posts/{reader_post}/end/", {}, ADMIN, EVERYBODY - ADMIN),
        ("/units/new/?under={finance}", None, ADMIN, EVERYBODY - ADMIN),
        ("/units/import/", None, ADMIN, EVERYBODY - ADMIN),
        ("/units/groups/{group}/", None, EVERYBODY, NOBODY),
        ("/units/groups/{group}/", {"name": "Nhóm"}, NOBODY, EVERYBODY),
    ],
    "committees": [
        # Committees: seen at their level and below, seats kept by the standing unit and the secretariat.
        ("/committees/{committee}/", None, HERE, NOBODY),
        ("/committees/{committee}/change/", COMMITTEE, ADMIN, HERE - ADMIN),
        ("/committees/{committee}/fields/", {"names": "Hạ tầng số"}, ADMIN | ASKING - {"chair"},
         HERE - ADMIN - ASKING | {"chair"}),
        ("/committees/{committee}/seats/new/", SEAT, ADMIN | ASKING - {"chair"},
         HERE - ADMIN - ASKING | {"chair"}),
        ("/committees/seats/{seat}/", HOLDER, ADMIN | ASKING - {"chair"}, HERE - ADMIN - ASKING | {"chair"}),
        ("/committees/seats/{seat}/close/", LAST_DAY, ADMIN | ASKING - {"chair"},
         HERE - ADMIN - ASKING | {"chair"}),
        ("/committees/tenures/{tenure}/end/", LAST_DAY, ADMIN | ASKING - {"chair"},
         HERE - ADMIN - ASKING | {"chair"}),
        ("/committees/{other}/seats/new/", SEAT, ADMIN | {"other_side", "interior_contact"},
         HERE - ADMIN - {"other_side", "interior_contact"}),
    ],
    "reminders": [
        ("/notices/", None, EVERYBODY, NOBODY),
        ("/notices/read/", {}, EVERYBODY, NOBODY),
        ("/notices/settings/", {"digest_at": "08:00"}, EVERYBODY, NOBODY),
        ("/committees/{committee}/reminders/", None, HERE, NOBODY),
        ("/committees/{committee}/reminders/", STEPS, ADMIN | ASKING - {"chair"},
         HERE - ADMIN - ASKING | {"chair"}),
        ("/committees/{other}/reminders/", STEPS, ADMIN | {"other_side", "interior_contact"},
         HERE - ADMIN - {"other_side", "interior_contact"}),
    ],
    "calendar": [
        ("/calendar/", None, EVERYBODY, NOBODY),
        ("/calendar/enter/", None, ADMIN, EVERYBODY - ADMIN),
        ("/calendar/enter/", DAY_OFF, ADMIN, EVERYBODY - ADMIN),
        ("/calendar/2027/confirm/", None, ADMIN, EVERYBODY - ADMIN),
        ("/calendar/2027/confirm/", {"source": "9/TB-BNV"}, NOBODY, EVERYBODY),
        ("/calendar/changes/{change}/", None, ADMIN, EVERYBODY - ADMIN),
        ("/calendar/changes/{change}/", {"act": "apply", "shown": "{shown}"}, ADMIN, EVERYBODY - ADMIN),
        ("/calendar/2025-06-16/0/take-out/", {}, NOBODY, EVERYBODY - ADMIN),
    ],
}  # fmt: skip


@pytest.fixture
def s(cast):
    return scene(cast)


def nothing_of(answer) -> bytes:
    """The body of an answer without what differs by request or by the room of its address."""
    changing = rb'csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken[^}]+| aria-current="page"'
    room = rb'<nav class="nav within".*?</nav>'
    bare = re.sub(room, b"", re.sub(changing, b"", answer.content), flags=re.DOTALL)
    return b" ".join(bare.split())


def reason_of(answer) -> str:
    """Why an act was refused, as the page or the next one says it; "" when nothing says so."""
    said = [str(m) for m in get_messages(answer.wsgi_request) if m.level_tag in {"warning", "error"}]
    context = answer.context or {}
    for name in ("form", "alias_form", "post_form"):
        said += [str(e) for errors in getattr(context.get(name), "errors", {}).values() for e in errors]
    verdict = context.get("verdict")
    said += [str(context.get("reason") or ""), str(context.get("error") or "")]
    said += [str(verdict.reason)] if verdict is not None and not verdict else []
    return " ".join(said).strip()


def missing_to(s, role: str, path: str) -> bytes:
    """What the role reads in the room of `path` at an address that names nothing; asked once."""
    room = path.split("/")[1]
    if (role, room) not in s.missing:
        client = Client()
        client.force_login(s.who(role))
        s.missing[role, room] = nothing_of(client.get(f"/{room}/ZZZZ2222/"))
    return s.missing[role, room]


def asked(s, role: str | None, address: str, sent: dict | None) -> str:
    """What became of it: "done", "refused", "missing", "sign in"; nothing of it stays."""
    client = Client()
    if role:
        client.force_login(s.who(role))
    before = Entry.objects.acts().count()  # a file taken along is entered, and changes nothing
    undo = transaction.savepoint()
    answer = client.get(address) if sent is None else client.post(address, sent)
    written = Entry.objects.acts().count() - before
    outcome = _outcome(s, role, answer, sent, written)
    if answer.streaming:
        assert b"".join(answer.streaming_content)
    transaction.savepoint_rollback(undo)
    assert outcome == "done" or not written, "a refused act left an entry"
    assert sent is not None or not written, "a page left an entry"
    return outcome


def _outcome(s, role: str | None, answer, sent: dict | None, written: int) -> str:
    if answer.status_code == 302 and answer.url.startswith("/sign-in/"):
        return "sign in"
    if answer.status_code == 404:
        same = nothing_of(answer) == missing_to(s, role, answer.wsgi_request.path)
        return "missing" if same else "a 404 that tells something"
    if answer.status_code == 403 or (sent is not None and reason_of(answer)):
        return "refused" if reason_of(answer) else "refused without a reason"
    if answer.status_code == 302 or (answer.status_code == 200 and (sent is None or written)):
        return "done"
    return f"status {answer.status_code}"


@pytest.mark.parametrize("what", MATRIX)
@pytest.mark.long
def test_each_role_may_what_the_matrix_says(s, what):
    wrong = {}
    for address, sent, may, refused in MATRIX[what]:
        for who in (*sorted(EVERYBODY), None):
            expected = "done" if who in may else "refused" if who in refused else "missing"
            found = asked(s, who, s.say(address), s.say(sent))
            if found != (expected if who else "sign in"):
                wrong["GET" if sent is None else "POST", address, who] = f"{found}, not {expected}"
    assert wrong == {}


def test_lists_hold_what_the_person_may_see_and_no_more(s):
    titles = {"Lập dự toán", "Việc riêng của Sở Nội vụ"}
    seen = {}
    for who in EVERYBODY:
        client = Client()
        client.force_login(s.who(who))
        pages = [client.get(url) for url in ("/assignments/", "/desk/", "/acceptance/", "/documents/")]
        own = client.get("/work/?committee=own&role=owed")
        shown = "".join(page.content.decode() for page in (*pages, own) if page.status_code == 200)
        seen[who] = {title for title in titles if title in shown}
    assert seen.pop("interior_contact") == {"Việc riêng của Sở Nội vụ"}
    assert seen.pop("clerk") == {"Lập dự toán"}
    assert {who for who, found in seen.items() if "Việc riêng của Sở Nội vụ" in found} <= ASKING
    assert seen["stranger"] == seen["other_side"] == seen["administrator"] == set()


@pytest.mark.parametrize("who", ["other_side", "stranger", "administrator", "clerk"])
def test_the_work_of_another_committee_is_not_told_by_filters_numbers_or_pickers(s, who):
    client = Client()
    client.force_login(s.who(who))
    tells = {
        "/assignments/?source={given}": "215/TB-BCĐ",
        "/assignments/?q=1/2025&scope=unit": "Giao Sở Tài chính",
        "/work/?committee=own&source=215": "215/TB-BCĐ",
        "/board/?committee=own": "Giao Sở Tài chính",
        "/acceptance/": "Rà soát hạ tầng số",
        "/units/find/?q=rà soát": "Rà soát",
        "/committees/": "Giao Sở Tài chính",
    }
    for address, words in tells.items():
        answer = client.get(s.say(address))
        assert words not in answer.content.decode(), address


def test_own_workbooks_hold_the_same_rows_as_the_lists(s):
    from tests.workbooks import cells

    client = Client()
    client.force_login(s.cast.finance_contact)
    for address in ("/work/xlsx/?committee=own&role=owed", "/assignments/export/"):
        words = " ".join(cells(client.get(address).content))
        assert "Rà soát hạ tầng số" in words
        assert "Việc riêng của Sở Nội vụ" not in words
