from django.core.management import CommandError
from django.db.utils import OperationalError


class ClusterUnavailable(OperationalError, CommandError):
    """The embedded server cannot be had; the message is one line for a person.

    To a page it is a database that is away (503), to a command a plain refusal
    without a traceback.
    """
