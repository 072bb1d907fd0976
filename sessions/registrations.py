"""What this floor offers to pages and to the work queue."""


def register() -> None:
    """Called once, when the app is ready."""
