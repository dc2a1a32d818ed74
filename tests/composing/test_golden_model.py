import hashlib
import runpy
from pathlib import Path

MAKER = Path(__file__).with_name("make_golden.py")


def test_the_sample_report_is_what_the_golden_says():
    maker = runpy.run_path(str(MAKER))
    assert maker["GOLDEN"].read_text(encoding="utf-8") == maker["stamped"](maker["text"]())


def test_the_golden_was_made_by_its_command_and_not_edited():
    maker = runpy.run_path(str(MAKER))
    stamp, body = maker["GOLDEN"].read_text(encoding="utf-8").split("\n", 1)
    assert stamp == maker["STAMP"] + hashlib.sha256(body.encode()).hexdigest()
