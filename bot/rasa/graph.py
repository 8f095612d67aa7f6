"""How a trained model's graph is run: in an order worked out once, not anew for every message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rasa.engine.exceptions import GraphComponentException, GraphRunError
from rasa.engine.graph import GraphNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.exceptions import RasaException


@dataclass(frozen=True)
class Step:
    """One node, and by the names that its function has for them the nodes that it needs."""

    node: GraphNode
    needs: Mapping[str, str]
    ready: bool  # its component is there, and nothing watches it


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
        for name, step in plans[wanted]:
            given = {as_: done[need][1] for as_, need in step.needs.items() if need in done}
            if step.ready and len(given) == len(step.needs):
                done[name] = name, _output(step.node, given)
            else:
                done[name] = step.node(*(done.get(need, need) for need in step.needs.values()))
    except RuntimeError as error:
        raise GraphRunError("Error running runner.") from error
    return dict(done[name] for name in wanted)


def _output(node: GraphNode, given: dict[str, Any]) -> Any:
    """What the node's component makes of what it is given, as `GraphNode.__call__` has it; that takes longer
    than most components, with lists of what was given and lines for a log that nobody reads."""
    try:
        return node._fn(node._component, **given)
    except RasaException:
        raise
    except Exception as error:
        raise GraphComponentException(f"Error running graph component for node {node._node_name}.") from error


def plan(runner: DaskGraphRunner, targets: Sequence[str]) -> list[tuple[str, Step]]:
    """The nodes that `targets` rest on, each after those it takes its inputs from."""
    nodes = runner._graph_schema.nodes
    order: dict[str, Step] = {}
    open_: list[str] = []

    def visit(name: str) -> None:
        if name in order or name not in nodes:
            return
        if name in open_:
            raise GraphRunError(f"The node {name} depends on itself.")
        open_.append(name)
        for need in nodes[name].needs.values():
            visit(need)
        node = runner._instantiated_nodes[name]
        order[name] = Step(node, nodes[name].needs, node._eager and not node._hooks)

    for target in targets:
        visit(target)
    return list(order.items())
