"""How a trained model's graph is run: in an order worked out once, not anew for every message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner


def run(
    runner: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
) -> dict[str, Any]:
    """The outputs of `targets` by name, as `DaskGraphRunner.run` gives them."""
    wanted = tuple(targets or runner._graph_schema.target_names)
    plans = runner.__dict__.setdefault("_plans", {})
    if wanted not in plans:
        plans[wanted] = plan(runner, wanted)
    # A node passes on (its name, its output); what was never made stands there by its bare name.
    done: dict[str, Any] = {}
    runner._add_inputs_to_graph(inputs, done)
    try:
        for name, needs in plans[wanted]:
            done[name] = runner._instantiated_nodes[name](*(done.get(need, need) for need in needs))
    except RuntimeError as error:
        raise GraphRunError("Error running runner.") from error
    return dict(done[name] for name in wanted)


def plan(runner: DaskGraphRunner, targets: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """The nodes that `targets` rest on, each with the names it takes its inputs from and after them."""
    nodes = runner._graph_schema.nodes
    order: dict[str, tuple[str, ...]] = {}
    open_: list[str] = []

    def visit(name: str) -> None:
        if name in order or name not in nodes:
            return
        if name in open_:
            raise GraphRunError(f"The node {name} depends on itself.")
        open_.append(name)
        needs = tuple(nodes[name].needs.values())
        for need in needs:
            visit(need)
        order[name] = needs

    for target in targets:
        visit(target)
    return list(order.items())
