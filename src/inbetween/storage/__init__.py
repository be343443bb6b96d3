"""Bytes that outlive a request: results, inputs and uploads, and who may read them for how long."""
