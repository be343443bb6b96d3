"""One picture and a camera: what the words ask of it, within what the picture can give."""
