"""The encoder of this process, if the desk has chosen one and it can be loaded."""

import logging
from functools import cache

from django.conf import settings

from claims.encoding import Encoder, EncoderUnavailable, load_encoder

logger = logging.getLogger(__name__)


def current_encoder() -> Encoder | None:
    """None: FACTCHECK_ENCODER is empty, or what it names cannot be loaded, which is logged once."""
    setting = settings.FACTCHECK_ENCODER
    return _loaded(setting) if setting else None


def is_meaning_read() -> bool:
    """Whether the desk wants claims found by meaning, be its encoder at hand or not."""
    return bool(settings.FACTCHECK_ENCODER)


def understands(encoder: Encoder, language: str) -> bool:
    """Whether it was trained for a language, a BCP-47 tag."""
    subtag = language.split("-")[0].lower()
    return encoder.languages is None or subtag in encoder.languages


@cache
def _loaded(setting: str) -> Encoder | None:
    # Once in the life of a process: who mends it restarts the workers.
    try:
        return load_encoder(setting)
    except EncoderUnavailable as reason:
        logger.warning("FACTCHECK_ENCODER: claims are found by words only. %s", reason)
        return None
