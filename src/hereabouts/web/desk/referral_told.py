"""What the answers of a referral form come to: the people, the place, and the words for each thing that a referral keeps."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from hereabouts.core.families.people import listed_people
from hereabouts.records.partners import reads as partners
from hereabouts.records.places import access as places

NOT_YET = "not known yet"
AS_TOLD = ("topics", "going_well", "wants", "safe_contact", "not_when", "must_not_know", "address", "postcode")


def people_of(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Read the people of a household. Raises a Sentence with the line that cannot be read."""
    first = listed_people(f"{told['name']}, {told['dob']}" if told["dob"] else told["name"].replace(",", " "))
    mine = {"phone": told.get("phone", ""), "language": told.get("language", "")}
    return [{**first[0], **mine}, *listed_people(told["others"])]


def told_of(request: HttpRequest, told: dict[str, Any]) -> dict[str, Any]:
    """Turn the cleaned answers of a referral form into what ``make_referral`` keeps."""
    account = partners.person(request.actor.id)
    return {
        "people": people_of(told), "place": places.find(request.actor, told["place"], on=request.today),
        "source": told["source"] or account.organisation.name, "worry": told["worry"],
        "agreement_to_help": told["agreement"], "agreed_on": request.today if told["agreement"] == "given" else None,
        "immediate_danger": told["danger"] == "yes", "address_protected": told["protect"],
        **{name: told[name] for name in AS_TOLD},
        **{name: told[name] or NOT_YET for name in ("household_known", "work", "priority_group", "channel")},
    }  # fmt: skip
