"""The table of results in a page of Markdown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

START, END = "<!-- results -->", "<!-- end of results -->"
HEAD = (
    "scenario",
    "size",
    "at most",
    "plotkit",
    "of it compile",
    "memory",
    "seaborn",
    "plotnine",
    "differs",
)


def renew(page: Path, found: dict[str, Any]) -> None:
    """Put results in place of those that stand between the marks of a page."""
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    made = f"{START}\n{circumstances(found)}\n\n{table(found['results'])}\n{END}"
    page.write_text(before + made + after, encoding="utf-8")


def circumstances(found: dict[str, Any]) -> str:
    """Say when, with what and where results were measured."""
    versions = ", ".join(f"{name} {v}" for name, v in found["versions"].items() if v)
    machine = f"{found['machine']['cores']} cores, Linux" if found["machine"] else ""
    return f"Measured on {found['date'][:10]}, Python {found['python']}, {versions}; {machine}."


def table(results: list[dict[str, Any]]) -> str:
    """Return one line for each result."""
    lines = [HEAD, ["---"] * len(HEAD), *(cells(result) for result in results)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cells(result: dict[str, Any]) -> list[str]:
    """Return one result as texts; a target that is missed is marked."""
    ratio, memory = result["plotkit"]["ratio"], result.get("memory")
    missed = ratio > result["target"]
    return [
        result["title"],
        result["size"],
        f"{result['target']:g}",
        f"{ratio:.2f} **!**" if missed else f"{ratio:.2f}",
        f"{result['compile']['ratio']:.2f}" if "compile" in result else "",
        f"{memory['plotkit']['peak'] / memory['hand']['peak']:.2f}" if memory else "",
        *(_peer(result, peer) for peer in ("seaborn", "plotnine")),
        f"{result['differs']:.1%}" if "differs" in result else "",
    ]


def _peer(result: dict[str, Any], peer: str) -> str:
    if peer in result.get("failed", {}):
        return "fails"
    return f"{result[peer]['ratio']:.1f}" if peer in result else ""
