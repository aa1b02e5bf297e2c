"""Claims to incidents: which speak of the same occurrence, what they hold of it together, and how far it is borne out."""
