"""Words that stand nowhere else: one for each field of each person, in whatever shape a page may write it."""

import re
from dataclasses import dataclass, field


def word(n):
    """Give the n-th word: seven letters that no language and no other word here has, whatever its capitals."""
    return f"Zx{''.join(chr(97 + n // 21**k % 21) for k in (2, 1, 0))}qj"


@dataclass
class Marks:
    """Every mark that was planted: its name, such as ``family/surname``, and the shapes in which it would betray itself."""

    forms: dict = field(default_factory=dict)

    def word(self, name, around="{}"):
        """Plant a word; ``around`` is the sentence it stands in."""
        if name not in self.forms:
            self.forms[name] = (word(len(self.forms)),)
        return around.format(self.forms[name][0])

    def shape(self, name, given, *others):
        """Plant something that has a form of its own, such as a date or a number; ``others`` are how else it may be written."""
        self.forms[name] = tuple({str(given), *others})
        return given

    def day(self, name, given):
        """Plant a date in every way in which dates are written."""
        ways = ("%Y-%m-%d", "%d/%m/%Y", "%-d/%-m/%Y", "%-d %B %Y", "%d %B %Y", "%-d %b %Y", "%Y%m%d", "%d.%m.%Y")
        self.forms[name] = tuple({given.strftime(way) for way in ways})
        return given

    def number(self, name, given):
        """Plant a number that may be written with or without its spaces and its first nought."""
        plain = given.replace(" ", "")
        self.forms[name] = tuple({given, plain, plain.lstrip("0")})
        return given

    def search(self):
        """Give what looks for all of them in a text at once: text -> the names of the marks that stand in it."""
        of = {form.casefold(): name for name, forms in self.forms.items() for form in forms}
        pattern = re.compile("|".join(re.escape(one) for one in sorted(of, key=len, reverse=True)))
        return lambda text: {of[found] for found in pattern.findall(text.casefold())}
