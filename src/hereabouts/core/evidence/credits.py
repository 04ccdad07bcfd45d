"""Under which licence the numbers may be used, in the words that the licence asks for: printed wherever they are."""

from collections.abc import Iterable, Mapping, Sequence

from hereabouts.core.sentences import listed

OPEN = "Open Government Licence"  # its holder asks for one sentence, whatever the version


def credit_lines(datasets: Iterable[Mapping[str, object]], sources: Sequence[str]) -> tuple[str, ...]:
    """Give one line for each licence of the datasets that are named among the sources, with their publishers."""
    found: dict[str, set[str]] = {}
    for dataset in datasets:
        if any(str(dataset["title"]) in source for source in sources):
            found.setdefault(str(dataset["licence"]).rstrip("."), set()).add(str(dataset["publisher"]))
    return tuple(_line(licence, sorted(publishers)) for licence, publishers in sorted(found.items()))


def _line(licence: str, publishers: Sequence[str]) -> str:
    named = f"Published by {listed(publishers)}."
    if licence.startswith(OPEN):
        return f"Contains public sector information licensed under the {licence}. {named}"
    return f"Licence: {licence}. {named}"
