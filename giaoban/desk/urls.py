"""Addresses of the desk."""

from django.urls import path

from giaoban.desk import views

urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", views.desk, name="desk"),
]
