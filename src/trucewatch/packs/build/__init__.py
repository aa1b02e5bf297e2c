"""Makers of gazetteer files; run by hand or by `trucewatch packs build`, never while reports are read."""
