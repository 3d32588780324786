"""Everything that knows Streamlit: the frame, the filters, the record card and the parts that pages are made of."""
