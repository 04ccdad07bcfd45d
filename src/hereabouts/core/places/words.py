"""What is said of how a place is made up: plain sentences, the same on the page and on the command line."""

from hereabouts.core.places.across import Changed
from hereabouts.core.places.fitting import Fit, Member
from hereabouts.core.sentences import Sentence, listed

HOWS = {
    "best": "Best fit: an area counts whole or not at all.",
    "apportion": "Apportioned: an area counts by the share of it that lies inside, as if its people lived evenly over it.",
}
BECAME = {
    "split": "{code} was split into {became}.",
    "merged": "{code} was merged into {became}.",
    "redrawn": "{code} was redrawn into {became}.",
}


def way(how: str) -> str:
    """Say how areas at the edge count."""
    return HOWS[how]


def rule_said(rule: str) -> Sentence:
    """Say a rule in words; how it was written down is for the command line."""
    if rule.startswith("boundary="):
        return Sentence("What lies inside the line “{called}”.", called=rule.partition("=")[2])
    if "=" not in rule:
        return Sentence("These areas: {codes}.", codes=listed(rule.split(",")))
    parts = [piece.partition("=") for piece in rule.split("; ")]
    said = ", ".join(f"{level.replace('_', ' ')} {name}" for level, _, name in parts)
    return Sentence("{parts}.", parts=said[:1].upper() + said[1:])


def fit_said(fit: Fit, how: str) -> Sentence:
    """Say cover and purity (C1) in words."""
    if how == "apportion":
        said = (
            "{cover} of the place is counted. Each area counts with the share that lies inside, so that nobody outside is "
            "counted, as far as people live evenly over it."
        )
        return Sentence(said, cover=f"{fit.cover:.0%}")
    if min(fit.cover, fit.purity) > 0.9995:
        return Sentence("Nothing is lost or added: the areas make up the place exactly.")
    if fit.counted_in == "people":
        said = "{cover} of the people of the place are counted, and {purity} of the people counted live in it."
    else:
        said = "{cover} of the place is counted, and {purity} of what is counted is the place (by areas: no population is known)."
    if fit.warns:
        said += " That is a rough fit: say so wherever these figures are shown."
    return Sentence(said, cover=f"{fit.cover:.0%}", purity=f"{fit.purity:.0%}")


def fit_in_words(fit: Fit, how: str) -> str:
    """Say cover and purity as one text."""
    return str(fit_said(fit, how))


def why_said(member: Member) -> Sentence:
    """Say why an area counts, or does not."""
    share = f"{member.share:.0%}"
    if member.reason:
        whole = (
            "{by} decided that it counts: {reason}"
            if member.counts
            else "{by} decided that it does not count: {reason}"
        )
        return Sentence(whole, by=member.overruled_by or "Somebody", reason=member.reason)
    if member.basis == "named":
        return Sentence("Somebody named it.")
    if member.basis == "list":
        return Sentence("Everything it was made of lies in the place.")
    if member.basis == "split":
        return Sentence("It was split: {share} of its people live in the place, and that share counts.", share=share)
    if member.counts and member.weight < 1:
        return Sentence("{share} of it lies inside, and that share counts.", share=share)
    return Sentence(DECIDED[member.basis, member.counts], share=share)


DECIDED = {
    ("centre", True): "The place where its people centre lies inside.",
    ("centre", False): "The place where its people centre lies outside.",
    ("lookup", True): "The lookup puts it here: {share} of it lies inside.",
    ("lookup", False): "The lookup puts it elsewhere: {share} of it lies inside.",
    ("land", True): "{share} of its land lies inside: half or more.",
    ("land", False): "{share} of its land lies inside: less than half.",
}


def why(member: Member) -> str:
    """Say why an area counts, or does not, as one text."""
    return str(why_said(member))


def became_said(one: Changed) -> Sentence:
    """Say what became of an area when boundaries changed."""
    return Sentence(BECAME.get(one.how, BECAME["redrawn"]), code=one.code, became=listed(one.became))


def became(one: Changed) -> str:
    """Say what became of an area as one text."""
    return str(became_said(one))
