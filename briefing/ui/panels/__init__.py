"""The panels of each page, one module a page."""
