"""`python -m tests.prepare`: the tests' server and their migrated template, made beside the checks that come first."""

import os

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "practice.settings")
    django.setup()
    from tests import databases

    databases.use_test_server()
    databases.template()
