"""The source of a document as a whole: its versions, its order, what was in it once."""
