"""The environment. An empty variable is as good as none, and where FOO_FILE is set, FOO is what that file holds.

Secrets come as files because a variable shows in every listing of a container and goes to every child process.
"""

import environ
from environ.fileaware_mapping import FileAwareMapping


class Variables(FileAwareMapping):
    """Read anew each time; without the line end that an editor leaves."""

    def __init__(self) -> None:
        super().__init__(cache=False)

    def __getitem__(self, name: str) -> str:
        value = str(super().__getitem__(name)).rstrip("\r\n")
        if not value:
            raise KeyError(name)
        return value


class Environment(environ.FileAwareEnv):
    ENVIRON = Variables()


env = Environment()
