"""The rules that the database itself keeps, as SQL beside the Python that says the same."""

from pathlib import Path


def sql(name: str) -> str:
    """The text of `medications/sql/<name>.sql`: the body of a trigger, or functions for a migration."""
    return (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8").strip() + "\n"
