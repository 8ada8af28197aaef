"""Pinyin for what windows look up themselves; pypinyin is loaded at the first Chinese text."""

from crm_desktop.data.pinyin import initials, pinyin

__all__ = ["initials", "pinyin"]
