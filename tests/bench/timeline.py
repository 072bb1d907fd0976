"""`python -m tests.bench.timeline`: how long five years of somebody's care take to draw.

Six medications, 3,000 log entries, 400 assessments, 250 visits. Ends with 1 where the middle of the whole page's times
is above its limit. `--queries` shows what the page asks the database.
"""

import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "practice.settings")
    django.setup()
    from tests.bench.timelines import main

    sys.exit(main())
