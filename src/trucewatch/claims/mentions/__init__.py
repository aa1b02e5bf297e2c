"""What stands in a sentence before anything is said of who did what: parties, numbers, means, things, triggers."""
