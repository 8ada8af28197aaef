"""Pictures in drafts: as texts, and no larger than may be saved."""

import base64
import binascii
from hashlib import sha256

from crm_desktop.domain.rules import MAX_LOGO_BYTES
from crm_desktop.gui.draft_values import BadDraft
from crm_desktop.infra.i18n import translate


def picture_text(picture: bytes | None) -> str:
    """Return a picture as text; nothing for none."""
    return base64.b64encode(picture).decode("ascii") if picture else ""


def picture_of(text: str) -> bytes | None:
    """Return the picture that a draft holds; raises BadDraft."""
    try:
        picture = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadDraft("no picture") from error
    if len(picture) > MAX_LOGO_BYTES:
        raise BadDraft("too large a picture")
    return picture or None


def picture_texts(stored: bytes | None, chosen: bytes | None) -> tuple[dict[str, str], ...]:
    """Return what a draft holds of a picture: what stood there, by its sum, and what was chosen.

    Both hold nothing where nothing was chosen, or something too large to be saved.
    """
    if chosen == stored or (chosen is not None and len(chosen) > MAX_LOGO_BYTES):
        return {}, {}
    before = sha256(stored).hexdigest() if stored else "none"
    return {"logo": before}, {"logo": picture_text(chosen)}


def shown_picture(text: str) -> str:
    """Return what is said of a picture in a draft."""
    if not text:
        return translate("Drafts", "no picture")
    kilobytes = max(1, len(text) * 3 // 4 // 1024)
    return translate("Drafts", "a picture of {n} KB").format(n=kilobytes)
