"""What is measured of Koers, beside the tests; see README.md."""
