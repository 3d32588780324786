"""Mutation testing by mutmut, of decorated functions too: ``make mutants``.

mutmut leaves a decorated function alone, since a decorator that registers would register each mutant as well. In the
rooms under test that would spare every property and every check of a dossier. Here a mutant is held without its
decorators, and the switch between the mutants stands within them, so that each runs once.
"""

from collections.abc import Iterable, Sequence

import libcst as cst
from mutmut.__main__ import cli
from mutmut.mutation import file_mutation
from mutmut.mutation.file_mutation import MODULE_STATEMENT, Mutation, MutationVisitor

Arrangement = tuple[Sequence[MODULE_STATEMENT], Sequence[MODULE_STATEMENT], Sequence[MODULE_STATEMENT], Sequence[str]]

BOUND = {"classmethod", "staticmethod"}

_skip = MutationVisitor._skip_node_and_children
_arrange = file_mutation.function_trampoline_arrangement


def _decorators(function: cst.FunctionDef) -> set[str]:
    return {d.decorator.value for d in function.decorators if isinstance(d.decorator, cst.Name)}


def skip_node_and_children(self: MutationVisitor, node: cst.CSTNode) -> bool:
    """As mutmut, but a decorated function is mutated like any other; its decorators are not."""
    if isinstance(node, cst.FunctionDef) and node.decorators:
        return _skip(self, node.with_changes(decorators=[]))
    return _skip(self, node)


def arrange(function: cst.FunctionDef, mutants: Iterable[Mutation], class_name: str | None) -> Arrangement:
    """As mutmut, but the copies of a decorated function are plain functions."""
    empty, (switch, *copies), names, mutant_names = _arrange(function, mutants, class_name)
    if not _decorators(function) & BOUND:
        copies = [copy.with_changes(decorators=[]) for copy in copies if isinstance(copy, cst.FunctionDef)]
    return empty, [switch, *copies], names, mutant_names


if __name__ == "__main__":
    MutationVisitor._skip_node_and_children = skip_node_and_children  # type: ignore[method-assign]  # replaced on purpose
    file_mutation.function_trampoline_arrangement = arrange
    cli()
