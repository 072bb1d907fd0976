"""Django's PostgreSQL backend, for a server that starts when it is first needed.

Any `manage.py` command works on a fresh clone, and one that asks nothing of the
database starts nothing.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base

from practice.database.embedded.client import EmbeddedClient
from practice.database.embedded.cluster import Cluster, cluster_at


class DatabaseWrapper(base.DatabaseWrapper):
    client_class = EmbeddedClient

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        params.setdefault("host", str(own_cluster().socket_directory))
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        # With a HOST, somebody else keeps the server: the tests do.
        if not self.settings_dict["HOST"]:
            own_cluster().ensure_running()
        return super().get_new_connection(conn_params)


def own_cluster() -> Cluster:
    return cluster_at(Path(settings.VAR_DIR) / "postgres")
