"""Appearance: light or dark, the colours that say something, and the little styling we add.

Windows keeps its native style, but for that of Windows 10 in the dark, which it cannot draw.
Elsewhere the Fusion style gets readable palettes of ours. Which colours are in force is always
read from the application's palette, so that a change of the system's settings needs nobody's
memory.
"""

import sys
from typing import Literal, cast

from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.infra.settings import Settings

APPEARANCE = "appearance"
Appearance = Literal["system", "light", "dark"]
Role = Literal["error", "warning", "success", "accent", "muted", "highlight", "grid"]
Look = Literal["field-error", "hint", "heading", "title", "error", "warning", "success", "info"]

_NATIVE_STYLE = sys.platform == "win32"
_OUR_STYLE = "Fusion"
_LIGHT: dict[Role, str] = {
    "error": "#b3261e",
    "warning": "#8a5300",
    "success": "#1e6b3a",
    "accent": "#1a5fb4",
    "muted": "#5b6470",
    "highlight": "#a86a00",
    "grid": "#d9dde3",
}
_DARK: dict[Role, str] = {
    "error": "#ff8f86",
    "warning": "#f5b754",
    "success": "#74d396",
    "accent": "#7fb4f5",
    "muted": "#a3abb5",
    "highlight": "#ffcb5c",
    "grid": "#3a3f46",
}
# Backgrounds of message bars: (light, dark).
_BAR: dict[str, tuple[str, str]] = {
    "error": ("#fdecea", "#42211f"),
    "warning": ("#fff4dc", "#3d3015"),
    "success": ("#e6f4ea", "#1c3525"),
    "info": ("#e8f1fc", "#1b2e47"),
}
# Eight series that people with the common colour weaknesses can tell apart, each at least
# 3:1 against its background; lightness changes from one to the next for grey print-outs.
_SERIES_LIGHT = (
    "#1d5aa8", "#c87c05", "#00704b", "#e2489a", "#6c5000", "#1a8ff0", "#3d0807", "#5a5468",
)  # fmt: skip
_SERIES_DARK = (
    "#8fbcff", "#cf9a35", "#7ce8b5", "#c0508f", "#f5ee7a", "#3a78d6", "#d94564", "#c2b6c1",
)  # fmt: skip
_PALETTE_LIGHT: dict[str, str] = {
    "Window": "#f4f6f8",
    "WindowText": "#1b1f24",
    "Base": "#ffffff",
    "AlternateBase": "#f3f6fa",
    "Text": "#1b1f24",
    "Button": "#fafbfc",
    "ButtonText": "#1b1f24",
    "BrightText": "#b3261e",
    "PlaceholderText": "#667080",
    "Highlight": "#2a70c8",
    "HighlightedText": "#ffffff",
    "Accent": "#2a70c8",
    "Link": "#1a5fb4",
    "LinkVisited": "#6b3fa0",
    "ToolTipBase": "#ffffff",
    "ToolTipText": "#1b1f24",
    "Light": "#ffffff",
    "Midlight": "#e7eaee",
    "Mid": "#c3c9d1",
    "Dark": "#9aa2ad",
    "Shadow": "#5b6470",
}
_PALETTE_DARK: dict[str, str] = {
    "Window": "#2a2d32",
    "WindowText": "#e8eaed",
    "Base": "#1a1c1f",
    "AlternateBase": "#202327",
    "Text": "#e8eaed",
    "Button": "#2a2d32",
    "ButtonText": "#e8eaed",
    "BrightText": "#ff8f86",
    "PlaceholderText": "#98a1ac",
    "Highlight": "#2b66b3",
    "HighlightedText": "#ffffff",
    "Accent": "#7fb4f5",
    "Link": "#7fb4f5",
    "LinkVisited": "#c3a5f0",
    "ToolTipBase": "#353a40",
    "ToolTipText": "#e8eaed",
    "Light": "#454b53",
    "Midlight": "#40464d",
    "Mid": "#24272b",
    "Dark": "#121416",
    "Shadow": "#0a0b0c",
}
_DISABLED_ROLES = ("WindowText", "Text", "ButtonText", "HighlightedText", "PlaceholderText")
_DISABLED = {False: ("#848c97", "#cfd5dc"), True: ("#868d97", "#454b53")}


def saved_appearance(settings: Settings) -> Appearance:
    """Return the appearance that was chosen, by default the system's."""
    value = settings.text(APPEARANCE, "system")
    return cast(Appearance, value) if value in ("system", "light", "dark") else "system"


def make_application(program: str) -> QApplication:
    """Make the application in the style of ours: told so at its start it need not change it."""
    if _NATIVE_STYLE:
        return QApplication([program])
    app = QApplication([program, "-style", _OUR_STYLE])
    app.setProperty("style", _OUR_STYLE)
    return app


def begin_appearance(app: QApplication, appearance: Appearance) -> None:
    """Show the first window light or dark; `settle_appearance` must follow.

    The palette Qt begins with is the system's. What else it knows of light and dark is in `Qt`,
    and loading that takes a tenth of the way to the first window.
    """
    if _NATIVE_STYLE or appearance != "system":
        apply_appearance(app, appearance)
        return
    _choose_style(app)
    app.setProperty("appearance", appearance)
    _restyle(app, dark=is_dark())


