"""The nouns of the house: frozen values that import no room and do no I/O."""
