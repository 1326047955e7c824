"""What leaves an installation and what comes into one: bundles, their import, and what is left out of them."""
