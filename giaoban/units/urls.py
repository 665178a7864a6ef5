"""Addresses of the units room."""

from django.urls import path

from giaoban.units import views

urlpatterns = [
    path("units/", views.units, name="units"),
    path("units/find/", views.find, name="find-units"),
    path("units/import/", views.import_list, name="import-units"),
    path("units/reforms/", views.reforms, name="reforms"),
    path("units/groups/", views.groups, name="unit-groups"),
    path("units/groups/new/", views.edit_group, name="unit-group-new"),
    path("units/groups/<str:code>/", views.edit_group, name="unit-group"),
    path("units/new/", views.new_unit, name="unit-new"),
    path("units/names/<int:pk>/remove/", views.forget_name, name="unit-name-remove"),
    path("units/posts/<int:pk>/end/", views.finish_post, name="unit-post-end"),
    path("units/<str:code>/", views.unit, name="unit"),
    path("units/<str:code>/below/", views.below, name="units-below"),
    path("units/<str:code>/names/", views.name_unit, name="unit-names"),
    path("units/<str:code>/posts/", views.new_post, name="unit-posts"),
    path("units/<str:code>/<str:act>/", views.reorganise, name="unit-act"),
    path("committees/", views.committees, name="committees"),
    path("committees/new/", views.new_committee, name="committee-new"),
    path("committees/seats/<str:code>/", views.seat, name="seat"),
    path("committees/seats/<str:code>/close/", views.shut_seat, name="seat-close"),
    path("committees/tenures/<int:pk>/end/", views.finish_tenure, name="tenure-end"),
    path("committees/<str:code>/", views.committee, name="committee"),
    path("committees/<str:code>/change/", views.edit_committee, name="committee-change"),
    path("committees/<str:code>/fields/", views.edit_fields, name="committee-fields"),
    path("committees/<str:code>/seats/new/", views.new_seat, name="seat-new"),
]
