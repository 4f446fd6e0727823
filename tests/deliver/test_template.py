from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import toolkit.deliver
from toolkit.deliver.portfolio import STATES
from toolkit.deliver.problems import SEVERITIES
from toolkit.deliver.template import css_string, end_sentence, font_family
from toolkit.language import Language
from toolkit.workspace import package_resources

TEMPLATES = package_resources() / "templates" / "report"


def messages() -> set[str]:
    """Every message that the templates and the modules of delivery show."""
    found = {*STATES.values(), *SEVERITIES.values()}
    for path in TEMPLATES.rglob("*.j2"):
        source = path.read_text(encoding="utf-8")
        found |= {
            two or one for one, two in re.findall(r"""\bt\((?:"([^"]+)"|'([^']+)')""", source)
        }
    for path in sorted(Path(toolkit.deliver.__path__[0]).glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("text", "plural")
                and isinstance(node.args[0], ast.Constant)
            ):
                found.add(node.args[0].value)
    return found


def test_messages_are_found() -> None:
    assert {"Contents", "In short", "Table with figure {number}", "Clients"} <= messages()


@pytest.mark.parametrize("message", sorted(messages()))
def test_every_message_has_a_dutch_translation(message: str) -> None:
    assert Language("nl").knows(message)


def test_words_in_a_style_sheet_cannot_leave_their_string() -> None:
    assert css_string('a"</style>\n') == r'"a\000022\00003c\00002fstyle\00003e\00000a"'
    assert font_family("Georgia, serif") == '"Georgia","serif"'


@pytest.mark.parametrize(
    ("words", "ended"), [("a", "a."), ("a.", "a."), ("a?", "a?"), ("a ", "a."), ("", "")]
)
def test_sentences_end_once(words: str, ended: str) -> None:
    assert end_sentence(words) == ended
