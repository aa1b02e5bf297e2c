"""Read-only views of readings: the public record, the terminal's table, the page; nothing here changes a value."""
