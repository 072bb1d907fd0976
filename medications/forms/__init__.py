"""What people type, parsed and kept. Whether it may happen is for the services."""
