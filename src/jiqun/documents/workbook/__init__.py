"""The workbook: the template that is handed out, what comes back, and the one handed back."""
