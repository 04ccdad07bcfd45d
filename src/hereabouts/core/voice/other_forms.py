"""The same text in other forms: in another language, easy to read, or signed; and whether it still says what ours says (X-18).

Nobody's machine translates here: a form is made by somebody who can, and says who.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

from hereabouts.core.sentences import Sentence

EASY, SIGNED = "easy", "bsl"
# The code of each language as browsers know it, and its own name: whoever looks for it reads that one.
LANGUAGES = {
    "ar": "العربية", "bn": "বাংলা", "ckb": "کوردی سۆرانی", "cy": "Cymraeg", "fa": "فارسی", "gd": "Gàidhlig", "kmr": "Kurmancî",
    "lt": "Lietuvių", "pa": "ਪੰਜਾਬੀ", "pl": "Polski", "ps": "پښتو", "ro": "Română", "rom": "Romani", "so": "Soomaali", "ti": "ትግርኛ",
    "uk": "Українська", "ur": "اردو", "zh": "中文",
}  # fmt: skip
FROM_THE_RIGHT = {"ar", "ckb", "fa", "ps", "ur"}
FILM = re.compile(r"https://[^\s/]+\.[^\s/]+")
FORMS = (*LANGUAGES, EASY, SIGNED)


class NotAForm(Sentence):
    """Another form of a text that has no words, no film, or nobody who made it."""


@dataclass(frozen=True)
class Form:
    """One form of a text, ready to be shown: its language and direction for the browser, its words or its film."""

    form: str
    label: str
    words: str
    link: str
    made_by: str
    checked_by: str
    old: bool

    @property
    def lang(self) -> str:
        """Give the code of the language that its words are in."""
        return self.form if self.form in LANGUAGES else "en"

    @property
    def dir(self) -> str:
        """Say from which side it is read."""
        return "rtl" if self.form in FROM_THE_RIGHT else "ltr"

    @property
    def lines(self) -> tuple[str, ...]:
        """Give the words line by line: in Easy Read each line is one idea."""
        return tuple(line for line in self.words.splitlines() if line.strip())


def checked(form: str, words: str, link: str, made_by: str) -> None:
    """Refuse a form that would leave somebody with nothing: no words, no film, or a film that is no web address."""
    if form not in FORMS:
        raise NotAForm("“{form}” is no form of a text that we know.", form=form)
    if not made_by.strip():
        raise NotAForm("Say who made it: whoever reads it may ask.")
    if form == SIGNED and not FILM.match(link.strip()):
        raise NotAForm("Give the film’s address; it begins with https://.")
    if form != SIGNED and not words.strip():
        raise NotAForm("Write the words.")


def print_of(text: str) -> str:
    """Give the print of a text, by which another form of it knows whether ours changed since."""
    return sha256(" ".join(text.split()).encode()).hexdigest()


def called(form: str) -> str:
    """Give the name of a form: a language's own, or ours."""
    return LANGUAGES.get(form) or {EASY: "Easy Read", SIGNED: "British Sign Language"}[form]
