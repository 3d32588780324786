"""What a reader asked for: filters, the address that holds them, and the tables and the brief that they leave."""
