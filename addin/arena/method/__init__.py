"""The arena-analyse itself: pure functions over pandas tables; knows no Excel and no files."""
