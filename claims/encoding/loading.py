"""From a setting to an encoder."""

from pathlib import Path

from claims.encoding.protocol import Encoder, EncoderUnavailable
from claims.encoding.sentence_model import SentenceModel
from claims.encoding.universal import UniversalEncoder

UNIVERSAL = "use"


def load_encoder(setting: str) -> Encoder:
    """“use” for the multilingual encoder in its wheel, or the folder of an ONNX sentence model.

    Raises EncoderUnavailable.
    """
    setting = setting.strip()
    if not setting:
        raise EncoderUnavailable(
            f"No encoder is named: say “{UNIVERSAL}”, or the folder of a sentence model."
        )
    if setting == UNIVERSAL:
        return UniversalEncoder()
    return SentenceModel(Path(setting).expanduser())
