"""Pictures of evidence: the strip, the matrix, ranges of figures, the way of a report, the band of a likelihood."""
