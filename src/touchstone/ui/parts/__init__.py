"""What pages share: choices, findings, downloads, inert text, numbers."""
