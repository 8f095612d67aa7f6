"""Vectors of texts: the nearer in meaning two texts are, the smaller the angle between theirs.

Each text is read by itself: what is made of it depends on no other, and on no number of texts or cores.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from bot.rasa.nlu.minilm import LONGEST, WIDTH

LETTERS = 4000  # of a text that are cut into pieces: more do not fit, and cutting takes time
KEY = 16  # bytes of a text's hash


class Reader:
    """Reads texts with the network and the pieces of bot/rasa/nlu/minilm.py. Any number of threads may.

    Raises ValueError where the files are damaged.
    """

    def __init__(self, network: bytes, pieces: bytes) -> None:
        # Only who reads vectors needs them: with NEAR=0 nobody does.
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._pieces: Any = Tokenizer.from_str(pieces.decode())
            self._session: Any = onnxruntime.InferenceSession(
                network, options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime's and the tokenizer's own, which have no common name
            raise ValueError(f"the network of the sentence vectors is damaged ({error})") from error
        self._pieces.no_padding()
        self._pieces.no_truncation()

    def vector(self, text: str) -> np.ndarray:
        """384 numbers, of length 1. Of a long text the end is read: people tell first, and ask then."""
        # Half a letter, as a broken program sends it, is no text for the tokenizer.
        ids = self._pieces.encode(text[-LETTERS:].encode(errors="replace").decode()).ids
        if len(ids) > LONGEST:
            ids = [ids[0], *ids[1 - LONGEST :]]
        found = self._session.run(None, {"ids": np.array([ids], np.int64)})[0][0]
        whole: np.ndarray = found / np.sqrt((found * found).sum())
        return whole

    def vectors(self, texts: Sequence[str]) -> np.ndarray:
        """One row for each text, read on all cores."""
        with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as pool:
            rows = list(pool.map(self.vector, texts, chunksize=16))
        return np.array(rows, np.float32).reshape(len(texts), WIDTH)


def kept_vectors(file: Path, mark: str, texts: Sequence[str], reader: Reader) -> np.ndarray:
    """As `Reader.vectors`, of which those that `file` holds are not read again.

    `mark` tells what they were made with: a file of another is not used. What is not asked for any more is
    forgotten. A file that cannot be read or written costs time and nothing else.
    """
    keys = [hashlib.sha256(text.encode()).digest()[:KEY] for text in texts]
    known = _read(file, mark)
    new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if new:
        known |= dict(zip(new, reader.vectors(list(new.values())), strict=True))
    if new or len(known) > len(set(keys)):
        _write(file, mark, {key: known[key] for key in keys})
    return np.array([known[key] for key in keys], np.float32).reshape(len(texts), WIDTH)


def _read(file: Path, mark: str) -> dict[bytes, np.ndarray]:
    try:
        with np.load(file, allow_pickle=False) as kept:
            if str(kept["mark"]) != mark:
                return {}
            keys, rows = kept["keys"], kept["vectors"]
            if rows.shape != (len(keys), WIDTH) or rows.dtype != np.float32:
                return {}
            return {key.tobytes(): row for key, row in zip(keys, rows, strict=True)}
    except Exception:  # whatever is wrong with the file, it is made anew
        return {}


def _write(file: Path, mark: str, known: dict[bytes, np.ndarray]) -> None:
    keys = np.frombuffer(b"".join(known), np.uint8).reshape(len(known), KEY)
    beside = file.with_suffix(f".{os.getpid()}.tmp")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as open_file:
            np.savez(open_file, mark=np.array(mark), keys=keys, vectors=np.array(list(known.values())))
        beside.replace(file)
    except OSError:
        with suppress(OSError):
            beside.unlink()
