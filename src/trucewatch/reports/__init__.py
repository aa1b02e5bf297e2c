"""What was received: bytes, unaltered, with their SHA-256."""
