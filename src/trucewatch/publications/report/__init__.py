"""The ceasefire report: one content made once from an edition, and the formats that are written from it."""
