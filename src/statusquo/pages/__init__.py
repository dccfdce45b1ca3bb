"""Reading lines from pages and writing them: strict, located, all or nothing."""