def settle_appearance() -> None:
    """Make sure of what `begin_appearance` showed, and notice when the system changes."""
    app = cast(QApplication, QApplication.instance())
    _follow(app, app.property("appearance") or "system")
    dark = _wants_dark(app)
    if app.property("dark") is not dark:
        _restyle(app, dark=dark)


def apply_appearance(app: QApplication, appearance: Appearance) -> None:
    """Show the program light, dark or as the system is, now and when the system changes."""
    _choose_style(app)
    _follow(app, appearance)
    _restyle(app, dark=_wants_dark(app))


def _choose_style(app: QApplication) -> None:
    if app.property("style") is not None:
        return
    if _NATIVE_STYLE:
        native = app.style().name()
        app.setProperty("native-style", native)
        app.setProperty("style", native)
    else:
        app.setStyle(_OUR_STYLE)
        app.setProperty("style", _OUR_STYLE)


def _follow(app: QApplication, appearance: Appearance) -> None:
    from PySide6.QtCore import Qt

    hints = app.styleHints()
    if not app.property("follows"):
        app.setProperty("follows", True)
        hints.colorSchemeChanged.connect(lambda _scheme: _restyle(app, dark=_wants_dark(app)))
    app.setProperty("appearance", appearance)
    schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
    hints.setColorScheme(schemes.get(appearance, Qt.ColorScheme.Unknown))


def is_dark() -> bool:
    """Return whether windows are dark at the moment."""
    return QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128


def colour(role: Role) -> QColor:
    """Return the colour for `role` that is readable on the windows as they are now."""
    return QColor((_DARK if is_dark() else _LIGHT)[role])


def series_colours(*, for_paper: bool = False) -> tuple[str, ...]:
    """Return the chart colours, `#rrggbb`, in the order series take them; paper is white."""
    return _SERIES_DARK if is_dark() and not for_paper else _SERIES_LIGHT


def set_look(widget: QWidget, look: Look | None) -> None:
    """Give `widget` one of our few looks, or take it away.

    A form sets a string property named `look` to the same effect.
    """
    widget.setProperty("look", look)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def style_for(native: str, *, dark: bool) -> str:
    """Return the style to show on Windows: the native one, unless it cannot be dark."""
    return "Fusion" if dark and native.lower() == "windowsvista" else native


def _restyle(app: QApplication, *, dark: bool) -> None:
    app.setProperty("dark", dark)
    if _NATIVE_STYLE:
        wanted = style_for(app.property("native-style"), dark=dark)
        if wanted != app.property("style"):
            app.setProperty("style", wanted)
            app.setStyle(wanted)
    if not _NATIVE_STYLE:
        app.setPalette(_palette(dark=dark))
    app.setStyleSheet(_stylesheet(app))


def _wants_dark(app: QApplication) -> bool:
    from PySide6.QtCore import Qt

    appearance = app.property("appearance")
    if appearance != "system":
        return bool(appearance == "dark")
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


def _palette(*, dark: bool) -> QPalette:
    palette = QPalette()
    for name, value in (_PALETTE_DARK if dark else _PALETTE_LIGHT).items():
        palette.setColor(QPalette.ColorRole[name], QColor(value))
    text, highlight = _DISABLED[dark]
    disabled = QPalette.ColorGroup.Disabled
    for name in _DISABLED_ROLES:
        palette.setColor(disabled, QPalette.ColorRole[name], QColor(text))
    palette.setColor(disabled, QPalette.ColorRole.Highlight, QColor(highlight))
    palette.setColor(disabled, QPalette.ColorRole.Accent, QColor(highlight))
    palette.setColor(disabled, QPalette.ColorRole.Base, palette.color(QPalette.ColorRole.Window))
    return palette


def _stylesheet(app: QApplication) -> str:
    """Return rules for widgets with a `look` only; all else is the style's and the palette's."""
    dark = is_dark()
    rules = [
        f'QLabel[look="field-error"] {{ color: {colour("error").name()}; }}',
        f'QLabel[look="hint"] {{ color: {colour("muted").name()}; }}',
        f'QLabel[look="heading"] {{ {_font_size(app, 1.15)} font-weight: 600; }}',
        f'QLabel[look="title"] {{ {_font_size(app, 1.5)} font-weight: 600; }}',
    ]
    for look, (light_ground, dark_ground) in _BAR.items():
        ground = dark_ground if dark else light_ground
        edge = colour("accent" if look == "info" else look).name()  # type: ignore[arg-type]
        rules.append(
            f'QFrame[look="{look}"] {{ background: {ground}; border: 1px solid {edge};'
            " border-radius: 4px; }"
            f' QFrame[look="{look}"] QLabel {{ border: none; background: transparent; }}'
        )
    return "\n".join(rules)


def _font_size(app: QApplication, factor: float) -> str:
    font = app.font()
    if font.pointSizeF() > 0:
        return f"font-size: {font.pointSizeF() * factor:.1f}pt;"
    return f"font-size: {round(font.pixelSize() * factor)}px;"
