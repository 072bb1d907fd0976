"""The rules about visits that the database itself keeps, as SQL beside the Python that says the same."""

from pathlib import Path


def sql(name: str) -> str:
    """The text of `sessions/sql/<name>.sql`: the body of a trigger."""
    return (Path(__file__).parent / f"{name}.sql").read_text(encoding="utf-8").strip() + "\n"
