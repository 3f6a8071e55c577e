"""What was promised: plan files, their loader and the timescale language."""
