"""How the demo clients' data came to be: invented, seeded, the same bytes on every machine.

Each demo client is a module (:mod:`~clients._source.library`, …) that says who posts how often and
with what luck. :mod:`~clients._source.feed` plays those months; the modules named after a platform
print the result as that platform prints it; survey and workshop have a module each. Only what is
random is made here: names, looks, codebooks and notes are written by hand in the clients' folders.
"""
