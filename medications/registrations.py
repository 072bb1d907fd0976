"""What this app offers to the floors below: kinds of prompts, and panels."""


def register() -> None:
    """Called once, when the app is ready."""
    from medications import landings, panels, prompt_kinds, specimens
    from medications.merging import open_plans_in_the_way
    from medications.services.drug_facts import named_codes
    from medications.services.risk_answers import offer as offer_risk_log
    from patients.known import offer_names
    from patients.merging_objections import register as offer_objection

    landings.offer()
    offer_risk_log()
    panels.register()
    prompt_kinds.register()
    specimens.register()
    offer_names(named_codes)
    offer_objection("open-plans", open_plans_in_the_way)
