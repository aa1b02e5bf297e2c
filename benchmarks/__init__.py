"""Measurements of speed, memory, dates and places beside peers; nothing here is part of the package."""
