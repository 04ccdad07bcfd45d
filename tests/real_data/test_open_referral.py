"""The directory as the published schema of Open Referral UK 3.0 wants it, and the profile's own example read back."""

import json
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from hereabouts.core.imports.checking import checked, suggested
from hereabouts.core.partners.open_referral import table
from hereabouts.core.partners.sheets import fields
from hereabouts.records.partners import changes, reads
from tests.environment import DATA
from tests.worlds import TODAY

pytestmark = [pytest.mark.real_data, pytest.mark.django_db]
FOLDER = DATA / "services_open_referral"
TYPES = {"string": str, "number": (int, float), "array": list, "object": dict, "boolean": bool}
READERS = {
    "uuid": UUID,
    "uri": lambda told: told.index("://"),
    "email": lambda told: told.index("@"),
    "date-time": lambda told: told.index("T"),
}


ENVELOPE = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty", "contents"}


def judged(value, wanted):
    """Give what jsonschema, whose hand is not ours, finds against a published schema: the judge of the feed."""
    jsonschema = pytest.importorskip("jsonschema", reason="make setup installs it")
    judge = jsonschema.Draft202012Validator(wanted, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in judge.iter_errors(value)]


def schema():
    return json.loads((FOLDER / "oruk_service.json").read_text(encoding="utf-8"))


def faults(value, wanted, at="service"):
    """Give everything in which a value is not as a schema wants it; a name that the schema does not know is a fault too."""
    if not isinstance(value, TYPES[wanted["type"]]) or isinstance(value, bool) != (wanted["type"] == "boolean"):
        return [f"{at} is no {wanted['type']}"]
    if wanted["type"] == "array":
        return [fault for n, one in enumerate(value) for fault in faults(one, wanted["items"], f"{at}[{n}]")]
    if wanted["type"] == "object":
        known = wanted.get("properties", {})
        found = [f"{at} lacks {name}" for name in wanted.get("required", []) if name not in value]
        found += [f"{at} has a strange {name}" for name in value if known and name not in known]
        return found + [f for name in value if name in known for f in faults(value[name], known[name], f"{at}.{name}")]
    found = [] if value in wanted.get("enum", [value]) else [f"{at} is none of {wanted['enum']}"]
    try:
        READERS.get(wanted.get("format"), str)(value)
    except ValueError:
        found.append(f"{at} is no {wanted['format']}")
    return found


@pytest.fixture
def directory(partnership):
    given = {"by": partnership.actor("communities_officer"), "on": TODAY}
    whole = {
        "name": "Money advice", "provider": "Council", "description": "Debt", "how": "Drop in", "who_for": "Anybody", "when": "Tuesdays",
        "schedules": [{"days": ["TU"], "from": "10:00", "to": "12:00"}], "fees": "Free", "minimum_age": 16, "maximum_age": 99,
        "phone": "01632 960105", "email": "desk@example.org", "url": "https://example.org", "address": "1 Quay Street",
        "city": "Larkhaven", "postcode": "LK1 2AB", "latitude": 56.4, "longitude": -2.9, "accessibility": "A ramp",
        "topics": ["T01", "T03"], "alert": "Closed on Friday",
    }  # fmt: skip
    changes.list_service(**given, facts=whole, place=partnership.east)
    changes.list_service(**given, facts={"name": "Bare", "provider": "Council"})
    changes.list_service(**given, facts={"name": "Paused", "provider": "x", "state": "paused", "postcode": "LK1 2AB"})
    changes.give_number(**{**given, "by": partnership.actor("administrator")}, partner=partnership.organisations["Harbour Housing"],
                        register="GB-COH", number="1")  # fmt: skip
    changes.list_service(**given, facts={"name": "Repairs"}, organisation=partnership.organisations["Harbour Housing"])


def get(page, *args):
    return json.loads(Client().get(reverse(page, args=args)).content)


def test_every_service_is_as_the_schema_wants_it(directory):
    told = get("oruk-services")["contents"]
    assert len(told) == 4
    assert [fault for one in told for fault in faults(one, schema())] == []
    assert [fault for one in told for fault in faults(get("oruk-service", one["id"]), schema())] == []


def test_the_outside_judge_finds_nothing_in_any_service_and_each_fault_in_a_broken_one(directory):
    """Every service of the feed and each alone against the compiled schema of the profile; then what it must notice."""
    told = get("oruk-services")
    assert set(told) == ENVELOPE
    assert len(told["contents"]) == 4
    for one in told["contents"]:
        assert judged(one, schema()) == []
        assert judged(get("oruk-service", one["id"]), schema()) == []
    example = json.loads((FOLDER / "oruk_service_full.json").read_text(encoding="utf-8"))
    assert judged(example, schema()) == []
    for broken in ({"status": "open"}, {"id": "7"}, {"name": 3}, {"organization": {}}, {"email": "nobody"}):
        assert judged({**told["contents"][0], **broken}, schema()), broken


def test_the_outside_judge_on_places_and_topics_by_the_parts_of_the_same_schema(directory):
    """Their own compiled schemas are not among the files at hand: the parts of the service's schema say what they are."""
    inside = schema()["properties"]
    at = inside["service_at_locations"]["items"]
    for one in get("oruk-at-locations")["contents"]:
        assert judged({name: told for name, told in one.items() if name != "service"}, at) == []
        assert judged(one["service"], schema()) == []
        assert judged(get("oruk-at-location", one["id"])["location"], at["properties"]["location"]) == []
    term = inside["attributes"]["items"]["properties"]["taxonomy_term"]
    assert [fault for one in get("oruk-terms")["contents"] for fault in judged(one, term)] == []
    assert judged({**get("oruk-terms")["contents"][0], "id": "7"}, term)


def test_every_service_where_it_stands_and_every_topic(directory):
    inside = schema()["properties"]
    at = inside["service_at_locations"]["items"]
    at = {**at, "properties": {**at["properties"], "service": schema()}}
    told = get("oruk-at-locations")["contents"]
    assert len(told) == 2
    assert [fault for one in told for fault in faults(one, at)] == []
    term = inside["attributes"]["items"]["properties"]["taxonomy_term"]
    assert [fault for one in get("oruk-terms")["contents"] for fault in faults(one, term)] == []


def test_the_judge_passes_the_profiles_own_example_and_notices_faults():
    """The negative control."""
    example = json.loads((FOLDER / "oruk_service_full.json").read_text(encoding="utf-8"))
    assert faults(example, schema()) == []
    for broken in ({"status": "open"}, {"id": "7"}, {"name": 3}, {"organization": {}}, {"cost": 1}, {"url": "nowhere"}):
        assert faults({**example, **broken}, schema()), broken


def test_the_profiles_example_and_a_council_list_can_be_read(partnership):
    known = fields(reads.topic_words())
    example = json.loads((FOLDER / "oruk_service_full.json").read_text(encoding="utf-8"))
    _, faults_ = checked(table(example), known, suggested(table(example).headings, known))
    assert {(f.column, f.value) for f in faults_} == {
        ("latitude", "100"),
        ("postcode", "ABC 1234"),
    }  # they are no British place
    found = reads.services_on_disk(DATA / "services_trafford" / "trafford_mental_health_services.csv")
    prepared = reads.prepared(found, suggested(found.headings, known))
    assert prepared.rows == 60
    assert len({f.row for f in prepared.faults}) < 10
