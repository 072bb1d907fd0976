"""What follows, on this floor: values in, values out."""
