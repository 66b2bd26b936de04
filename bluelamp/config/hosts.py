"""What the name of a host says about it. By the name alone: a lookup may answer differently tomorrow."""

from ipaddress import ip_address

# Under which anybody may register a name: `.co.uk` would serve whoever comes with a name of their own.
_REGISTRIES = frozenset({"ac", "co", "com", "edu", "gov", "ltd", "me", "net", "nhs", "org", "plc", "police", "sch"})


def is_this_machine(host: str) -> bool:
    """Whether what is sent there never leaves."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def serves_strangers(pattern: str) -> bool:
    """Whether a pattern of BLUELAMP_HOSTS takes in names of other people: all, a top level, a registry's."""
    if "*" in pattern:
        return True
    if not pattern.startswith("."):
        return False
    labels = pattern.strip(".").split(".")
    return len(labels) == 1 or (len(labels) == 2 and labels[0].lower() in _REGISTRIES)
