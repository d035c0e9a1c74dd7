"""Where few lie between many: valleys of a density, and tied values that would look like them."""
