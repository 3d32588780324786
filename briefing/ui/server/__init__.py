"""What stands between a stranger and Streamlit: who is answered, at which addresses, and which messages pass."""
