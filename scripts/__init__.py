"""Programs run by hand, seldom: they make files that are committed."""
