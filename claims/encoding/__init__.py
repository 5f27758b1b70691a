"""Sentences as vectors, and the nearest of them. Knows no Django; works without any encoder."""

from claims.encoding.loading import load_encoder
from claims.encoding.model_building import BuiltModel, build_model
from claims.encoding.products import Precision
from claims.encoding.protocol import Encoder, EncoderUnavailable
from claims.encoding.vector_files import VectorsDamaged
from claims.encoding.vector_index import Hits, VectorIndex
from claims.encoding.weights import PUBLICATIONS, ModelNotBuilt

__all__ = [
    "PUBLICATIONS",
    "BuiltModel",
    "Encoder",
    "EncoderUnavailable",
    "Hits",
    "ModelNotBuilt",
    "Precision",
    "VectorIndex",
    "VectorsDamaged",
    "build_model",
    "load_encoder",
]
