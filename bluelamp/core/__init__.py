"""The ground every room stands on: who acts, when, under which id, and how things go wrong. No Django here."""
