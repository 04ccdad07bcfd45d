"""The documentation is true: commands as they are, every setting told, every link leads somewhere."""

import re
import subprocess
import sys

import pytest

from tests.environment import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def test_the_command_line_page_is_current():
    done = subprocess.run([sys.executable, "docs/make.py", "--check"], cwd=ROOT)
    assert done.returncode == 0, "run make docs"


def test_every_setting_is_documented():
    code = "\n".join(path.read_text() for path in (ROOT / "src").rglob("*.py"))
    names = set(re.findall(r"""(?:environ\.get\(|environ\[|_flag\(|envvar=)["']([A-Z_]+)["']""", code))
    names -= {"DJANGO_SETTINGS_MODULE", "HEREABOUTS_SERVING"}
    told = set(re.findall(r"`([A-Z_]+)`", (ROOT / "docs" / "reference" / "settings.md").read_text()))
    assert names - told == set()
    assert len(names) > 8


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_needs_two_commands_only():
    text = (ROOT / "README.md").read_text()
    assert "make demo" in text
    assert "make test" in text


def test_the_code_in_the_how_to_for_python_runs(monkeypatch, capsys):
    """Every block, one after the other, in one notebook begun in this folder; the fixtures are its files."""
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "how-to" / "use-in-python.md").read_text(), re.DOTALL)
    monkeypatch.chdir(ROOT)
    notebook: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "use-in-python.md", "exec"), notebook)
    told = capsys.readouterr().out
    assert len(blocks) > 5
    assert "32.5%, from 30.7% to 34.4%: 774 of 2380" in told
    assert "cannot be followed over SIMD 2016 and SIMD 2020v2" in told
