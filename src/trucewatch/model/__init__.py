"""Frozen values of every stage, and the one error root; imports nothing of ours."""
