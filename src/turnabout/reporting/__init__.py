"""The Board report: gathered from statements and deeds, drafted as a document tree, frozen, released."""
