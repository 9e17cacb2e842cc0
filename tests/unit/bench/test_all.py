"""What `make bench` runs: everything that measures, and nothing that fits or draws."""

import ast
from pathlib import Path

import pytest

import bench
from bench.__main__ import HELPERS, names_of_all

FOLDER = Path(bench.__file__).parent


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


@pytest.mark.parametrize("name", names_of_all())
def test_it_runs_alone_and_changes_no_file_of_ours(name: str) -> None:
    nodes = list(ast.walk(ast.parse((FOLDER / f"{name}.py").read_text("utf-8"))))
    assert "detectors" not in {node.value for node in nodes if isinstance(node, ast.Constant)}, "it names our data"
    asked = [node.args[0] for node in nodes if isinstance(node, ast.Call) and called(node) == "add_argument"]
    assert all(ast.literal_eval(name).startswith("-") for name in asked), "it cannot be run without being told more"
    assert any(isinstance(node, ast.FunctionDef) and node.name == "main" for node in nodes)


def test_what_is_left_out_is_there() -> None:
    there = {file.stem for file in FOLDER.glob("*.py")} | {
        folder.name for folder in FOLDER.iterdir() if folder.is_dir()
    }
    assert there >= HELPERS
