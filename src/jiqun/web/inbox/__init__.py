"""What people are told: messages in the page, and what waits for whom."""
