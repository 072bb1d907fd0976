"""A package, so that one browser lasts for all of it and is closed before the next tests."""
