"""Sentences as vectors, and the nearest of them. Knows no Django; works without any encoder."""

from claims.encoding.loading import load_encoder
from claims.encoding.model_files import MODEL_FILE, TOKENIZER_FILE
from claims.encoding.model_settings import ModelSettings, write_settings
from claims.encoding.optional import find_folder, find_module
from claims.encoding.protocol import Encoder, EncoderUnavailable
from claims.encoding.vector_files import VectorsDamaged
from claims.encoding.vector_index import Hits, VectorIndex

__all__ = [
    "MODEL_FILE",
    "TOKENIZER_FILE",
    "Encoder",
    "EncoderUnavailable",
    "Hits",
    "ModelSettings",
    "VectorIndex",
    "VectorsDamaged",
    "find_folder",
    "find_module",
    "load_encoder",
    "write_settings",
]
