"""What an expert writes by hand for a synthetic register, to be measured against."""
