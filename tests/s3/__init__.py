"""An S3 server for tests: s3rver, behind aws4, which checks the signature (version 4) of every request."""
