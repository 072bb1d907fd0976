"""`manage.py dbshell` with the psql that came with the server."""

from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql.client import DatabaseClient

from practice.database.embedded.binaries import program


class EmbeddedClient(DatabaseClient):
    def runshell(self, parameters: Iterable[str]) -> None:
        self.connection.ensure_connection()
        self.connection.settings_dict["HOST"] = self.connection.get_connection_params()["host"]
        super().runshell(parameters)

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        (_psql, *arguments), environment = super().settings_to_cmd_args_env(settings_dict, parameters)
        return [program("psql"), *arguments], environment
