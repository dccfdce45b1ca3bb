"""Mutants: copies of a module in which one comparison, operator, number or function is another.

Only what stands in functions is changed, annotations and docstrings are left alone.
"""

import ast
import copy
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_NAMES = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "bisect_left": "bisect_right",
    "bisect_right": "bisect_left",
    "left": "right",
    "right": "left",
}


class Mutant(NamedTuple):
    """A module with one change: where it is, what it says, and the whole text of the module."""

    module: str
    line: int
    was: str
    now: str
    text: str

    @property
    def name(self) -> str:
        """What it goes by in reports."""
        return f"{self.module}:{self.line}: {self.was} -> {self.now}"


def mutants_of(module: str, text: str) -> Iterator[Mutant]:
    """The mutants of a module, in the order of its lines."""
    tree = ast.parse(text)
    for number, (node, changes) in enumerate(_places(tree)):
        for change in range(len(changes)):
            mutated = copy.deepcopy(tree)
            twin, twin_changes = _places(mutated)[number]
            twin_changes[change]()
            was, now = _shown(node), _shown(twin)
            yield Mutant(
                module, node.lineno, was, now, ast.unparse(ast.fix_missing_locations(mutated))
            )


def _shown(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())


Change = Callable[[], None]


def _places(tree: ast.Module) -> list[tuple[Any, list[Change]]]:
    """The nodes that can be changed, each with what can be done to it."""
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    inner = {id(n) for f in functions for n in ast.walk(f) if n is not f}
    outer = (function for function in functions if id(function) not in inner)
    nodes = (node for function in outer for each in function.body for node in _code(each))
    places = [(node, _changes(node)) for node in nodes]
    return sorted(
        ((node, changes) for node, changes in places if changes),
        key=lambda place: (place[0].lineno, place[0].col_offset, type(place[0]).__name__),
    )


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes below one, without annotations."""
    yield node
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _code(child)


def _changes(node: Any) -> list[Change]:
    if isinstance(node, ast.Compare):
        return [_put(node.ops, n, _COMPARISONS[type(op)]()) for n, op in enumerate(node.ops)]
    name, now = _other(node)
    return [_set(node, name, now)] if name else []


def _other(node: Any) -> tuple[str, Any]:
    """The field of a node that can be another, and what it can be; no name where there is none."""
    found: tuple[str, Any] = "", None
    match node:
        case ast.BoolOp(op=op):
            found = "op", ast.Or() if isinstance(op, ast.And) else ast.And()
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in _OPERATORS:
            found = "op", _OPERATORS[type(op)]()
        case ast.UnaryOp(op=ast.Not() | ast.Invert() as op, operand=operand):
            found = "operand", ast.UnaryOp(op, operand)
        case ast.Constant(value=bool() as value):
            found = "value", not value
        case ast.Constant(value=int() as value):
            found = "value", value + 1
        case ast.Constant(value="left" | "right" as value):
            found = "value", _NAMES[value]
        case ast.Name(id=name) if name in _NAMES:
            found = "id", _NAMES[name]
        case _:
            pass
    return found


def _put(items: list[Any], place: int, item: Any) -> Change:
    return lambda: items.__setitem__(place, item)


def _set(node: Any, name: str, value: Any) -> Change:
    return lambda: setattr(node, name, value)
