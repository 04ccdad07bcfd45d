"""The one place where ``definitions/`` is read: data as text, owned by people who are not programmers."""

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from hereabouts.core.calendar import WorkingCalendar
from hereabouts.core.evidence.breaks import Event, event
from hereabouts.core.evidence.describing import NotADescription, described
from hereabouts.core.evidence.descriptions import Description
from hereabouts.core.evidence.indicators import Indicator, NotAnIndicator, indicator
from hereabouts.core.evidence.provision import TargetGroup, group
from hereabouts.core.families.need_list import NeedRule, need_rule
from hereabouts.core.families.restricting import RestrictionRule, restriction_rule
from hereabouts.core.families.sharing import Test, test_of
from hereabouts.core.figures.standardised import StandardPopulation, standard_population
from hereabouts.core.ledger.unusual import Unusual, unusual
from hereabouts.core.partners.engagement import Kind
from hereabouts.core.plans.offers import OfferKind
from hereabouts.core.plans.template import Template, template
from hereabouts.core.priorities.aims import Aim, aim
from hereabouts.core.rights.schedule import RetentionRule, rule_of
from hereabouts.core.sentences import listed
from hereabouts.core.trust.disclosure import DisclosureRule
from hereabouts.core.trust.glass import GlassRule, glass_rule
from hereabouts.core.trust.roles import Role, role
from hereabouts.core.voice.consent import ConsentKind
from hereabouts.core.voice.consent import kind as consent_kind
from hereabouts.core.voice.guides import Guide, guide
from hereabouts.core.voice.layouts import Layout, layout
from hereabouts.core.voice.place_standard import Scale, scale
from hereabouts.core.voice.plain_english import PlainWords, plain_words
from hereabouts.core.voice.profile import Question, question
from hereabouts.core.voice.programme import EngagementWords, course

ROOT = files("hereabouts") / "definitions"


def text(*path: str) -> dict[str, Any]:
    """Read one TOML document by its path under ``definitions``, without the ending."""
    return _read(ROOT.joinpath(*path[:-1], path[-1] + ".toml"))


