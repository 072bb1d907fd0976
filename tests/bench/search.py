"""`python -m tests.bench.search`: how long finding people takes among 100,000 of them, in a database made for it.

Both searches, and the look for records of the same person, beside their own SQL and a page that asks next to nothing.
Ends with 1 where one takes more than one and a half times as long as its SQL and that page together. Not part of
script/test, as times depend on the machine. `--explain` shows the plans of the database.
"""

import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "practice.settings")
    django.setup()
    from tests.bench.finding import main

    sys.exit(main())
