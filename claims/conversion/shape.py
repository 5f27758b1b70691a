"""What config.json says of a published model's layers."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from claims.conversion.weights import ModelNotBuilt


class Family(StrEnum):
    """Kinds of models that can be built; their names in config.json."""

    BERT = "bert"
    MPNET = "mpnet"


@dataclass(frozen=True, slots=True)
class ModelShape:
    """Numbers of layers, attention heads and dimensions; `epsilon` is of the normalisations."""

    family: Family
    layers: int
    heads: int
    dimensions: int
    epsilon: float

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> "ModelShape":
        """Raises ModelNotBuilt if this is none of the families, or not with GELU."""
        try:
            if config["model_type"] not in set(Family) or config["hidden_act"] != "gelu":
                raise ModelNotBuilt("Only models of the types bert and mpnet with gelu are built.")
            return cls(
                family=Family(config["model_type"]),
                layers=int(config["num_hidden_layers"]),
                heads=int(config["num_attention_heads"]),
                dimensions=int(config["hidden_size"]),
                epsilon=float(config["layer_norm_eps"]),
            )
        except (KeyError, ValueError, TypeError) as error:
            raise ModelNotBuilt(f"The model's config.json lacks a usable {error}.") from error
