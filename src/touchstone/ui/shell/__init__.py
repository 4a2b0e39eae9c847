"""The app around the pages: server, navigation, look."""
