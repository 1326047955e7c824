"""Data files, TOML or YAML, read with every key checked: what is wrong is named, and what was probably meant."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError

from interview_sim.errors import BadBankError, NotFoundError

SUFFIXES = (".toml", ".yaml", ".yml")
_LARGEST_FILE = 2_000_000

AnyModel = TypeVar("AnyModel", bound=BaseModel)
Kept = TypeVar("Kept")


def load(model: type[AnyModel], path: Path) -> AnyModel:
    """A file of this shape; raises BadBankError naming the key and what is wrong with it."""
    return validated(model, read(path)[1], path)


def read(path: Path) -> tuple[bytes, Any]:
    """The bytes of a file and what they say; raises BadBankError."""
    remedy = "Check the file, or compare it with a built-in one: docs/extending.md shows them."
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise BadBankError(f"{path.name} is larger than {_LARGEST_FILE // 1_000_000} MB.", remedy)
        raw = path.read_bytes()
    except OSError as error:
        raise BadBankError(f"{path} cannot be read: {error.strerror or error}.", "Check the path.") from error
    try:
        text = raw.decode("utf-8")
        return raw, tomllib.loads(text) if path.suffix == ".toml" else yaml.safe_load(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, yaml.YAMLError, RecursionError) as error:
        raise BadBankError(f"{path.name} is not valid {path.suffix[1:].upper()}: {error}.", remedy) from error


def validated(model: type[AnyModel], content: Any, path: Path) -> AnyModel:
    """What a file says, in this shape; raises BadBankError."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        problems = [_explain(model, problem) for problem in error.errors()]
        shown = "; ".join(problems[:5]) + (f"; and {len(problems) - 5} more" if len(problems) > 5 else "")
        raise BadBankError(
            f"{path.name}: {shown}.", "Correct the file and try again: interview-sim banks check FILE"
        ) from error


def find(what: str, name: str, known: dict[str, Kept]) -> Kept:
    """What has that name; raises NotFoundError with the nearest name and all that there are."""
    if name not in known:
        raise NotFoundError(missing(what, name, known), f"Choose one of: {', '.join(sorted(known))}.")
    return known[name]


def missing(what: str, name: str, known: Iterable[str]) -> str:
    """The sentence that says that there is no such thing, and which one was probably meant."""
    meant = near(name, known)
    return f"There is no {what} {name!r}{meant}{'' if meant else '.'}"


def near(name: str, known: Iterable[str]) -> str:
    """``; did you mean 'this'?``, or nothing where nothing is near."""
    close = difflib.get_close_matches(name, sorted(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def unique(what: str, ids: Iterable[str]) -> set[str]:
    """The ids as a set; raises ValueError where one stands twice."""
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise ValueError(f"the {what} {each!r} stands twice")
        seen.add(each)
    return seen


def _explain(model: type[BaseModel], problem: Any) -> str:
    place = ".".join(str(step) for step in problem["loc"]) or "the file"
    if problem["type"] == "extra_forbidden":
        key = str(problem["loc"][-1])
        return f"{place}: there is no key {key!r}{near(key, _keys(model))}"
    return f"{place}: {problem['msg'].removeprefix('Value error, ')}"


def _keys(model: type[BaseModel]) -> set[str]:
    """Every key that stands anywhere in a file of this schema."""
    keys: set[str] = set()
    models: set[type[BaseModel]] = set()
    waiting: list[Any] = [model]
    while waiting:
        item = waiting.pop()
        if isinstance(item, type) and issubclass(item, BaseModel):
            if item in models:
                continue
            models.add(item)
            for name, info in item.model_fields.items():
                keys.add(name)
                waiting.append(info.annotation)
        else:
            waiting.extend(get_args(item))
    return keys
