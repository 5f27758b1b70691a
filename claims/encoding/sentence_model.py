"""A sentence model in a folder: model.onnx and tokenizer.json, run by onnxruntime on one core."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from claims.encoding.model_files import (
    MODEL_FILE,
    choose_output,
    identity_of,
    open_session,
    open_tokenizer,
    refuse_incomplete,
    runtime_errors,
    unusable,
)
from claims.encoding.model_settings import Pooling, read_settings
from claims.encoding.protocol import Matrix
from claims.encoding.rows import encode_nonempty, readable

# No language needs more characters for a token on average.
CHARACTERS_PER_TOKEN = 16
Ids = npt.NDArray[np.int64]


class SentenceModel:
    """Vectors of the whole text as the model gives them, or pooled over its tokens."""

    def __init__(self, folder: Path) -> None:
        """Load and try the model. Raises EncoderUnavailable."""
        refuse_incomplete(folder)
        self._settings = read_settings(folder)
        # First, because damaged weights may still run.
        self.name = identity_of(folder, self._settings)
        self._tokenizer = open_tokenizer(folder, max_tokens=self._settings.max_tokens)
        self._session = open_session(folder)
        self._inputs = [each.name for each in self._session.get_inputs()]
        self._output = choose_output(self._session, folder)
        languages = self._settings.languages
        self.languages = frozenset(languages) if languages else None
        self.dimensions = self._try_out(folder)

    def encode(self, texts: Sequence[str]) -> Matrix:
        limit = self._settings.max_tokens * CHARACTERS_PER_TOKEN
        cut = [readable(text, max_characters=limit) for text in texts]
        return encode_nonempty(cut, self._rows, dimensions=self.dimensions)

    def _rows(self, texts: list[str]) -> Matrix:
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        tokens = [self._token_ids(text) for text in texts]
        for batch in _batches(tokens, self._settings.batch_tokens):
            rows[batch] = self._run([tokens[number] for number in batch])
        return rows

    def _token_ids(self, text: str) -> list[int]:
        """Empty if no word of the text is left."""
        # One at a time: encode_batch starts threads, which a forked worker does not survive.
        encoding = self._tokenizer.encode(self._settings.prefix + text)
        ids: list[int] = encoding.ids
        return [] if all(encoding.special_tokens_mask) else ids

    def _run(self, tokens: Sequence[Sequence[int]]) -> Matrix:
        """Vectors of one batch, (texts, dimensions), not yet of length 1."""
        ids, mask = _padded(tokens)
        values = {"input_ids": ids, "attention_mask": mask}
        if "token_type_ids" in self._inputs:
            values["token_type_ids"] = np.zeros_like(ids)
        (output,) = self._session.run([self._output], {key: values[key] for key in self._inputs})
        if output.ndim == 3:
            return _pool(output, mask, self._settings.pooling)
        return np.asarray(output, dtype=np.float32)

    def _try_out(self, folder: Path) -> int:
        """The number of dimensions. Raises EncoderUnavailable if two short texts have no vector."""
        try:
            tokens = [self._tokenizer.encode(text).ids for text in ("a", "a b")]
            rows = self._run(tokens)
        except runtime_errors() as error:
            raise unusable(folder / MODEL_FILE, error) from error
        if rows.ndim != 2 or len(rows) != len(tokens) or not np.isfinite(rows).all():
            raise unusable(folder / MODEL_FILE, "it gives no vector for each text")
        return int(rows.shape[1])


def _batches(tokens: Sequence[Sequence[int]], budget: int) -> Iterator[list[int]]:
    """Numbers of texts of like length, so that little is padded; texts without tokens are out."""
    batch: list[int] = []
    for number in sorted(range(len(tokens)), key=lambda number: len(tokens[number])):
        if batch and (len(batch) + 1) * len(tokens[number]) > budget:
            yield batch
            batch = []
        if tokens[number]:
            batch.append(number)
    if batch:
        yield batch


def _padded(tokens: Sequence[Sequence[int]]) -> tuple[Ids, Ids]:
    """Token numbers and the mask that is 1 where there is one, both (texts, longest)."""
    ids = np.zeros((len(tokens), max(map(len, tokens))), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, numbers in enumerate(tokens):
        ids[row, : len(numbers)] = numbers
        mask[row, : len(numbers)] = 1
    return ids, mask


def _pool(output: Matrix, mask: Ids, pooling: Pooling) -> Matrix:
    """(texts, tokens, dimensions) to (texts, dimensions)."""
    if pooling == Pooling.CLS:
        return output[:, 0].astype(np.float32)
    weights = mask.astype(np.float32)
    summed = np.einsum("btd,bt->bd", output.astype(np.float32), weights)
    return np.asarray(summed / weights.sum(axis=1, keepdims=True), dtype=np.float32)
