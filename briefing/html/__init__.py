"""Prepared HTML: templates filled with frozen values, every word of the dossier escaped."""
