"""What people see: parse, call one service, answer."""
