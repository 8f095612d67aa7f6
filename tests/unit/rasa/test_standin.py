"""bot/rasa/tensorflow.py: enough of TensorFlow to import Rasa, and a clear word when that is not enough."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from bot.errors import StartError
from bot.rasa import tensorflow as stand_in
from bot.settings import ROOT

pytestmark = pytest.mark.skipif(
    not any(isinstance(finder, stand_in.StandIn) for finder in sys.meta_path),
    reason="TensorFlow is installed",
)


def test_classes_can_be_inherited_and_used_in_annotations() -> None:
    import tensorflow as tf
    from keras.utils.control_flow_util import smart_cond
    from tensorflow.keras import backend

    class Layer(tf.keras.layers.Layer):
        def call(self, inputs: tf.Tensor | None) -> None: ...

    assert issubclass(Layer, tf.keras.layers.Layer)
    assert smart_cond and backend.epsilon


def test_decorators_hand_back_what_they_decorate() -> None:
    import tensorflow as tf

    def work() -> str:
        return "done"

    assert tf.function(work)() == "done"


def test_computing_names_the_remedy() -> None:
    import tensorflow as tf

    with pytest.raises(StartError, match=r"constant needs TensorFlow.*config\.yml"):
        tf.constant(1.0)


def test_a_neural_component_of_rasa_is_refused_when_it_is_used() -> None:
    from rasa.nlu.classifiers.diet_classifier import DIET

    with pytest.raises(StartError, match="TensorFlow"):
        DIET({}, {}, {}, {})


def test_other_missing_packages_stay_missing() -> None:
    assert importlib.util.find_spec("tensorflow_text") is None
    with pytest.raises(ImportError):
        import tensorflow_hub  # noqa: F401


def test_a_real_installation_wins(tmp_path: Path) -> None:
    package = tmp_path / "tensorflow"
    package.mkdir()
    (package / "__init__.py").write_text("real = True")
    program = (
        "from bot.rasa import tensorflow as s; print(s.install()); import tensorflow as t; print(t.real)"
    )
    command, environment = [sys.executable, "-c", program], {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.stdout.split() == ["False", "True"], done.stderr
