class DemoFailed(Exception):
    """The demo cannot start or go on; the message is one line for a person."""


class Stopped(BaseException):
    """Somebody asked the demo to end (Ctrl-C, SIGTERM); not an error."""
