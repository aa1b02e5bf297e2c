"""Ceasefire terms as files of packs: read on demand, checked whole, and handed on only without a fault."""

from trucewatch.packs.agreements.acts import ActGroups, act_groups
from trucewatch.packs.agreements.check import check_agreement, check_files
from trucewatch.packs.agreements.load import load_agreements

__all__ = ["ActGroups", "act_groups", "check_agreement", "check_files", "load_agreements"]
