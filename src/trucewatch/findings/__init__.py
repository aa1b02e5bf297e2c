"""Incidents and ceasefire terms in, findings out: five tests, each with its reason, and nobody is ever cleared or convicted."""
