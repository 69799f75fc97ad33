"""Everything that changes units, their people and how these sign in."""
