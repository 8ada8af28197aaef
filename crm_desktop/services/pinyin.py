"""Pinyin for what windows look up and sort themselves; loaded at the first Chinese text."""

from crm_desktop.data.pinyin import initials, pinyin, sort_key

__all__ = ["initials", "pinyin", "sort_key"]
