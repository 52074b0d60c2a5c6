"""One file for each program that the cleaner works in."""
