"""The report: a plain summary first, then one HTML file that opens with no network."""
