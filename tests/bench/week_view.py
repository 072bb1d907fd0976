"""`python -m tests.bench.week_view`: how long the week of 20 clinicians with 600 visits takes to show.

Ends with 1 where the page takes more than one and a half times its own SQL and a bare page.
"""

import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "practice.settings")
    django.setup()
    from tests.bench.weeks import main

    sys.exit(main())
