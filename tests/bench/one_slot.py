"""`python -m tests.bench.one_slot [ATTEMPTS] [CONNECTIONS]`: everybody wants the same time at the same moment.

1,000 attempts over 50 connections unless said otherwise. Ends with 1 unless there is one visit, everybody else was
told what is in the way, nothing else went wrong, and it took no more than two seconds.
"""

import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "practice.settings")
    django.setup()
    from tests.bench.attempts import main

    sys.exit(main(*map(int, sys.argv[1:])))
