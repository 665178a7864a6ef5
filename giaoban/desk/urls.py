"""Addresses of the desk."""

from django.urls import path

from giaoban.desk import views

urlpatterns = [
    path("", views.home, name="home"),
    path("desk/", views.desk, name="desk"),
    path("board/", views.board, name="board"),
    path("board/<str:what>/", views.board_table, name="board-table"),
    path("figures/", views.figures, name="figures"),
    path("figures/xlsx/", views.figures_xlsx, name="figures-xlsx"),
    path("figures/compare/", views.figures_compare, name="figures-compare"),
    path("figures/freeze/", views.figures_freeze, name="figures-freeze"),
    path("figures/sheets/<str:committee>/<str:day>/<int:number>/", views.figures_sheet, name="figures-sheet"),
    path("work/", views.work, name="work"),
    path("work/xlsx/", views.work_export, name="work-export"),
    path("work/export/<str:kind>/", views.work_export, name="work-export-as"),
    path("search/", views.search, name="search"),
    path("people/", views.people, name="people"),
    path("people/add/", views.person_add, name="person-add"),
    path("people/units/", views.people_units, name="people-units"),
    path("people/<str:code>/", views.person, name="person"),
    path("people/<str:code>/change/", views.person_change, name="person-change"),
    path("people/<str:code>/invite/", views.person_invite, name="person-invite"),
    path("people/<str:code>/close/", views.person_close, name="person-close"),
    path("people/<str:code>/open/", views.person_open, name="person-open"),
    path("people/<str:code>/posts/", views.post_give, name="post-give"),
    path("people/<str:code>/posts/<int:post_id>/end/", views.post_end, name="post-end"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<int:number>/again/", views.outbox_again, name="outbox-again"),
]
