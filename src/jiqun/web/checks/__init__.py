"""The page without login: a declaration in, findings and official documents out, nothing kept."""
