"""Words of time become intervals of days, and nothing here is ever more precise than the words."""
