"""Addresses of the duties room."""

from django.urls import path

from giaoban.duties.views import acts, lists, page

urlpatterns = [
    path("acceptance/", lists.acceptance, name="acceptance"),
    path("duties/<str:code>/", page.show, name="duty"),
    path("duties/<str:code>/files/<str:file_code>/", page.file, name="duty-file"),
    path("duties/<str:code>/<str:verb>/", acts.perform, name="duty-act"),
]
