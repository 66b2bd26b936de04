"""Nothing is stored here; Django announces the end of migrations only to apps that have this module."""
