"""Return rounds: what each lead is asked to report, and what came back on sheets."""
