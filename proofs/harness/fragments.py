"""What of a question is code."""

import ast
import re

from proof import blocks


def code_of(question: dict) -> list[str]:
    """The names of its fragments, as a proof reports them: `material`, `answer 0`."""
    names = [field for field, text in (
        ("material", question.get("candidate_material")),
        ("interviewer_material", question.get("interviewer_material")),
    ) if text and is_code(text)]
    return names + [f"answer {number}" for number in range(len(blocks(question["answer"])))]


def is_code(text: str) -> bool:
    """Whether it is Python or a template; a log, a table or a plan is data."""
    if "{%" in text or "{{" in text:
        return True
    try:
        tree = ast.parse(text)
    except SyntaxError:
        # Python beside something else (two files, a shell line) is code all the same.
        return bool(re.search(r"^\s*(def \w+\(|class \w+|from [\w.]+ import |import \w+)", text,
                              re.MULTILINE))
    plain = (ast.Constant, ast.Name, ast.Tuple)
    return any(not (isinstance(each, ast.Expr) and isinstance(each.value, plain))
               for each in tree.body)
