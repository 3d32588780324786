"""A briefing dashboard for contested claims: from a folder of tables to pages that can be trusted."""

__version__ = "0.3.0"
