"""Sentence vectors of texts, in an environment of its own (requirements/ways.lock), for `ways`.

    .venv-ways/bin/python bot/tools/evaluation/vectors.py KIND FOLDER

reads {"texts": [...]} and writes {"vectors": [...], "ms": [...], …}.

KIND is `minilm`, all-MiniLM-L6-v2 on onnxruntime; `minilm-int8`, the same with weights of eight bits; or
`static`, one vector a word piece, distilled from the same weights as model2vec does it: each piece alone
through the model, the principal directions of what comes out, weighed down by how frequent it is.
FOLDER holds model.safetensors, whose hash is checked, and tokenizer.json. One thread, one text at a time, as
a bot would. Imports nothing of the project, which is not installed there.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from pathlib import Path
from typing import Any

WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYERS, HEADS, WIDTH, LONGEST = 6, 12, 384, 128
# As long as a message may be: what a way takes in memory shows with such a text.
LONG_TEXT = "and then my doctor said that " * 20
STATIC_WIDTH, COMMON, SPECIAL = 256, 1e-4, 999


def main(kind: str, folder: Path) -> None:
    """Reads texts, writes vectors and what they cost: ms for each text, start in s, memory and size in MB."""
    began, before = time.perf_counter(), memory()
    import numpy as np

    make = {
        "minilm": float_model,
        "minilm-int8": small_model,
        "static": static_model,
    }[kind]
    encode, size = make(folder)
    encode("warm up")
    start = time.perf_counter() - began
    encode(LONG_TEXT)
    taken = memory() - before
    vectors, spent = [], []
    for text in json.load(sys.stdin)["texts"]:
        at = time.process_time()
        vector = encode(text)
        vector = vector / (np.linalg.norm(vector) or 1.0)
        spent.append(1000 * (time.process_time() - at))
        vectors.append([round(float(value), 6) for value in vector])
    cost = {"ms": spent, "start": start, "memory": taken, "size": size / 1e6}
    json.dump({"vectors": vectors, **cost}, sys.stdout)


def memory() -> float:
    """Resident memory of this process, in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6


def float_model(folder: Path) -> tuple[Any, int]:
    """A function text → vector, and the size of its model in bytes."""
    return _running(folder, _onnx(folder))


def small_model(folder: Path) -> tuple[Any, int]:
    """The same with weights of eight bits."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    small = folder / "minilm-int8.onnx"
    if not small.is_file():
        quantize_dynamic(_onnx(folder), small, weight_type=QuantType.QInt8)
    return _running(folder, small)


def static_model(folder: Path) -> tuple[Any, int]:
    """Mean of the pieces' own vectors. Distilling takes minutes, once."""
    import numpy as np

    table = folder / "static.npy"
    tokenizer = _tokenizer(folder)
    if not table.is_file():
        np.save(table, _distilled(folder, tokenizer))
    vectors = np.load(table)

    def encode(text: str) -> Any:
        ids = [id for id in tokenizer.encode(text, add_special_tokens=False).ids if id > SPECIAL]
        return vectors[ids].mean(axis=0) if ids else np.zeros(STATIC_WIDTH, np.float32)

    return encode, table.stat().st_size


