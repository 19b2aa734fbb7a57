"""Registers of enterprises that do not exist, for training, bench and soak."""
