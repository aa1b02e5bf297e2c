"""What leaves the ledger for whom: nothing is published but what a profile's rules let through, and each refusal is noted.

The door is `sieve.py`; `profiles.py` reads the rules, `context.py` gathers what a whole edition must not tell.
"""
