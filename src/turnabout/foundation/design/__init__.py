"""The look: NHS components, pages, forms, errors."""
