"""What people write in cells: numbers, dates, yes and no, and the many spellings of nothing."""
