"""Floor 2: an organisation's own pay beside the market, for those who may see it."""
