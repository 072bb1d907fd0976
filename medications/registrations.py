"""What this app offers to the floors below: kinds of prompts."""


def register() -> None:
    """Called once, when the app is ready."""
    from medications import prompt_kinds

    prompt_kinds.register()
