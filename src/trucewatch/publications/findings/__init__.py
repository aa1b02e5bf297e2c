"""Findings as records and in words: what reports say and what terms say, side by side; never that terms were broken."""
