"""Checks a proof with nothing of Bluelamp's: python ledger_verifier.py PUBLIC_KEY_HEX < proof.json"""

import base64
import hashlib
import json
import sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

key = bytes.fromhex(sys.argv[1])
proof = json.load(sys.stdin)
body, signature = proof["checkpoint"].split("\n\n\u2014 ")
origin, size, root, *_ = body.split("\n")
name, encoded = signature.split()
assert name == origin
assert base64.b64decode(encoded)[:4] == hashlib.sha256(origin.encode() + b"\n\x01" + key).digest()[:4]
Ed25519PublicKey.from_public_bytes(key).verify(base64.b64decode(encoded)[4:], f"{body}\n".encode())
place, last = proof["index"], int(size) - 1
assert 0 <= place <= last
assert json.loads(proof["content"])["id"] == proof["entry"]
node = hashlib.sha256(b"\x00" + proof["content"].encode()).digest()
for step in map(base64.b64decode, proof["path"]):  # RFC 9162, 2.1.3.2
    assert last > 0
    left = place % 2 == 1 or place == last
    node = hashlib.sha256(b"\x01" + (step + node if left else node + step)).digest()
    while left and place % 2 == 0 and place:
        place, last = place >> 1, last >> 1
    place, last = place >> 1, last >> 1
assert last == 0
assert base64.b64encode(node).decode() == root
