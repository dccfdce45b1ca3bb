"""Civil dates with their uncertainty, and periods of days."""
