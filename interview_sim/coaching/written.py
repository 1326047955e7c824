"""Rubrics as TOML that a person reads and edits."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from interview_sim.coaching.rubric import DEFAULT, FOLDER, CoachRubric
from interview_sim.errors import StorageError
from interview_sim.resources import QUESTION_BANKS


def rubric_text(rubric: CoachRubric, remarks: Sequence[str] = ()) -> str:
    """The file of a rubric; ``remarks`` stand in its first lines."""
    # Only here: it takes a moment to load, and most commands write no rubric.
    import tomlkit

    document: Any = tomlkit.document()
    for remark in remarks:
        document.add(tomlkit.comment(" ".join(remark.split())))
    for key in ("id", "version", "name"):
        document.add(key, getattr(rubric, key))
    criteria = tomlkit.aot()
    for one in rubric.criteria:
        table = tomlkit.table()
        for key, value in one.model_dump(mode="json", exclude_defaults=True).items():
            table.add(key, tomlkit.array().multiline(multiline=True) if key == "levels" else value)
            if key == "levels":
                table[key].extend(value)
        criteria.append(table)
    document.add("criteria", criteria)
    if rubric.machine:
        machine = tomlkit.aot()
        for change in rubric.machine:
            table = tomlkit.table()
            for key, value in change.model_dump(mode="json", exclude_none=True).items():
                if isinstance(value, dict):
                    shares = tomlkit.inline_table()
                    shares.update(value)
                    table.add(key, shares)
                else:
                    table.add(key, value)
            machine.append(table)
        document.add("machine", machine)
    return tomlkit.dumps(document)


def template(identity: str, name: str) -> str:
    """The built-in rubric as a beginning for a coach's own, with its comments, under another id and name."""
    import tomlkit

    document: Any = tomlkit.parse((QUESTION_BANKS / FOLDER / f"{DEFAULT}.toml").read_text(encoding="utf-8"))
    document["id"], document["name"] = identity, name
    return tomlkit.dumps(document)


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet; raises StorageError where it is, or cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise StorageError(f"{path} is there already; nothing was written.", "Choose another name.") from None
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror}.", "Choose another place.") from error
