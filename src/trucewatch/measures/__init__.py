"""How well claims were read, measured against a hand-made key; measures read values and change none."""
