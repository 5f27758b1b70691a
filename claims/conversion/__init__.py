"""Makes a sentence model that `encoding` loads out of published weights. Downloads nothing.

A room of its own, so that no process pays for it but `manage.py build_encoder`.
"""

from claims.conversion.model_building import BuiltModel, build_model
from claims.conversion.products import Precision
from claims.conversion.weights import PUBLICATIONS, ModelNotBuilt

__all__ = [
    "PUBLICATIONS",
    "BuiltModel",
    "ModelNotBuilt",
    "Precision",
    "build_model",
]
