"""Who calls whom, read from the source: what a function comes to by itself, by its helpers and by other rooms."""

import ast
from collections.abc import Callable, Collection, Iterable, Iterator

from tests.architecture.house import Source, dotted_name


class Calls:
    """Every function that a module defines, by its dotted name, and the functions that it names."""

    def __init__(self, found: Iterable[Source]) -> None:
        self.services: set[str] = set()
        self._named: dict[str, set[str]] = {}
        self._alias: dict[str, str] = {}
        for source in found:
            self._read(source)

    def functions(self) -> Iterator[str]:
        return iter(sorted(self._named))

    def reaches(self, start: str, targets: Collection[str], stop: Callable[[str], bool] = lambda _name: False) -> bool:
        """Whether ``start`` comes to one of ``targets`` without passing through a function that ``stop`` holds for."""
        seen, waiting = {start}, [start]
        while waiting:
            for name in map(self._where_defined, self._named.get(waiting.pop(), ())):
                if name in targets:
                    return True
                if name not in seen and not stop(name):
                    seen.add(name)
                    waiting.append(name)
        return False

    def _read(self, source: Source) -> None:
        known = dict(_imported(source.tree))
        self._alias |= {f"{source.name}.{name}": whole for name, whole in known.items()}
        own = [node for node in source.tree.body if isinstance(node, ast.FunctionDef)]
        known |= {node.name: f"{source.name}.{node.name}" for node in own}
        for node in own:
            self._named[known[node.name]] = set(_names(node, known))
            if any(known.get(dotted_name(one)) == "bluelamp.ledger.writing.service" for one in node.decorator_list):
                self.services.add(known[node.name])

    def _where_defined(self, name: str) -> str:
        """Past the packages that only offer it."""
        while name not in self._named and name in self._alias:
            name = self._alias[name]
        return name


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bluelamp"):
            yield from ((alias.asname or alias.name, f"{node.module}.{alias.name}") for alias in node.names)


def _names(function: ast.FunctionDef, known: dict[str, str]) -> Iterator[str]:
    for node in ast.walk(function):
        first, _, rest = dotted_name(node).partition(".")
        if first in known:
            yield f"{known[first]}.{rest}" if rest else known[first]
