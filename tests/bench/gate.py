"""`python -m tests.bench.gate`: how long the gate and the composer take to answer, in a database made for it.

Ends with 1 where the middle of an answer's times is above its limit. Not part of script/test, as times depend on the
machine. `--queries` shows what one evaluation of the gate asks the database.
"""

import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "practice.settings")
    django.setup()
    from tests.bench.answers import main

    sys.exit(main())
