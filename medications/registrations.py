"""What this app offers to the floors below: kinds of prompts, and panels."""


def register() -> None:
    """Called once, when the app is ready."""
    from medications import panels, prompt_kinds, specimens

    panels.register()
    prompt_kinds.register()
    specimens.register()
