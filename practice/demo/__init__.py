"""`script/demo`: the whole of Groundwork on one machine, with synthetic patients."""