def folder(*path: str) -> list[dict[str, Any]]:
    """Read every TOML document of a folder, in order of file name."""
    found = sorted((f for f in ROOT.joinpath(*path).iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return [_read(file) for file in found]


def _read(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def datasets() -> dict[str, Description]:
    """Give every dataset description by id, the demo's among them."""
    texts = folder("datasets") + folder("demo", "datasets")
    return {d.id: d for d in map(described, texts)}


def descriptions(files: Iterable[Path]) -> dict[str, Description]:
    """Give every dataset description by id, and those that people keep beside their files (``*.toml``), which win.

    NotADescription says what is wrong with one of theirs.
    """
    own = [one for file in files if file.suffix == ".toml" and (one := _own(file))]
    return datasets() | {d.id: d for d in own}


def own_documents(files: Iterable[Path]) -> dict[str, str]:
    """Give the texts beside people's files that declare indicators, by the name of the text: the evidence file keeps them."""
    texts = {file.name: file.read_text(encoding="utf-8") for file in files if file.suffix == ".toml"}
    return {name: text_ for name, text_ in texts.items() if tomllib.loads(text_).get("indicator")}


def own_indicators(texts: Iterable[str]) -> dict[str, Indicator]:
    """Read the indicators that people declared beside their files. NotAnIndicator says what is wrong with one."""
    read = [indicator(one, events()) for text_ in texts for one in tomllib.loads(text_).get("indicator", ())]
    for one in read:
        if one.topic not in topics():
            raise NotAnIndicator(
                "The indicator “{id}”: “{topic}” is no topic. A topic is {known}.", id=one.id, topic=one.topic,
                known=listed([f"{code} ({topic['label']})" for code, topic in topics().items()], last="or"),
            )  # fmt: skip
    return {one.id: one for one in read}


def _own(file: Path) -> Description | None:
    """Read a description that lies beside a file; a text may declare indicators and describe nothing."""
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise NotADescription("{file} is not TOML: {problem}.", file=file.name, problem=str(problem)) from problem
    if told.pop("indicator", ()) and not told:
        return None
    one = described(told)
    if one.generation not in generations():
        raise NotADescription(
            "{file} names the boundaries {generation}; we know {known}.",
            file=file.name, generation=one.generation, known=listed(list(generations())),
        )  # fmt: skip
    return one


@cache
def indicators() -> dict[str, Indicator]:
    """Give every indicator document by id."""
    texts = [one for text_ in folder("indicators") for one in text_["indicator"]]
    return {i.id: i for i in (indicator(one, events()) for one in texts)}


@cache
def events() -> tuple[Event, ...]:
    """Give what changed people's lives: every indicator stands beside it."""
    return tuple(event(one) for one in text("context", "events")["event"])


@cache
def traits() -> dict[str, float]:
    """Give by what places are called similar: indicators with how much each counts."""
    return {t["indicator"]: float(t["weight"]) for t in text("similar")["trait"]}


@cache
def standards() -> dict[str, StandardPopulation]:
    """Give every standard population by id."""
    return {s.id: s for s in map(standard_population, folder("standards"))}


@cache
def generations() -> dict[str, dict[str, Any]]:
    """Give every generation of boundaries by its short name: its nation and its levels."""
    return {g["id"]: g for g in text("generations")["generation"]}


@cache
def topics() -> dict[str, dict[str, Any]]:
    """Give the shared vocabulary by code, with its crosswalks."""
    return {t["code"]: t for t in text("topics", "topics")["topic"]}


@cache
def offer_kinds() -> dict[str, OfferKind]:
    """Give the kinds of offer by id, in the order of the catalogue."""
    return {row["id"]: OfferKind(**row) for row in text("offers")["kind"]}


@cache
def offer_access() -> dict[str, str]:
    """Give what somebody looks for before they set out, by code."""
    return dict(text("offers")["access"])


@cache
def groups() -> dict[str, str]:
    """Give the target groups by code."""
    return {g["code"]: g["label"] for g in text("topics", "groups")["group"]}


@cache
def named_groups() -> tuple[TargetGroup, ...]:
    """Give the target groups that a service's own words may name."""
    return tuple(group(g) for g in text("topics", "groups")["group"] if "words" in g)


@cache
def barriers() -> dict[str, str]:
    """Give the barriers by code."""
    return {b["code"]: b["label"] for b in text("topics", "groups")["barrier"]}


@cache
def calendar(nation: str) -> WorkingCalendar:
    """Give the working calendar of a nation (SCT, ENG or WLS) with its bank holidays."""
    read = text("calendars", nation.lower())
    return WorkingCalendar(read["name"], frozenset(date.fromisoformat(str(day)) for day in read["holidays"]))


@cache
def roles() -> dict[str, Role]:
    """Give every role document by id."""
    return {r.id: r for r in map(role, text("roles")["role"])}


@cache
def disclosure() -> dict[str, DisclosureRule]:
    """Give every disclosure rule by its profile: what is too few to show."""
    return {rule["id"]: DisclosureRule(**rule) for rule in folder("disclosure")}


def disclosure_of(file: Path) -> DisclosureRule:
    """Read a disclosure rule of a partnership's own. Raises TooLax where it protects less than its floor."""
    try:
        return DisclosureRule(**tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise NotADescription("{file} cannot be read as TOML: {why}.", file=file.name, why=str(wrong)) from wrong
    except TypeError as wrong:
        raise NotADescription(
            "{file} is no disclosure rule: a line is missing or not known.", file=file.name
        ) from wrong


@cache
def aims() -> dict[str, list[Aim]]:
    """Give every set of strategic aims that ships, by the name of its file."""
    return {text_["set"]: [aim(one) for one in text_["aim"]] for text_ in folder("aims")}


@cache
def frameworks() -> dict[str, dict[str, Any]]:
    """Give every outcomes framework that ships, by id: outcomes with their tier and what they lead to."""
    return {text_["id"]: text_ for text_ in folder("outcomes")}


@cache
def plan_templates() -> dict[str, Template]:
    """Give every plan that ships to be lifted, by id."""
    return {text_["id"]: template(text_) for text_ in folder("plan_templates")}


@cache
def levels_of_need() -> tuple[dict[str, Any], ...]:
    """Give the partnership's levels of need, 1 to 4, in its own words."""
    return tuple(sorted(text("families", "levels")["level"], key=lambda level: level["ordinal"]))


def model_agreement(name: str) -> dict[str, Any]:
    """Give a model information sharing agreement; parties and dates are given when it is drafted."""
    return text("agreements", name)


@cache
def nations() -> dict[str, dict[str, Any]]:
    """Give what an agreement is called and may stand on in each nation: its laws, lawful bases and conditions."""
    return {nation["id"]: nation for nation in text("agreements", "nations")["nation"]}


@cache
def need_frameworks() -> dict[str, dict[str, Any]]:
    """Give in whose words a family's needs are told in each nation."""
    return {one["nation"]: one for one in text("families", "frameworks")["framework"]}


@cache
def severities() -> dict[int, dict[str, Any]]:
    """Give how serious a need can be, 0 to 3, with the words by which everybody judges it."""
    return {one["value"]: one for one in text("families", "frameworks")["severity"]}


@cache
def assessment() -> tuple[dict[str, str], ...]:
    """Give the steps of the impact assessment (DPIA) that comes before an agreement, in order."""
    return tuple(text("agreements", "assessment")["step"])


@cache
def safeguarding() -> dict[str, Any]:
    """Give whom to ring about harm: the name and the number."""
    return dict(text("families", "levels")["safeguarding"])


@cache
def methods() -> dict[str, dict[str, str]]:
    """Give every way of listening by id, with its unit of count."""
    return {m["id"]: m for m in text("voice", "methods")["method"]}


@cache
def engagement() -> EngagementWords:
    """Give how engagement is planned: stages, levels, standards, settings, and what somebody may have lived through."""
    return course(text("voice", "engagement"))


@cache
def profile_questions() -> dict[str, Question]:
    """Give what somebody may be asked about themselves, by id."""
    return {q.id: q for q in map(question, text("voice", "profile")["question"])}


@cache
def partner_kinds() -> tuple[Kind, ...]:
    """Give the kinds of organisation that a partner can be."""
    return tuple(Kind(**one) for one in text("partners")["kind"])


@cache
def registers() -> dict[str, str]:
    """Give the public registers whose numbers an organisation can have, by their scheme."""
    return {one["id"]: one["label"] for one in text("partners")["register"]}


@cache
def consent_kinds() -> dict[str, ConsentKind]:
    """Give what somebody who speaks is asked to agree to, by id."""
    return {one.id: one for one in map(consent_kind, text("voice", "consent")["kind"])}


@cache
def audiences() -> dict[str, str]:
    """Give for whom somebody can agree to something, from the narrowest to the widest, with its words."""
    return {one["id"]: one["label"] for one in text("voice", "consent")["audience"]}


def promised_days() -> int:
    """Give within how many days words that were taken back are gone from what is not ours to reach at once."""
    return int(text("voice", "consent")["promised_days"])


@cache
def guides() -> dict[str, Guide]:
    """Give what is asked when somebody is listened to, by the id of the guide."""
    return {one.id: one for one in map(guide, text("voice", "guides")["guide"])}


@cache
def plain_english() -> PlainWords:
    """Give how long a sentence may be, and what to say instead of a hard word."""
    return plain_words(text("voice", "plain"))


@cache
def place_standard_scale() -> Scale:
    """Give the Place Standard: its fourteen themes and the ends of its scale."""
    return place_standards()["place_standard"]


@cache
def place_standards() -> dict[str, Scale]:
    """Give every version of the tool by id: a version for children or on climate is one more document in the folder."""
    return {one.id: one for one in map(scale, folder("voice", "place_standards"))}


@cache
def survey_layouts() -> dict[str, Layout]:
    """Give the layouts of survey tools' exports by id, each saying whether a real file or documentation stands behind it."""
    return {one.id: one for one in map(layout, folder("voice", "layouts"))}


@cache
def promises() -> dict[str, dict[str, str]]:
    """Give what a partner can promise, by kind: its words and what it is counted in."""
    return {one["id"]: one for one in text("partners")["promise"]}


@cache
def unusual_looks() -> tuple[tuple[Unusual, ...], float]:
    """Give the rules by which a look at a record is unusual, and the share of all looks that is drawn besides."""
    read = text("unusual")
    return tuple(map(unusual, read["rule"])), float(read["share"])


@cache
def sharing_tests() -> tuple[Test, ...]:
    """Give the tests by which somebody may decide not to share, each with its law and the nations where it holds."""
    return tuple(map(test_of, text("families", "sharing")["test"]))


@cache
def break_glass() -> GlassRule:
    """Give the rule by which somebody may open a family's record that no agreement opens to them."""
    return glass_rule(text("break_glass"))


@cache
def restricting() -> RestrictionRule:
    """Give the reasons for which a family may be restricted to named people, and when that is looked at again."""
    return restriction_rule(text("families", "restrictions"))


@cache
def need_rules() -> NeedRule:
    """Give the rules of the need list, as they run."""
    return need_rule(text("families", "need_list"))


@cache
def personal() -> dict[str, dict[str, str]]:
    """Say what each remembered text is about, by room and model ("families.Person")."""
    rooms = text("rights", "personal")
    return {f"{room}.{model}": fields for room, models in rooms.items() for model, fields in models.items()}


@cache
def retention() -> dict[str, RetentionRule]:
    """Give the schedule of keeping, by class."""
    return {one.id: one for one in map(rule_of, text("rights", "retention")["rule"])}


@cache
def exemptions() -> tuple[dict[str, str], ...]:
    """Give by what a rights request may be refused."""
    return tuple(text("rights", "exemptions")["exemption"])
