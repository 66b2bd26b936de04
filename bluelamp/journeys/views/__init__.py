"""The pages of a journey: parse, call one service or selector, render."""
