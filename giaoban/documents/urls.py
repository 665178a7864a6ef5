"""Addresses of the papers room."""

from django.urls import path

from giaoban.documents.views import (
    answering,
    commenting,
    consulting,
    draft_text,
    draft_versions,
    drafts,
    intake,
    issuing,
    papers,
    register,
    series,
)

urlpatterns = [
    path("consultations/", consulting.consultations, name="consultations"),
    path("consultations/units/", consulting.consultation_units, name="consultation-units"),
    path("consultations/new/<str:code>/", consulting.consultation_new, name="consultation-new"),
    path("consultations/<str:code>/", consulting.consultation, name="consultation"),
    path("consultations/<str:code>/table/", commenting.comment_table, name="comments"),
    path(
        "consultations/<str:code>/table/export/<str:kind>/",
        commenting.comments_export,
        name="comments-export",
    ),
    path("consultations/<str:code>/comments/<str:comment>/", commenting.comment, name="comment"),
    path(
        "consultations/<str:code>/comments/<str:comment>/decide/",
        commenting.comment_dispose,
        name="comment-dispose",
    ),
    path(
        "consultations/<str:code>/draft/<str:kind>/", consulting.consultation_file, name="consultation-file"
    ),
    path("consultations/<str:code>/answers/<str:answer_code>/", answering.answer, name="answer"),
    path(
        "consultations/<str:code>/answers/<str:answer_code>/comment/",
        answering.answer_comment,
        name="answer-comment",
    ),
    path(
        "consultations/<str:code>/answers/<str:answer_code>/comments/<str:comment>/",
        answering.answer_change,
        name="answer-change",
    ),
    path(
        "consultations/<str:code>/answers/<str:answer_code>/file/", answering.answer_file, name="answer-file"
    ),
    path(
        "consultations/<str:code>/answers/<str:answer_code>/files/<str:file>/",
        answering.answer_upload,
        name="answer-upload",
    ),
    path(
        "consultations/<str:code>/answers/<str:answer_code>/send/", answering.answer_send, name="answer-send"
    ),
    path("consultations/<str:code>/act/<str:act>/", consulting.consultation_act, name="consultation-act"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/new/", drafts.draft_new, name="draft-new"),
    path("drafts/<str:code>/", drafts.draft, name="draft"),
    path("drafts/<str:code>/edit/", draft_text.draft_edit, name="draft-edit"),
    path("drafts/<str:code>/head/", drafts.draft_head, name="draft-head"),
    path("drafts/<str:code>/import/", drafts.draft_import, name="draft-import"),
    path("drafts/<str:code>/compare/", draft_versions.draft_compare, name="draft-compare"),
    path("drafts/<str:code>/paper/<str:kind>/", draft_versions.draft_file, name="draft-file"),
    path("drafts/<str:code>/issue/", issuing.draft_issue, name="draft-issue"),
    path("drafts/<str:code>/do/<str:act>/", drafts.draft_act, name="draft-act"),
    path("drafts/<str:code>/<int:number>/", draft_versions.draft_version, name="draft-version"),
    path("drafts/<str:code>/<int:number>/<str:kind>/", draft_versions.version_file, name="version-file"),
    path("intake/", intake.intake, name="intake"),
    path("intake/<str:code>/", intake.confirm, name="intake-confirm"),
    path("intake/<str:code>/set-aside/", intake.set_aside, name="intake-set-aside"),
    path("intake/<str:code>/file/", intake.file, name="intake-file"),
    path("papers/<str:code>/", issuing.issued, name="issued"),
    path("papers/<str:code>/signed/", issuing.signed_keep, name="signed-keep"),
    path("papers/<str:code>/signed/<str:signed>/", issuing.signed_file, name="signed-file"),
    path("papers/<str:code>/<str:kind>/", issuing.issued_file, name="issued-file"),
    path("series/", series.series, name="series"),
    path("series/new/", series.series_new, name="series-new"),
    path("series/terms/<str:code>/", series.term_new, name="term-new"),
    path("series/numbers/<str:code>/void/", series.number_void, name="number-void"),
    path("series/<str:code>/", series.series_one, name="series-one"),
    path("series/<str:code>/change/", series.series_change, name="series-change"),
    path("series/<str:code>/reserve/", series.series_reserve, name="series-reserve"),
    path("register/", register.register, name="register"),
    path("register/print/", register.register_print, name="register-print"),
    path("register/export/<str:kind>/", register.register_export, name="register-export"),
    path("register/follow-up/", register.follow_up, name="register-follow-up"),
    path("register/follow-up/print/", register.follow_up_print, name="register-follow-up-print"),
    path(
        "register/follow-up/export/<str:kind>/", register.follow_up_export, name="register-follow-up-export"
    ),
    path("register/in-force/", register.in_force, name="register-in-force"),
    path("register/find/", register.register_find, name="register-find"),
    path("register/new/", papers.paper_new, name="register-new"),
    path("register/slips/<str:code>/", papers.slip, name="register-slip"),
    path("register/<str:code>/", papers.paper, name="register-paper"),
    path("register/<str:code>/change/", papers.paper_change, name="register-change"),
    path("register/<str:code>/pass-on/", papers.paper_pass_on, name="register-pass-on"),
    path("register/<str:code>/slip/", papers.slip_new, name="register-slip-new"),
    path("register/<str:code>/relate/", papers.relate, name="register-relate"),
    path("register/<str:code>/relations/<int:number>/end/", papers.unrelate, name="register-unrelate"),
    path("register/<str:code>/file/", papers.paper_file, name="register-file"),
]
