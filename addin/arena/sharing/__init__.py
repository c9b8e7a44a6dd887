"""What leaves the house and what comes back: copies, the mail that goes with them, and what others fill in."""
