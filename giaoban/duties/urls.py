"""Addresses of the duties room."""

from django.urls import path

from giaoban.duties.views import acts, calendar, feeds, lists, notices, page, steps

urlpatterns = [
    path("calendar/enter/", calendar.calendar_enter, name="calendar-enter"),
    path(
        "calendar/<iso_day:day>/<int:place>/take-out/", calendar.calendar_take_out, name="calendar-take-out"
    ),
    path("calendar/<int:year>/confirm/", calendar.calendar_confirm, name="calendar-confirm"),
    path("calendar/changes/<str:code>/", calendar.calendar_change, name="calendar-change"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/open/", feeds.feed_open, name="feed-open"),
    path("feeds/<str:token>.ics", feeds.feed, name="feed"),
    path("feeds/<str:code>/renew/", feeds.feed_renew, name="feed-renew"),
    path("feeds/<str:code>/close/", feeds.feed_close, name="feed-close"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.notices_read, name="notices-read"),
    path("notices/<int:number>/read/", notices.notice_read, name="notice-read"),
    path("notices/settings/", notices.notice_settings, name="notice-settings"),
    path("committees/<str:code>/reminders/", steps.reminder_steps, name="reminder-steps"),
    path("acceptance/", lists.acceptance, name="acceptance"),
    path("duties/<str:code>/", page.show, name="duty"),
    path("duties/<str:code>/files/<str:file_code>/", page.file, name="duty-file"),
    path("duties/<str:code>/<str:verb>/", acts.perform, name="duty-act"),
]
