"""What is shown of the history of runs."""
