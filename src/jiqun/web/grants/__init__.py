"""Reading grants (查阅授权): what was filed, opened to other departments (填报说明1)."""
