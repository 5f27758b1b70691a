"""Which language a text is written in. The model is loaded when it is first asked for."""

import logging
import threading
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

# So much of a text tells its language as surely as all of it.
_SAMPLE = 2000
# Below this probability a guess is none: 4 of 1,821 short English claims above it were wrong.
_SURE = 0.5
_NO_LANGUAGE = "zxx"
_LOADING = threading.Lock()
_LOG = logging.getLogger(__name__)


def detect_language(text: str) -> str:
    """The primary language subtag of a text ("de", "ar"), "" when unsure.

    A word or two are too few to be sure. Threads may call it at the same time.
    """
    sample = text[:_SAMPLE]
    if not any(map(str.isalpha, sample)):
        return ""
    with _LOADING:
        identifier = _identifier()
    if identifier is None:
        return ""
    language, probability = identifier.classify(sample)
    is_sure = probability >= _SURE and language != _NO_LANGUAGE
    return str(language) if is_sure else ""


@cache
def _identifier() -> Any:
    """The model of py3langid, which is never changed once read, or None without the package."""
    if find_spec("py3langid") is None:
        _LOG.warning("Languages are not detected: the package py3langid is not installed.")
        return None
    langid = import_module("py3langid.langid")
    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
