"""Whose words they are: copies known as copies, voices as voices, so that nobody is counted twice."""
