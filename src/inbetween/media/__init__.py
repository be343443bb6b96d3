"""Pictures and videos as files: reading headers, fetching, decoding, fitting, marking, encoding."""
