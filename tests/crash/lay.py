"""Lay kill points between the statements of the house, from outside: the source on the disk stays as it is.

An import hook compiles each module of a table with a call before every statement of the functions named there, and
after every returned value. Names that no module defines are an error, so a renamed step cannot be passed over.
"""

import ast
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

HERE = "__kill_point__"
"""The builtin that laid code calls with the name of its point."""

SOURCE = Path(__file__).parents[2] / "src"

_LONGEST_TEXT = 72

_DOES_NOTHING = frozenset(
    name
    for names in (
        "and_ bool chain count from_json getattr frozenset info int isinstance isprintable is_set iter len min",
        "monotonic new_id now of repeat sorted startswith str timed_out to_json type values warning where zip",
        "exception bound_contextvars cancelled stop_if_cancelled _stop_if_cancelled _check_abilities",
        "check_asynchronous check_content_type check_length front_of request_id_of replay_key result_key _draft",
        "_owned _path claimed ended progress submitted Arrival Desk GivenBack Path RenderHost Stages Success",
        "Upload Wish idle _learn",
    )
    for name in names.split()
)
"""What changes nothing outside of the process: to die before it is to die before what comes next."""

Steps = Mapping[str, Sequence[str]]
"""Functions by module: ``{"inbetween.worker.run": ["run"]}``. Methods and inner functions are dotted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place between two statements: ``name`` is unique, ``text`` the statement that would come next."""

    module: str
    function: str
    number: int
    text: str

    @property
    def name(self) -> str:
        """Return for example ``worker.run run 3``."""
        return f"{self.module.removeprefix('inbetween.')} {self.function} {self.number}"


def points_of(steps: Steps) -> list[Point]:
    """Return every point that ``lay`` would lay.

    Raises:
        LookupError: a module or a function of the table is not there.
    """
    return [point for module in steps for point in _lay(_parsed(module), module, steps[module])]


def lay(steps: Steps) -> None:
    """Lay the points of ``steps`` in the modules that are imported from now on."""
    early = [module for module in steps if module in sys.modules]
    assert not early, f"imported before points could be laid: {early}"
    sys.meta_path.insert(0, _Finder(steps))


class _Finder(MetaPathFinder):
    """Finds the modules of a table where they are, and loads them with points."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target) if fullname in self._steps else None
        if spec and spec.origin:
            spec.loader = _Loader(fullname, spec.origin, self._steps[fullname])
        return spec


class _Loader(SourceFileLoader):
    """Compiles the source anew, past the cache of compiled files, which must stay without points."""

    def __init__(self, fullname: str, path: str, functions: Sequence[str]) -> None:
        super().__init__(fullname, path)
        self._functions = functions

    def get_code(self, fullname: str) -> CodeType:
        tree = ast.parse(self.get_data(self.path))
        _lay(tree, fullname, self._functions)
        return compile(ast.fix_missing_locations(tree), self.path, "exec", dont_inherit=True)


def _parsed(module: str) -> ast.Module:
    return ast.parse(SOURCE.joinpath(*module.split(".")).with_suffix(".py").read_text())


def _lay(tree: ast.Module, module: str, functions: Sequence[str]) -> list[Point]:
    """Lay the points of one module into its tree and return them."""
    found = dict(_functions(tree, ""))
    if missing := set(functions) - found.keys():
        raise LookupError(f"{module} has no {sorted(missing)}: mend the table of steps")
    return [point for function in functions for point in _Layer(module, function).into(found[function])]


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            name = f"{prefix}{child.name}"
            if not isinstance(child, ast.ClassDef):
                yield name, child
            yield from _functions(child, f"{name}.")


class _Layer:
    """Lays the points of one function."""

    def __init__(self, module: str, function: str) -> None:
        self._module, self._function = module, function
        self._laid: list[Point] = []

    def into(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[Point]:
        function.body = self._block(function.body)
        if isinstance(function.body[-1], ast.With | ast.Try | ast.For | ast.While) and not _returns(function.body[-1]):
            function.body.append(self._point("(the end)"))
        return self._laid

    def _block(self, body: list[ast.stmt]) -> list[ast.stmt]:
        return [laid for statement in body for laid in self._statement(statement)]

    def _statement(self, statement: ast.stmt) -> list[ast.stmt]:
        """Return a statement with a point before it, if it does anything: if it calls something.

        What is raised or caught is not a step but the want of one.
        """
        if isinstance(statement, ast.Raise | ast.FunctionDef | ast.AsyncFunctionDef):
            return [statement]
        before = [self._point(_text(statement))] if _acts(statement) else []
        for part in ("body", "orelse", "finalbody"):
            if inner := getattr(statement, part, None):
                setattr(statement, part, self._block(inner))
        return [*before, *(self._returning(statement) if before and isinstance(statement, ast.Return) else [statement])]

    def _returning(self, statement: ast.Return) -> list[ast.stmt]:
        """Return a ``return`` taken apart, so that a point lies after its value was made."""
        assert statement.value
        kept = ast.Assign([ast.Name("_returned", ast.Store())], statement.value, lineno=0)
        after = self._point(f"(after) {_text(statement)}")
        return [kept, after, ast.Return(ast.Name("_returned", ast.Load()))]

    def _point(self, text: str) -> ast.stmt:
        laid = Point(
            module=self._module, function=self._function, number=len(self._laid) + 1, text=text[:_LONGEST_TEXT]
        )
        self._laid.append(laid)
        return ast.Expr(ast.Call(ast.Name(HERE, ast.Load()), [ast.Constant(laid.name)], []))


def _text(statement: ast.stmt) -> str:
    return ast.unparse(statement).partition("\n")[0]


def _acts(statement: ast.stmt) -> bool:
    """Say whether the statement itself, without the block below it, calls what may do something."""
    parts = [
        part for name, part in ast.iter_fields(statement) if name not in ("body", "orelse", "finalbody", "handlers")
    ]
    heads = [node for part in parts for node in (part if isinstance(part, list) else [part])]
    nodes = [inner for node in heads if isinstance(node, ast.AST) for inner in ast.walk(node)]
    called = {ast.unparse(node.func).rpartition(".")[2] for node in nodes if isinstance(node, ast.Call)}
    return bool(called - _DOES_NOTHING)


def _returns(statement: ast.stmt) -> bool:
    """Say whether a block always ends by returning or raising, so that nothing comes after it."""
    body = getattr(statement, "body", [])
    if isinstance(statement, ast.While):
        return isinstance(statement.test, ast.Constant)
    return isinstance(statement, ast.Return | ast.Raise) or (
        isinstance(statement, ast.With | ast.Try) and _returns(body[-1])
    )
