"""The page on which people make, understand, name and use segments: `coterie studio`."""
