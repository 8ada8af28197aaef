"""A field for a province, city or district: those of China are offered while one types."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.domain.places import Place, PlaceKind
from crm_desktop.gui.widgets.suggesting_field import SuggestingField
from crm_desktop.services.places import suggest

Scope = Callable[[], tuple[str, str] | None]


class PlaceField(SuggestingField):
    """The field. Any place can be typed; `place_picked` carries an offered one that was taken."""

    place_picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: PlaceKind = "province"
        self._scope: Scope = lambda: ("", "")
        self.textEdited.connect(self._suggest)
        self.picked.connect(self._take)

    def set_kind(self, kind: PlaceKind, scope: Scope) -> None:
        """Offer places of `kind` in the province and city that `scope` tells; None: offer none."""
        self._kind = kind
        self._scope = scope

    def _suggest(self, typed: str) -> None:
        scope = self._scope()
        if scope is None or not typed.strip():
            self.withdraw()
            return
        places = suggest(self._kind, typed, *scope)
        if not places and any(scope):
            places = suggest(self._kind, typed)
        if [place.name for place in places] == [typed.strip()]:
            places = ()
        # A place that was written out in part is meant; one that merely contains it may not be.
        likely = bool(places) and (typed.isascii() or places[0].name.startswith(typed.strip()))
        self.offer([(_described(place), place) for place in places], choose_first=likely)

    def _take(self, place: Place) -> None:
        self.setText(place.name)
        self.textEdited.emit(self.text())
        self.withdraw()
        self.place_picked.emit(place)


def _described(place: Place) -> str:
    inside = place.full_name.removesuffix(place.name)
    return f"{place.name}  ·  {inside}" if inside else place.name
