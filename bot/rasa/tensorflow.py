"""A stand-in for TensorFlow and Keras, so that Rasa can be imported where they are not installed.

Rasa imports TensorFlow at start, for components that this project's pipeline does not use: 450 MB of
memory and 9 seconds for nothing. The stand-in gives every name asked of it a class that can be
inherited from, annotated with and used as a decorator, which is all that importing needs. Anything
that would compute raises `StartError` and says what to install.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from bot.errors import StartError

REPLACED = ("tensorflow", "keras")


class _Absent(type):
    """The class of every stand-in class."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(cls, name)

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        # `@tf.function` and the like: hand back what was decorated.
        if len(args) == 1 and not kwargs and callable(args[0]):
            return args[0]
        raise StartError(
            f"{cls.__name__} needs TensorFlow, which is not installed here. "
            "Take the component that uses it out of config.yml, or install tensorflow-cpu 2.12."
        )


def _stand_in(owner: Any, name: str) -> type:
    made = _Absent(f"{owner.__name__}.{name}", (), {"__module__": "tensorflow"})
    setattr(owner, name, made)
    return made


class _Module(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _stand_in(self, name)


class StandIn(MetaPathFinder, Loader):
    """Finds and makes the stand-in modules; comes last, so a real installation always wins."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] in REPLACED:
            return ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing to run."""


def install() -> bool:
    """Puts the stand-in in place if TensorFlow is not installed; tells whether it is in use.

    Call it before anything imports `rasa`.
    """
    if any(isinstance(finder, StandIn) for finder in sys.meta_path):
        return True
    if importlib.util.find_spec("tensorflow") is not None:
        return False
    sys.meta_path.append(StandIn())
    return True
