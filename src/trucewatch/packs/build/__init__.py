"""Makers of gazetteer files; run by hand or by `trucewatch packs build`, never while reports are read."""

from trucewatch.packs.build.geonames_pack import BadDumpError, build_country_pack

__all__ = ["BadDumpError", "build_country_pack"]
