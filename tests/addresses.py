"""
Every address of the site by its name, in the list that says who may come and how.

A new address is entered here; `tests/test_every_url.py` fails until it is, and then holds it to its list.
"""

from __future__ import annotations

# Open to everybody: for people who are not signed in yet, or public by decision.
PUBLIC = {"sign-in", "password-forgotten", "password-sent", "password-link", "invitation", "privacy", "feed"}

# Open to everybody, by POST alone.
PUBLIC_ACTS = {"set_language", "sign-out"}

# For people who are signed in; a GET shows something and changes nothing.
PAGES = {
    "figures", "figures-xlsx", "figures-compare", "figures-sheet",
    "home", "desk", "board", "board-table", "work", "work-export", "work-export-as", "search",
    "me", "me-password", "me-export",
    "people", "people-units", "person", "person-add", "outbox",
    "units", "find-units", "import-units", "reforms", "unit", "unit-new", "unit-groups", "unit-group",
    "unit-group-new",
    "unit-act", "units-below", "unit-posts",
    "committees", "committee", "committee-new", "committee-change", "committee-fields", "seat", "seat-new",
    "calendar", "calendar-year", "calendar-enter", "calendar-confirm", "calendar-change",
    "duty", "feeds", "duty-file", "duty-act", "acceptance",
    "notices", "notice-settings", "reminder-steps",
    "documents", "document", "document-new", "document-file", "review", "confirm",
    "assignments", "assignments-export", "assignments-export-as", "assignment", "assignment-rule",
    "assignment-skip", "addressees", "hand-down",
    "import-tables", "import-table", "import-table-rows", "filters", "filter", "many",
    "register", "register-print", "register-export", "register-follow-up", "register-follow-up-print",
    "register-follow-up-export", "register-in-force", "register-find", "register-new", "register-slip",
    "register-paper", "register-change", "register-pass-on", "register-slip-new", "register-file",
    "intake", "intake-confirm", "intake-file",
    "series", "series-one", "series-new", "series-change", "draft-issue", "issued", "issued-file",
    "signed-file", "drafts", "draft", "draft-new", "draft-edit", "draft-head", "draft-compare", "draft-file",
    "draft-version", "version-file",
    "briefs", "brief", "brief-edit", "brief-work", "brief-docx", "brief-pdf",
    "consultations", "consultation-units", "consultation-new", "consultation", "consultation-file",
    "dispatches", "dispatch", "dispatch-file", "dispatch-new",
    "regimes", "regime", "regime-new", "regime-change", "regime-form", "form-edit", "form-sheet", "form-item",
    "period", "period-change", "regime-targets",
    "comments", "comments-export", "comment", "answer", "answer-upload",
    "consolidated", "consolidated-new", "consolidated-one", "consolidated-words", "consolidated-file",
    "report-templates", "report-template-new", "report-template-fields", "report-template-file",
    "report-template-standard",
    "reports-review", "reports-workbook", "reports-workbook-download",
    "report", "report-fill", "report-sheet", "report-file",
    "reports", "report-figures", "report-figures-export", "report-charts", "report-sent",
    "report-sent-export",
    "report-heat", "report-heat-export",
}  # fmt: skip

# For people who are signed in, by POST alone.
ACTS = {
    "dispatch-receive", "dispatch-recall",
    "regime-plan", "period-act",
    "consolidated-make", "consolidated-draft", "report-template-retire",
    "reports-accept", "report-act", "report-file-add", "report-file-drop",
    "consultation-act", "answer-comment", "answer-change", "answer-file", "answer-send", "comment-dispose",
    "me-details", "figures-freeze",
    "person-change", "person-invite", "person-close", "person-open", "post-give", "post-end", "outbox-again",
    "unit-name-remove", "unit-names", "unit-post-end", "seat-close", "tenure-end",
    "import-table-names", "filter-save", "filter-act", "many-choose",
    "feed-open", "feed-renew", "feed-close", "notices-read", "notice-read",
    "register-relate", "register-unrelate", "intake-set-aside",
    "series-reserve", "number-void", "term-new", "signed-keep",
    "draft-import", "draft-act",
    "calendar-take-out", "document-propose",
    "review-details", "review-add", "review-act", "brief-recount", "brief-issue",
}  # fmt: skip

# Named in a list above, but only there when its room is installed.
NOT_EVERYWHERE = {"board", "board-table", "work", "work-export", "search", "briefs"}
