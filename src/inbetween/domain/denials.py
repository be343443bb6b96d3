"""Every sentence that turns an upload away, written once.

Status, code and sentence are those of the vendor's object store, whose form the upload address imitates
(specification section 8.2); where the vendor leaves it open the sentence names the field and the range.
"""

from inbetween.domain.errors import Denial


def form_field_missing(name: str) -> Denial:
    """The upload form lacks a field."""
    return Denial(400, "InvalidArgument", f"The form field '{name}' is required.")


def policy_not_ours() -> Denial:
    """The policy was not signed here, or was changed since."""
    return Denial(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. "
        "Check your key and signing method.",
    )


def policy_expired() -> Denial:
    """The policy was signed here, too long ago."""
    return Denial(403, "AccessDenied", "Invalid according to Policy: Policy expired.")


def key_outside_policy(directory: str) -> Denial:
    """The key does not lie in the policy's directory."""
    return Denial(
        403,
        "AccessDenied",
        f'Invalid according to Policy: Policy Condition failed: ["starts-with", "$key", "{directory}/"].',
    )


def bad_upload_key(max_bytes: int) -> Denial:
    """The key is no text that can be stored."""
    return Denial(
        400, "InvalidObjectName", f"The key should be 1 to {max_bytes} bytes of UTF-8 without control characters."
    )


def upload_too_large(max_bytes: int) -> Denial:
    """The file is larger than the policy allows."""
    return Denial(400, "EntityTooLarge", f"The file should be at most {max_bytes} bytes, as the policy says.")


def upload_exists() -> Denial:
    """There is a file under this key; the policy forbids to overwrite it."""
    return Denial(409, "FileAlreadyExists", "The object you specified already exists and can not be overwritten.")
