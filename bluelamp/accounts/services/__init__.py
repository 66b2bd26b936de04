"""Coming in to an account, changing how, and leaving it. Reports are the force's record: none of this erases one."""

from bluelamp.accounts.services.ending import erase_account, forget_expired
from bluelamp.accounts.services.entering import (
    ask_code,
    enter_by_code,
    enter_by_identity,
    enter_by_passkey,
    try_code,
)
from bluelamp.accounts.services.proving import ask_proof, prove_by_code, prove_by_identity, prove_by_passkey
from bluelamp.accounts.services.sign_ins import begin_sign_in, end_every_sign_in, end_sign_in
from bluelamp.accounts.services.ways import (
    add_address,
    add_identity,
    add_passkey,
    remove_address,
    remove_identity,
    remove_passkey,
    tell_of_sign_ins,
)

__all__ = [
    "add_address",
    "add_identity",
    "add_passkey",
    "ask_code",
    "ask_proof",
    "begin_sign_in",
    "end_every_sign_in",
    "end_sign_in",
    "enter_by_code",
    "enter_by_identity",
    "enter_by_passkey",
    "erase_account",
    "forget_expired",
    "prove_by_code",
    "prove_by_identity",
    "prove_by_passkey",
    "remove_address",
    "remove_identity",
    "remove_passkey",
    "tell_of_sign_ins",
    "try_code",
]
