"""Pages that compose many rooms: the public page, everybody's first page, the co-ordinator's day."""
