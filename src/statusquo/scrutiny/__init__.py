"""What a person should look at: contradictions, disagreements, and where logs differ."""
