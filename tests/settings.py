"""The project's settings in test mode, in a data folder of this run's own."""

import atexit
import os
import shutil
import tempfile

os.environ["GIAOBAN_MODE"] = "test"
if "GIAOBAN_DATA" not in os.environ:
    os.environ["GIAOBAN_DATA"] = tempfile.mkdtemp(prefix="giaoban-test-")
    atexit.register(shutil.rmtree, os.environ["GIAOBAN_DATA"], ignore_errors=True)

from giaoban.config.settings import *  # noqa: F403
