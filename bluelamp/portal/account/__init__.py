"""The public's accounts: coming in, “My reports”, how to come in, and leaving."""
