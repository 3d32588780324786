"""The network: actors and the ties that reports see between them."""
