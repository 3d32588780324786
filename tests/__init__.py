"""The tests, one folder or file for each module whose result they assert."""
