"""The form as a sheet of paper: one geometry that Word, the PDF and the reader all walk.

``sheet`` is the vocabulary, ``draw`` lays the form's rows out, ``fill`` puts facts on it.
"""
