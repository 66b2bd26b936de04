"""Uploads that go on where they stopped: tus 1.0.0 (https://tus.io/protocols/resumable-upload) beside Django's pages.

Core, creation, creation with upload, expiration, checksum and termination. The bytes are hashed and inspected while
they arrive; what is on disk outlives any process. ``spool`` keeps it, ``taking`` receives, ``finishing`` hands it to
the room it is for, ``app`` speaks the protocol. The IETF's successor would be another ``app`` on the same three.
"""
