"""Ceasefire terms as files of packs: read lazily, checked whole, and handed on only without a fault."""

from trucewatch.packs.agreements.acts import ActGroups, act_groups

__all__ = ["ActGroups", "act_groups"]
