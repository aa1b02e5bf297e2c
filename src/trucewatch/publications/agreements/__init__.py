"""Agreements in words: each date, party and zone with who says so, and what is not borne out with a mark."""
