#!/usr/bin/env python
"""Django's command line for the workbench."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    try:
        execute_from_command_line(sys.argv)
    except KeyboardInterrupt:
        # Commands that have more to say about it do so themselves.
        sys.stderr.write("Stopped.\n")
        sys.exit(130)
    except BrokenPipeError:
        # Whoever read our output has seen enough, as in `manage.py match FILE | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
