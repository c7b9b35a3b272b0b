"""Every example draws, the gallery says what failed, and the data are as their README tells."""

import csv
import importlib.util
import io
import re
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"

spec = importlib.util.spec_from_file_location("examples.gallery", EXAMPLES / "gallery.py")
gallery = importlib.util.module_from_spec(spec)
spec.loader.exec_module(gallery)


@pytest.mark.parametrize("script", gallery.examples(EXAMPLES), ids=lambda script: script.stem)
def test_example_draws(script):
    picture = io.BytesIO()
    gallery.load(script).figure().save(picture)
    assert picture.getvalue().startswith(b"\x89PNG")


GOOD = """
class Picture:
    def save(self, path):
        path.write_text("ink")

figure = Picture
"""


def test_gallery_draws_all_and_counts(tmp_path, capsys):
    (tmp_path / "one.py").write_text(GOOD)
    (tmp_path / "2nd.py").write_text(GOOD)
    (tmp_path / "_not.py").write_text("1 / 0")
    assert gallery.main(tmp_path, tmp_path / "out") == 0
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["2nd.png", "one.png"]
    assert f"2 of 2 figures drawn into {tmp_path / 'out'}" in capsys.readouterr().out


def test_gallery_names_what_failed_and_goes_on(tmp_path, capsys):
    (tmp_path / "bad.py").write_text("1 / 0")
    (tmp_path / "good.py").write_text(GOOD)
    assert gallery.main(tmp_path, tmp_path / "out") == 1
    out = capsys.readouterr().out
    assert "1 of 2 figures" in out
    assert "Failed: bad.py" in out


def test_gallery_without_examples_fails(tmp_path):
    assert gallery.main(tmp_path, tmp_path / "out") == 1


def test_data_are_as_their_readme_tells():
    readme = (EXAMPLES / "data" / "README.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| `(.+\.csv)` \|.*\| (\d+) \|", readme, flags=re.MULTILINE)
    assert sorted(file for file, _ in table) == sorted(
        path.name for path in (EXAMPLES / "data").glob("*.csv")
    )
    for file, count in table:
        with (EXAMPLES / "data" / file).open(encoding="utf-8") as text:
            rows = list(csv.DictReader(text))
        assert len(rows) == int(count), file
        columns = re.search(rf"\*\*`{file}`\*\* – (.*?)\n\n", readme, flags=re.DOTALL)[1]
        assert set(rows[0]) <= set(re.findall(r"`(\w+)`", columns)), file
