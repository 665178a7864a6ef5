"""Addresses of papers, their review, and tasks."""

from django.urls import path

from giaoban.assignments import views

urlpatterns = [
    path("documents/", views.documents, name="documents"),
    path("documents/new/", views.document_new, name="document-new"),
    path("documents/<str:code>/", views.document, name="document"),
    path("documents/<str:code>/file/", views.document_file, name="document-file"),
    path("documents/<str:code>/propose/", views.document_propose, name="document-propose"),
    path("documents/<str:code>/review/", views.review, name="review"),
    path("documents/<str:code>/review/details/", views.review_details, name="review-details"),
    path("documents/<str:code>/review/add/", views.review_add, name="review-add"),
    path("documents/<str:code>/review/<str:proposal>/<str:act>/", views.review_act, name="review-act"),
    path("documents/<str:code>/confirm/", views.confirm, name="confirm"),
    path("assignments/", views.assignments, name="assignments"),
    path("assignments/export/", views.assignments_export, name="assignments-export"),
    path("assignments/export/<str:kind>/", views.assignments_export, name="assignments-export-as"),
    path("assignments/import/", views.import_tables, name="import-tables"),
    path("assignments/import/<str:code>/", views.import_table_columns, name="import-table"),
    path("assignments/import/<str:code>/rows/", views.import_table_rows, name="import-table-rows"),
    path("assignments/import/<str:code>/names/", views.import_table_names, name="import-table-names"),
    path("assignments/addressees/", views.addressees, name="addressees"),
    path("assignments/<str:code>/", views.assignment, name="assignment"),
    path("assignments/<str:code>/rule/", views.rule, name="assignment-rule"),
    path("assignments/<str:code>/periods/<iso_day:day>/skip/", views.skip, name="assignment-skip"),
    path("assignments/<str:code>/hand-down/<str:duty>/", views.hand_down, name="hand-down"),
    path("filters/", views.filters, name="filters"),
    path("filters/save/", views.filter_save, name="filter-save"),
    path("filters/<str:code>/", views.filter_open, name="filter"),
    path("filters/<str:code>/<str:act>/", views.filter_act, name="filter-act"),
    path("many/choose/", views.many_choose, name="many-choose"),
    path("many/<str:code>/", views.many, name="many"),
]
