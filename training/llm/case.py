"""One use of a tool in the corpus."""

from dataclasses import dataclass, field


@dataclass
class Case:
    """One use of a tool. `words` fill the request, `reply_words` (with `words`) the reply."""
    tool: str
    arguments: dict
    result: dict
    words: dict = field(default_factory=dict)
    reply_words: dict = field(default_factory=dict)
    tag: str = ""
    template: str | None = None


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
