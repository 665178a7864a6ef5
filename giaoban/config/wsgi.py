"""
The web application for gunicorn.

It is read whole before the web processes part from the first one: a process that was lost is replaced at
once, and they share the memory of the program.
"""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.config.settings")
application = get_wsgi_application()
_screens = get_resolver().url_patterns  # every room's, now and not at the first request
gc.freeze()  # what is shared is not counted again, so that it stays shared
