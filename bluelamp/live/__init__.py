"""Delivery: what happens is told at once, in order, to those who may know, and nothing of it is ever lost."""
