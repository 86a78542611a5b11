"""What whoever runs the site needs to know, and what their logs must not hold."""
