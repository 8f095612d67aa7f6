"""Writes a neural network as an ONNX file: the few parts of the format that ours needs, by their numbers in
https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, where they never change.

onnxruntime reads the file and checks it. The package `onnx`, which can write it as well, is larger than
onnxruntime itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

# ModelProto.ir_version; the standard operators by their version, and onnxruntime's own.
IR, OPERATORS, OWN = 9, 17, "com.microsoft"
TYPES = {"float32": 1, "uint8": 2, "int8": 3, "int32": 6, "int64": 7}
FLOAT, INTEGER, INTEGERS = 1, 2, 7  # AttributeProto.type
VARINT, BYTES, FOUR = 0, 2, 5  # how the value of a field is written
Attribute = float | int | Sequence[int]
Shapes = Mapping[str, Sequence[str | int]]


class Graph:
    """A network in the making: tensors and operators, in the order in which they are added."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._tensors: dict[str, bytes] = {}

    def op(self, kind: str, *inputs: str, own: bool = False, **attributes: Attribute) -> str:
        """One operator; the name of what comes out of it. `own` is one of onnxruntime's."""
        out = f"v{len(self._nodes)}"
        told = (_attribute(name, value) for name, value in attributes.items())
        parts = [_text(1, each) for each in inputs] + [_text(2, out), _text(4, kind)]
        self._nodes.append(
            b"".join([*parts, *(_bytes(5, each) for each in told), _text(7, OWN if own else "")])
        )
        return out

    def tensor(self, name: str, value: np.ndarray) -> str:
        """A tensor that stands in the file, once by its name."""
        kept = np.asarray(value, order="C")
        dims = b"".join(_varint(1, size) for size in kept.shape)
        about = dims + _varint(2, TYPES[kept.dtype.name]) + _text(8, name)
        self._tensors.setdefault(name, about + _bytes(9, kept.tobytes()))
        return name

    def written(self, taken: Shapes, given: Shapes) -> bytes:
        """The file. `taken` are the whole numbers that go in by name, `given` the float32 that come out, each
        with its shape; a size that is not known yet has a name."""
        graph = [_bytes(1, node) for node in self._nodes]
        graph += [_text(2, "graph"), *(_bytes(5, tensor) for tensor in self._tensors.values())]
        graph += [_bytes(11, _value(name, "int64", shape)) for name, shape in taken.items()]
        graph += [_bytes(12, _value(name, "float32", shape)) for name, shape in given.items()]
        operators = [_text(1, domain) + _varint(2, at) for domain, at in (("", OPERATORS), (OWN, 1))]
        return b"".join(
            [_varint(1, IR), _bytes(7, b"".join(graph)), *(_bytes(8, each) for each in operators)]
        )


def _attribute(name: str, value: Attribute) -> bytes:
    if isinstance(value, float):
        told = _number(2 << 3 | FOUR) + np.float32(value).tobytes() + _varint(20, FLOAT)
    elif isinstance(value, int):
        told = _varint(3, value) + _varint(20, INTEGER)
    else:
        told = b"".join(_varint(8, each) for each in value) + _varint(20, INTEGERS)
    return _text(1, name) + told


def _value(name: str, type: str, shape: Sequence[str | int]) -> bytes:
    sizes = (_text(2, each) if isinstance(each, str) else _varint(1, each) for each in shape)
    dims = b"".join(_bytes(1, each) for each in sizes)
    return _text(1, name) + _bytes(2, _bytes(1, _varint(1, TYPES[type]) + _bytes(2, dims)))


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode())


def _bytes(field: int, value: bytes) -> bytes:
    return _number(field << 3 | BYTES) + _number(len(value)) + value


def _varint(field: int, value: int) -> bytes:
    return _number(field << 3 | VARINT) + _number(value & (1 << 64) - 1)


def _number(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*found, value])
