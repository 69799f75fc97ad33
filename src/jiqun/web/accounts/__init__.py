"""Units (operators, districts, the bureau), their people, and how these sign in."""
