"""Marking texts for translation where they are declared, to be translated where they are shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A text in English that a person will read, and the context it is translated in."""

    context: str
    source: str


def marked(context: str, source: str) -> Text:
    """Mark `source` for translation; `infra.i18n.show` turns it into the user's language."""
    return Text(context, source)
