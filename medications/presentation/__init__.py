"""Doses and steps as words and as a drawing: pure, values in, values out."""
