"""Pure maths on pictures and sound, shared by media and engines."""
