"""The loops of the index that numba compiles; loaded only where something is read or searched."""
