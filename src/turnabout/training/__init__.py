"""Sessions, bookings, registers and calendar invitations; the gate that keeps the untrained out of matching."""
