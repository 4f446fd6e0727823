"""Results become tables to look things up in, each with its bundle."""
