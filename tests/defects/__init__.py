"""Small deliberate mistakes, of which the kit for property tests must find each."""
