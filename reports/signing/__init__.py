"""Signing an edition: who may, what is signed, with an account or by a link, and whether signatures still hold."""
