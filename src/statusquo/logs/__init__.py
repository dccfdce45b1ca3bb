"""The log as a value: its stock of lines, its views, what stands and when."""
