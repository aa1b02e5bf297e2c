"""Claims to clusters: who may meet whom, what belongs together, and what a change can touch."""
