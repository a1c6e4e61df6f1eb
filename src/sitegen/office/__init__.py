"""The people side: who may come in, what they may do, who is where, what was done. Never any content."""
