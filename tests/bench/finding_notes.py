"""`python -m tests.bench.finding_notes`: how long it takes to find words in notes, in a database made for it.

Ends with 1 where the middle of an answer's times is above 50 ms. Not part of script/test, as times depend on the
machine. `--explain` shows how the database goes about it.
"""

import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "practice.settings")
    django.setup()
    from tests.bench.many_notes import main

    sys.exit(main())
