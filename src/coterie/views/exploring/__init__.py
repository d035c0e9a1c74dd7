"""What is shown while somebody explores: columns before a run, a sample that is drawn, and selections of customers."""
