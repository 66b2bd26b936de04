"""What the tests about the code share: the floors as pyproject.toml declares them, and every source file once."""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "bluelamp"


@cache
def floors() -> dict[str, int]:
    """Room -> the number of its floor, the ground being 0. Rooms side by side share a number."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(one for one in settings["tool"]["importlinter"]["contracts"] if one["id"] == "floors")
    layers: list[str] = contract["layers"]
    return {room.strip(" ()"): floor for floor, layer in enumerate(reversed(layers)) for room in layer.split("|")}


@dataclass(frozen=True)
class Source:
    """One of our modules, or a sample of a bad one. ``name`` is dotted, as it is imported."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Read by everybody and changed by nobody."""
        return ast.parse(self.text)

    @property
    def room(self) -> str:
        return self.name.split(".")[1] if self.name.count(".") else ""

    @property
    def inside(self) -> str:
        """The module's place in its room: ``services``, also for ``services.taking``."""
        return self.name.split(".")[2] if self.name.count(".") > 1 else ""

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())

    def nodes(self) -> Iterator[ast.AST]:
        return ast.walk(self.tree)

    def working_nodes(self) -> Iterator[ast.AST]:
        """Without what stands there for the type checker alone: names, no dependence."""
        nodes = list(self.nodes())
        names_only = {id(node) for guard in nodes if _is_type_checking(guard) for node in ast.walk(guard)}
        return (node for node in nodes if id(node) not in names_only)


@cache
def sources() -> tuple[Source, ...]:
    """Every module of ours but migrations."""
    found = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
    return tuple(Source(_dotted(path), path.read_text(encoding="utf-8")) for path in found)


@cache
def templates() -> tuple[Source, ...]:
    """Every template, named after its room."""
    found = sorted(PACKAGE.glob("*/templates/**/*.html"))
    return tuple(
        Source(f"bluelamp.{path.relative_to(PACKAGE).parts[0]}.{path.name}", path.read_text(encoding="utf-8"))
        for path in found
    )


def _dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and dotted_name(node.test).endswith("TYPE_CHECKING")


def dotted_name(node: ast.AST) -> str:
    """``a.b.c`` of an expression made of names and dots; nothing for any other."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        left = dotted_name(node.value)
        return f"{left}.{node.attr}" if left else node.attr
    return ""
