"""Legends, colour bars and direct labels, and their places beside panels."""
