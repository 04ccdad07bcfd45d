"""What leaves for a spreadsheet: no text of ours, or of anybody who wrote to us, is run there as a formula."""

# What makes a spreadsheet run a text (ASVS 1.2.10), full width too.
FORMULA = tuple("=+-@\t\r\n\0\ufeff＝＋－＠")
BLANKS = " \u00a0"  # programs strip these before they look


def runs(text: str) -> bool:
    """Say whether a spreadsheet would read a text as a formula."""
    return text.lstrip(BLANKS).startswith(FORMULA)


def safe_cell(value: object) -> object:
    """Make a cell that no spreadsheet runs: an apostrophe before what it would. Numbers stay numbers, none is empty."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and runs(value) else value
