"""One file a version, each frozen as it was published."""
