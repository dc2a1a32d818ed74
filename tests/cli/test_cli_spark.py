"""The same answers from Spark, on a master of this machine."""

import importlib.util
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Danvan = Callable[..., Any]

_ABSENT = [
    name for name, there in {"pyspark": importlib.util.find_spec("pyspark"), "java": shutil.which("java")}.items() if not there
]
needs_spark = pytest.mark.skipif(bool(_ABSENT) and not os.environ.get("CI"), reason=f"not installed: {', '.join(_ABSENT)}")


@needs_spark
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning", "ignore::FutureWarning")
def test_spark_keeps_the_same_answers_as_the_pool(folder: Path, tmp_path: Path, danvan: Danvan) -> None:
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 8)
    here, there = tmp_path / "here", tmp_path / "there"
    assert danvan("check", folder, "--out", here).code == 2
    ended = danvan("check", folder, "--out", there, "--spark", "local[2]")
    assert ended.code == 2
    assert {path.name: path.read_text(encoding="utf-8") for path in here.iterdir()} == {
        path.name: path.read_text(encoding="utf-8") for path in there.iterdir()
    }
    again = json.loads(danvan("check", folder, "--out", here, "--spark", "local[2]", "--format", "json").out)
    assert (again["kept"], again["failed"]) == (2, 1)


def test_without_pyspark_it_is_said_what_to_install(
    folder: Path, tmp_path: Path, danvan: Danvan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    ended = danvan("read", folder, "--out", tmp_path / "out", "--spark", "local[2]")
    assert ended.code == 2
    assert "danvan[spark]" in ended.err
