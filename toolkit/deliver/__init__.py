"""Executed notebooks become files that a client can open; nothing here knows the domain."""
