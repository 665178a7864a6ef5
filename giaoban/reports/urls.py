"""Addresses of the reports room."""

from __future__ import annotations

from django.urls import path

from giaoban.reports.views import filling, report, reviewing, workbooks

urlpatterns = [
    path("reports/review/", reviewing.reports_review, name="reports-review"),
    path("reports/review/accept/", reviewing.reports_accept, name="reports-accept"),
    path("reports/workbooks/<str:code>/", workbooks.reports_workbook, name="reports-workbook"),
    path(
        "reports/workbooks/<str:code>/download/",
        workbooks.reports_workbook_download,
        name="reports-workbook-download",
    ),
    path("reports/<str:code>/", report.report, name="report"),
    path("reports/<str:code>/fill/", filling.report_fill, name="report-fill"),
    path("reports/<str:code>/sheet/", workbooks.report_sheet, name="report-sheet"),
    path("reports/<str:code>/act/<str:act>/", report.report_act, name="report-act"),
    path("reports/<str:code>/add/<str:item>/", filling.report_file_add, name="report-file-add"),
    path("reports/<str:code>/files/<str:file>/", report.report_file, name="report-file"),
    path("reports/<str:code>/files/<str:file>/drop/", filling.report_file_drop, name="report-file-drop"),
]
