"""What runs in the process apart: everything that takes evidence to pieces.

It imports nothing of ours but itself, so that it starts within a fraction of a second, and says
what it finds in single words; ``asking`` knows the sentences.
"""
