"""Pictures: frozen values in, a figure out. No view imports another (palette apart) and none knows Streamlit."""
