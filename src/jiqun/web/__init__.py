"""The web application: what people see and do in a browser."""
