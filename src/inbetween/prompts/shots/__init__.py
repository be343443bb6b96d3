"""How a prompt is cut into shots: headings, cut words, counts, and when each begins and ends."""
