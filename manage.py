#!/usr/bin/env python
"""Django's own commands, for developers; users have `giaoban`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.config.settings")
    os.environ.setdefault("GIAOBAN_MODE", "demo")
    execute_from_command_line(sys.argv)
