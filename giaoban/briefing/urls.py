"""Addresses of the briefing room."""

from django.urls import path

from giaoban.briefing import views

urlpatterns = [
    path("briefs/", views.briefs, name="briefs"),
    path("briefs/<str:code>/", views.brief, name="brief"),
    path("briefs/<str:code>/edit/", views.brief_edit, name="brief-edit"),
    path("briefs/<str:code>/recount/", views.brief_recount, name="brief-recount"),
    path("briefs/<str:code>/issue/", views.brief_issue, name="brief-issue"),
    path("briefs/<str:code>/work/", views.brief_work, name="brief-work"),
    path("briefs/<str:code>/docx/", views.brief_docx, name="brief-docx"),
    path("briefs/<str:code>/pdf/", views.brief_pdf, name="brief-pdf"),
]
