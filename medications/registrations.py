"""What this app offers to the floors below: kinds of prompts, and panels."""


def register() -> None:
    """Called once, when the app is ready."""
    from medications import panels, prompt_kinds, specimens
    from medications.services.drug_facts import named_codes
    from patients.known import offer_names

    panels.register()
    prompt_kinds.register()
    specimens.register()
    offer_names(named_codes)
