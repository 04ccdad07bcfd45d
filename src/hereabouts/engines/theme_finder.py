"""Themes by a language model of your own choice, through i.AI's themefinder (the extra of that name): words in, themes out.

Whoever calls has asked whether these answers may leave; this module sends a question and the answers to one address, under
running numbers, and to no other. It follows no redirection, writes no log, and knows no address of its own.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from hereabouts.core.sentences import Sentence, counted

HERE = {"localhost", "127.0.0.1", "::1"}  # the one place where a plain line is no risk
SPOILED = 3  # answers of the endpoint that cannot be read, after which no more is sent
SECONDS = 120


class NoThemes(Sentence):
    """A model that cannot be asked, or that did not give what was asked."""


@dataclass(frozen=True)
class Endpoint:
    """Where a model answers, which one, and the key to it (never shown)."""

    address: str
    model: str
    key: str = ""

    def __repr__(self) -> str:
        return f"Endpoint({self.address}, {self.model})"


@dataclass(frozen=True)
class Found:
    """The themes as the model says them (label, statement); for each text the places of its themes, None if it was not read."""

    themes: tuple[tuple[str, str], ...]
    of: tuple[tuple[int, ...] | None, ...]


def checked(address: str, model: str, key: str) -> Endpoint:
    """Give the endpoint, or say why it cannot be one."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HERE):
        raise NoThemes(
            "{address} is not a safe endpoint: it must begin with https://", address=parts.hostname or address
        )
    if parts.username or parts.password:
        raise NoThemes("Leave name and password out of the endpoint's address. The key is read from the environment.")
    if not model:
        raise NoThemes("Say which model reads the answers: --model NAME.")
    return Endpoint(address, model, key)


def find(texts: Sequence[str], question: str, endpoint: Endpoint) -> Found:
    """Ask the model for themes and for whose they are. NoThemes says what went wrong; then nothing is given by halves."""
    line = _line(endpoint)
    themes, mapped = asyncio.run(_asked(texts, question, line))
    return found(themes, mapped, len(texts))


def found(themes: Sequence[dict[str, Any]], mapped: Sequence[dict[str, Any]], answers: int) -> Found:
    """Translate themefinder's rows: "label: statement" by letter, and the letters of each answer, numbered from 1."""
    at = {row["topic_id"]: n for n, row in enumerate(themes)}
    of = {int(row["response_id"]): tuple(dict.fromkeys(at[x] for x in row["labels"] if x in at)) for row in mapped}
    said = [[part.strip() for part in row["topic"].split(":", 1)] for row in themes]
    return Found(tuple((label, statement) for label, statement in said), tuple(of.get(n + 1) for n in range(answers)))


def _line(endpoint: Endpoint) -> Any:
    try:
        import openai
        import themefinder
        from themefinder import llm_batch_processor, models, themefinder_logging
    except ImportError:
        raise NoThemes(
            "Asking a model of your own needs the themefinder extra. Ask whoever runs this computer for:"
            " pip install 'hereabouts[themefinder]'. Without --endpoint, themes are proposed on this computer alone."
        ) from None
    themefinder_logging.logger.setLevel(logging.CRITICAL + 1)  # it would print answers
    models.logger.disabled = True
    # its own count of tokens fetches a table from a third party; a token has two bytes or more in nearly every language
    llm_batch_processor.calculate_string_token_length = lambda input_text, model=None: len(input_text.encode()) // 2  # noqa: ARG005
    return _Line(endpoint, openai, themefinder)


class _Line:
    """The line to one endpoint, as themefinder wants it: after a fault nothing more is sent."""

    def __init__(self, endpoint: Endpoint, openai: Any, themefinder: Any) -> None:
        self.endpoint, self.openai, self.themefinder = endpoint, openai, themefinder
        self.fault, self.spoiled = "", 0
        self.inner = themefinder.OpenAILLM(
            endpoint.model, base_url=endpoint.address, max_retries=1, timeout=SECONDS,
            api_key=endpoint.key or "none",  # else OPENAI_API_KEY would go to whoever is named
            http_client=openai.DefaultAsyncHttpxClient(follow_redirects=False),
        )  # fmt: skip

    async def ainvoke(self, prompt: str, output_model: Any = None) -> Any:
        """Ask once. A ValueError is what themefinder takes for an answer that cannot be read."""
        if self.fault:
            raise ValueError(self.fault)
        try:
            answer = await self.inner.ainvoke(prompt, output_model)
        except self.openai.APIStatusError as problem:
            self.fault = f"it answers {problem.status_code}"
        except self.openai.APIConnectionError:
            self.fault = f"nothing answers there, or not within {SECONDS} seconds"
        except (self.openai.OpenAIError, ValueError, IndexError, TypeError, AttributeError):
            self._spoil()
        else:
            if answer.parsed is not None:
                return answer
            self._spoil()
        raise ValueError(self.fault or "not to be read")

    def _spoil(self) -> None:
        self.spoiled += 1
        if self.spoiled >= SPOILED:
            self.fault = f"it gave {counted(self.spoiled, 'answer')} that cannot be read as themes"

    def refuse(self, rows: Any = None) -> None:
        """Say what went wrong so far, if anything did."""
        if not self.fault and rows is not None and not len(rows):
            self.fault = "what it gave holds no themes"
        if self.fault:
            raise NoThemes(
                "The model {model} at {address} gave no themes: {why}. Nothing was kept.",
                model=self.endpoint.model, address=self.endpoint.address, why=self.fault,
            )  # fmt: skip


async def _asked(texts: Sequence[str], question: str, line: _Line) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    import pandas as pd

    answers = pd.DataFrame({"response_id": range(1, len(texts) + 1), "response": list(texts)})
    rows, asking = answers, line.themefinder
    for step in (asking.theme_generation, asking.theme_condensation, asking.theme_refinement):
        rows, _ = await step(rows.reset_index(drop=True), line, question=question)
        line.refuse(rows)
    mapped, _ = await asking.theme_mapping(answers.copy(), line, question=question, refined_themes_df=rows)
    line.refuse(mapped)
    return rows.to_dict("records"), mapped.to_dict("records")
