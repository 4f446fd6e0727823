"""Koers: from what a consultant gathers about a client to a social media strategy.

Nothing is imported here, so that importing one room of the house never opens another.
"""
