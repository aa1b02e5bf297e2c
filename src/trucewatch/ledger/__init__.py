"""The append-only store: originals, receipts and decisions chained by hash; all else in it can be built again."""
