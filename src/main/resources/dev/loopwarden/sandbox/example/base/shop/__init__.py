"""A small service that prices and stores orders."""
