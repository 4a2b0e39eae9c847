"""The parts of the scorecards page."""
