"""Evidence (佐证材料) as files: what one is, by its content; how it looks; all bound as one PDF."""
