"""Floor 2: blueprint, assembly, certificate, kit and brief."""
