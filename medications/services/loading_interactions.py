"""Classes and interactions of the shipped formulary: those that are not in the database yet."""

from medications.models import ClassMember, Interaction
from medications.services.loading_files import provenance, read


def load_classes() -> None:
    known = set(ClassMember.objects.values_list("class_code", "member_code"))
    ClassMember.objects.bulk_create(
        ClassMember(class_code=name, member_code=member)
        for name, members in read("classes.yaml")["classes"].items()
        for member in members
        if (name, member) not in known
    )


def load_interactions() -> None:
    known = set(Interaction.objects.values_list("code", flat=True))
    Interaction.objects.bulk_create(
        Interaction(
            code=row["code"],
            one=row["between"][0],
            other=row["between"][1],
            severity=row["severity"],
            mechanism=row["mechanism"],
            effect=row["effect"],
            action=row["action"],
            wash_out_days=row.get("wash_out", []),
            **provenance(row, row),
        )
        for row in read("interactions.yaml")
        if row["code"] not in known
    )
