"""Opens the files of a sentence model, each fault as one sentence."""

import hashlib
from pathlib import Path
from typing import Any

from claims.encoding.model_settings import ModelSettings
from claims.encoding.optional import find_module
from claims.encoding.protocol import EncoderUnavailable

MODEL_FILE, TOKENIZER_FILE = "model.onnx", "tokenizer.json"
INPUTS = {"input_ids", "attention_mask", "token_type_ids"}
ERRORS_ONLY = 3
LONGEST_REASON = 200


def refuse_incomplete(folder: Path) -> None:
    """Raises EncoderUnavailable."""
    if not folder.is_dir():
        raise EncoderUnavailable(
            f"There is no folder {folder} with a sentence model: "
            "make one with manage.py build_encoder, or choose no encoder."
        )
    for name in (MODEL_FILE, TOKENIZER_FILE):
        if not (folder / name).is_file():
            raise EncoderUnavailable(
                f"The folder {folder} holds no {name}: a sentence model needs {MODEL_FILE} and "
                f"{TOKENIZER_FILE}."
            )


def open_tokenizer(folder: Path, *, max_tokens: int) -> Any:
    """Raises EncoderUnavailable."""
    path = folder / TOKENIZER_FILE
    package: Any = _required("tokenizers", folder)
    try:
        tokenizer = package.Tokenizer.from_file(str(path))
    except Exception as error:
        raise unusable(path, error) from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    return tokenizer


def open_session(folder: Path) -> Any:
    """Raises EncoderUnavailable."""
    runtime: Any = _required("onnxruntime", folder)
    options = runtime.SessionOptions()
    # One thread: workers are processes, and their threads would only wait for each other.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = ERRORS_ONLY
    path = folder / MODEL_FILE
    try:
        return runtime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except runtime_errors() as error:
        raise unusable(path, error) from error


def choose_output(session: Any, folder: Path) -> str:
    """The vector of the text if the model gives one, otherwise those of its tokens.

    Raises EncoderUnavailable if the model asks for something that is no text.
    """
    names = {each.name for each in session.get_inputs()}
    if not {"input_ids"} <= names <= INPUTS:
        found = ", ".join(sorted(names))
        raise unusable(folder / MODEL_FILE, f"a sentence model takes input_ids, this one {found}")
    outputs = [each for each in session.get_outputs() if len(each.shape or ()) in {2, 3}]
    if not outputs:
        raise unusable(folder / MODEL_FILE, "none of its outputs is a vector")
    named = [each for each in outputs if each.name == "sentence_embedding"]
    # BERT's second output, the pooler, is of rank 2 and no sentence vector.
    return str((named or outputs)[0].name)


def identity_of(folder: Path, settings: ModelSettings) -> str:
    """Name and hash. Raises EncoderUnavailable if the model is not the one that was written."""
    digest = hashlib.sha256((folder / MODEL_FILE).read_bytes())
    if settings.sha256 not in {"", digest.hexdigest()}:
        raise unusable(folder / MODEL_FILE, "it is damaged, its SHA-256 is not the one recorded")
    for path in (folder / TOKENIZER_FILE, *sorted(folder.glob("model.onnx?*"))):
        digest.update(path.read_bytes())
    shaping = (settings.pooling.value, settings.max_tokens, settings.prefix)
    digest.update(repr(shaping).encode())
    return f"onnx:{settings.name or folder.resolve().name}@{digest.hexdigest()[:8]}"


def _required(package: str, folder: Path) -> Any:
    """Raises EncoderUnavailable."""
    module = find_module(package)
    if module is None:
        raise EncoderUnavailable(
            f"The sentence model in {folder} needs the package {package}, which is not installed: "
            "install the extra “semantic”, or choose no encoder."
        )
    return module


def runtime_errors() -> tuple[type[Exception], ...]:
    """All that onnxruntime raises: its exceptions have no common base below Exception."""
    state = find_module("onnxruntime.capi.onnxruntime_pybind11_state")
    found = [each for each in vars(state).values() if isinstance(each, type)] if state else []
    return (
        ValueError,
        RuntimeError,
        TypeError,
        *(each for each in found if issubclass(each, Exception)),
    )


def unusable(path: Path, reason: object) -> EncoderUnavailable:
    said = " ".join(str(reason).split())[:LONGEST_REASON]
    return EncoderUnavailable(f"{path} cannot be used as a sentence model: {said}.")