def _distilled(folder: Path, tokenizer: Any) -> Any:
    import numpy as np

    session = _session(_onnx(folder))
    first, last = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    count = tokenizer.get_vocab_size()
    rows = [
        session.run(None, {"ids": np.array([[first, id, last]], np.int64)})[0][0].mean(axis=0)
        for id in range(count)
    ]
    found = np.array(rows, np.float32)
    found -= found.mean(axis=0)
    _, _, directions = np.linalg.svd(found[:: max(1, count // 8000)], full_matrices=False)
    # The vocabulary stands in the order of frequency: Zipf's law gives the probability.
    ranks = np.arange(count) + 2
    chance = (1 / ranks) / (1 / ranks).sum()
    return (found @ directions[:STATIC_WIDTH].T * (COMMON / (COMMON + chance))[:, None]).astype(np.float32)


def _running(folder: Path, model: Path) -> tuple[Any, int]:
    import numpy as np

    session, tokenizer = _session(model), _tokenizer(folder)

    def encode(text: str) -> Any:
        ids = np.array([tokenizer.encode(text).ids[:LONGEST]], np.int64)
        return session.run(None, {"ids": ids})[0][0].mean(axis=0)

    return encode, model.stat().st_size


def _session(model: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _tokenizer(folder: Path) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _onnx(folder: Path) -> Path:
    """The model as an ONNX graph, built once from the weights. Raises SystemExit where they are not those."""
    made = folder / "minilm.onnx"
    if made.is_file():
        return made
    file = _measured(folder / "model.safetensors", WEIGHTS)
    import onnx

    graph = _Graph(file)
    onnx.save(graph.build(), made)
    return made


def _measured(file: Path, hash: str) -> Path:
    """`file`, if it has this SHA-256. Raises SystemExit where it has not."""
    if hashlib.sha256(file.read_bytes()).hexdigest() != hash:
        raise SystemExit(f"{file} is not the file that was measured: its hash is another.")
    return file


class _Graph:
    """BERT as all-MiniLM-L6-v2 has it: ids (1, n) → the last layer (1, n, 384). No padding, so no mask."""

    def __init__(self, file: Path) -> None:
        from safetensors.numpy import load_file

        self.weights = load_file(file)
        self.nodes: list[Any] = []
        self.kept: dict[str, Any] = {}

    def build(self) -> Any:
        from onnx import TensorProto, helper

        words = self.op("Gather", self.weight("embeddings.word_embeddings.weight"), "ids")
        length = self.op("Shape", "ids", start=1)
        places = self.op(
            "Slice", self.weight("embeddings.position_embeddings.weight"), self.const("zero", [0]), length
        )
        kinds = self.const("kind", self.weights["embeddings.token_type_embeddings.weight"][0])
        state = self.norm(self.op("Add", self.op("Add", words, places), kinds), "embeddings.LayerNorm")
        for layer in range(LAYERS):
            state = self.layer(state, f"encoder.layer.{layer}")
        self.nodes[-1].output[0] = "out"
        shape = [1, "n", WIDTH]
        graph = helper.make_graph(
            self.nodes,
            "minilm",
            [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "n"])],
            [helper.make_tensor_value_info("out", TensorProto.FLOAT, shape)],
            list(self.kept.values()),
        )
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)

    def layer(self, state: str, name: str) -> str:
        part = WIDTH // HEADS
        split = self.const("split", [1, -1, HEADS, part])
        query, key, value = (
            self.op("Reshape", self.dense(state, f"{name}.attention.self.{each}"), split)
            for each in ("query", "key", "value")
        )
        query, value = (self.op("Transpose", each, perm=[0, 2, 1, 3]) for each in (query, value))
        key = self.op("Transpose", key, perm=[0, 2, 3, 1])
        scores = self.op("Mul", self.op("MatMul", query, key), self.const("scale", part**-0.5))
        mixed = self.op("MatMul", self.op("Softmax", scores, axis=-1), value)
        mixed = self.op(
            "Reshape", self.op("Transpose", mixed, perm=[0, 2, 1, 3]), self.const("whole", [1, -1, WIDTH])
        )
        seen = self.dense(mixed, f"{name}.attention.output.dense")
        state = self.norm(self.op("Add", seen, state), f"{name}.attention.output.LayerNorm")
        inner = self.dense(state, f"{name}.intermediate.dense")
        curve = self.op(
            "Add", self.op("Erf", self.op("Mul", inner, self.const("root", 0.5**0.5))), self.const("one", 1.0)
        )
        inner = self.op("Mul", self.op("Mul", inner, self.const("half", 0.5)), curve)
        return self.norm(
            self.op("Add", self.dense(inner, f"{name}.output.dense"), state), f"{name}.output.LayerNorm"
        )

    def dense(self, state: str, name: str) -> str:
        turned = self.const(f"{name}.turned", self.weights[f"{name}.weight"].T.copy())
        return self.op("Add", self.op("MatMul", state, turned), self.weight(f"{name}.bias"))

    def norm(self, state: str, name: str) -> str:
        return self.op(
            "LayerNormalization",
            state,
            self.weight(f"{name}.weight"),
            self.weight(f"{name}.bias"),
            epsilon=1e-12,
        )

    def op(self, kind: str, *inputs: str, **attributes: Any) -> str:
        from onnx import helper

        out = f"v{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], **attributes))
        return out

    def weight(self, name: str) -> str:
        return self.const(name, self.weights[name])

    def const(self, name: str, value: Any) -> str:
        import numpy as np
        from onnx import numpy_helper

        array = np.asarray(value)
        array = array.astype(np.int64 if array.dtype.kind == "i" else np.float32)
        self.kept.setdefault(name, numpy_helper.from_array(array, name))
        return name


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
