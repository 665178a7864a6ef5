"""
Every component of the screens; built into the template engine, so no page needs to load it.

The pieces are written beside this module by kind. All of them are strict (an unknown argument is an
error when the template compiles, an unknown tone or icon when it renders) and none runs a query.
The page `/ui/` of a development server shows each with its source line.
"""

from __future__ import annotations

from django import template

from . import ui_controls, ui_layout, ui_lists, ui_words

register = template.Library()
for _part in (ui_words, ui_layout, ui_lists, ui_controls):
    register.tags.update(_part.register.tags)
    register.filters.update(_part.register.filters)
