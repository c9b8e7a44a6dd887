"""What the product costs, as ratios of one run to another; run by hand, never a timed test."""
