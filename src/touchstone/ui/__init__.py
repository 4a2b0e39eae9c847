"""Floor 5: the Streamlit pages."""
