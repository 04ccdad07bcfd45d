"""How a name sounds, roughly: American Soundex (Russell 1918, as the US National Archives state it).

Crude, and known to favour English names: it only decides which records are compared, never who is one person.
"""

CODES = {
    letter: code for code, letters in enumerate(("bfpv", "cgjkqsxz", "dt", "l", "mn", "r"), 1) for letter in letters
}


def soundex(name: str) -> str:
    """Give a letter and three digits: ``Tarrant`` and ``Tarant`` sound alike (T653). Letters a to z are heard."""
    letters = [letter for letter in name.lower() if "a" <= letter <= "z"]
    if not letters:
        return ""
    found, last = letters[0].upper(), CODES.get(letters[0])
    for letter in letters[1:]:
        code = CODES.get(letter)
        if code and code != last:
            found += str(code)
        if letter not in "hw":  # h and w part nothing: Ashcraft is A261
            last = code
    return (found + "000")[:4]
