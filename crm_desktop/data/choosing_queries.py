"""Product categories and users as boxes offer them: the first ones, and those found by letters."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from crm_desktop.data.criteria_conditions import letters_of
from crm_desktop.data.pinyin import initials, pinyin
from crm_desktop.data.tables import ClientUser, ProductCategoryRecord
from crm_desktop.domain.choosing import Chosen, Entries
from crm_desktop.domain.folding import fold
from crm_desktop.infra.cancellation import check_cancelled

# Separates what must not match across; people cannot type it.
_BETWEEN = "\x1f"
_TABLES: dict[Chosen, type[Any]] = {
    Chosen.CATEGORY: ProductCategoryRecord,
    Chosen.OWNER: ClientUser,
    Chosen.USERNAME: ClientUser,
}
_IN_ORDER: dict[Chosen, Select[*tuple[Any, ...]]] = {
    Chosen.CATEGORY: select(
        ProductCategoryRecord.id,
        ProductCategoryRecord.name,
        ProductCategoryRecord.is_active,
    ).order_by(ProductCategoryRecord.position, ProductCategoryRecord.id),
    Chosen.OWNER: select(
        ClientUser.id,
        func.coalesce(func.nullif(ClientUser.display_name, ""), ClientUser.username),
        ClientUser.is_active,
        ClientUser.username,
    ).order_by(ClientUser.username_key),
    Chosen.USERNAME: select(
        ClientUser.id, ClientUser.username, ClientUser.is_active, ClientUser.display_name
    ).order_by(ClientUser.username_key),
}


def first_entries(session: Session, kind: Chosen, limit: int, *, include_inactive: bool) -> Entries:
    """Return the first `limit` entries in their order."""
    query = _IN_ORDER[kind].limit(limit + 1)
    if not include_inactive:
        query = query.where(_TABLES[kind].is_active)
    found = [(row[0], row[1]) for row in session.connection().execute(query)]
    return Entries(tuple(found[:limit]), len(found) > limit)


def state(session: Session, kind: Chosen) -> tuple[Any, ...]:
    """Return what differs as soon as an entry was added, changed or deleted."""
    table = _TABLES[kind]
    query = select(
        func.count(), func.max(table.id), func.sum(table.version), func.max(table.updated_at)
    )
    return tuple(session.connection().execute(query.select_from(table)).one())


class Names:
    """All names of a kind as they were in one `state`, to search in.

    Pinyin is not stored of categories and users: it is made once, when letters are first typed.
    """

    def __init__(self, session: Session, kind: Chosen) -> None:
        self.state = state(session, kind)
        rows = session.connection().execute(_IN_ORDER[kind]).all()
        self._entries = [(row[0], row[1]) for row in rows]
        self._active = [bool(row[2]) for row in rows]
        self._texts = [_BETWEEN.join(fold(text) for text in (row[1], *row[3:])) for row in rows]
        self._letters: list[str] | None = None

    def find(self, text: str, limit: int, *, include_inactive: bool) -> Entries:
        """Return entries whose name, pinyin or initials contain `text`.

        Those come first in which a name begins with it; otherwise the order is the list's.
        """
        term, letters = fold(text), letters_of(text)
        spoken = self._spoken() if letters else self._texts
        ranked: list[tuple[int, tuple[int, str]]] = []
        for entry, active, written, said in zip(
            self._entries, self._active, self._texts, spoken, strict=True
        ):
            if active or include_inactive:
                rank = min(_rank(written, term), _rank(said, letters))
                if rank < _NOWHERE:
                    ranked.append((rank, entry))
        ranked.sort(key=lambda found: found[0])
        return Entries(tuple(entry for _, entry in ranked[:limit]), len(ranked) > limit)

    def _spoken(self) -> list[str]:
        if self._letters is None:
            letters = []
            for _, name in self._entries:
                check_cancelled()
                letters.append(_BETWEEN.join((pinyin(name), initials(name))))
            self._letters = letters
        return self._letters


_BEGINS, _INSIDE, _NOWHERE = 0, 1, 2


def _rank(keys: str, term: str) -> int:
    if not term or term not in keys:
        return _NOWHERE
    begins = keys.startswith(term) or _BETWEEN + term in keys
    return _BEGINS if begins else _INSIDE
