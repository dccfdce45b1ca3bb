"""Balances: what facts and acts weigh together, between whom, on any day."""
