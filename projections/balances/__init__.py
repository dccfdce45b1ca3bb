"""What the balances weigh, how much, and why: influence by instruments, and coded events."""
