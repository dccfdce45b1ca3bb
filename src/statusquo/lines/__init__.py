"""What a line of a log says: events, declarations, remarks, and their canonical text."""
