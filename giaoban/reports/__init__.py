"""Reports up the tree: regimes, forms, periods, entry, roll-up, consolidated reports."""
