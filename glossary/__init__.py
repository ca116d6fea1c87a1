"""The term base: languages, terms, policies and their enforcement.

Pure: values in, values out. It knows nothing of documents, databases or pages.
"""
