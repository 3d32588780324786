"""What the tables say: rows, dates, cells and the words that they are told in."""
