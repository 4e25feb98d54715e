"""Hostile and broken files: each is read or refused with a reason, quickly and in little memory."""
