"""Results become sentences, each number tied to the table and row that it came from."""
