"""An S3 server for tests: s3rver. It knows a caller by the key's name; signatures of version 4 it does not check."""
