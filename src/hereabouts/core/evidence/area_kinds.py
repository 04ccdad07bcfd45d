"""What kind of area a code stands for: hot spots are looked for in small areas only."""

from collections.abc import Iterable

from hereabouts.core.sentences import Sentence

# The first three signs of the nine-sign codes of the statistics offices: what is too large to be a spot.
TOO_LARGE = {
    **dict.fromkeys(("E05", "W05", "S13", "N08"), "wards"),
    **dict.fromkeys(("E06", "E07", "E08", "E09", "W06", "S12", "N09"), "councils"),
    **dict.fromkeys(("E10", "E11", "E47"), "counties"),
    **dict.fromkeys(("E12", "E92", "W92", "S92", "N92"), "regions or nations"),
    **dict.fromkeys(("S08", "S37", "W11", "E54"), "health areas"),
    **dict.fromkeys(("E14", "S14", "W07", "S16", "W09"), "constituencies"),
}


class TooLarge(Sentence):
    """Areas in which a hot spot would be lost."""


def refuse_large(codes: Iterable[str]) -> None:
    """Refuse wards, councils and anything larger, by their codes; an unknown kind of code passes."""
    kinds = {kind for code in codes if len(code) == 9 and (kind := TOO_LARGE.get(code[:3]))}
    if kinds:
        raise TooLarge(
            "These areas are {kinds}. Hot spots are looked for in small areas only (data zones, lower layer super output "
            "areas, output areas): inside a ward or a council a few streets can be very different from the rest, and a "
            "line drawn elsewhere would give another answer.",
            kinds=" and ".join(sorted(kinds)),
        )
