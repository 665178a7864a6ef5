"""Every change of regimes, periods, reports and their totals."""
