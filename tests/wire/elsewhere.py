"""What other tests show of the contract: errors that only a worker meets, and what needs more than one request."""

from dataclasses import dataclass

from tests.wire.exchange import ROOT, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A test that raises an error of the vendor's by its real cause, or that shows a row.

    ``status`` is the request's, ``None`` for the error of a failed task.
    """

    file: str
    test: str
    code: str = ""
    status: int | None = None
    sentence: str = ""
    row: str = ""
    state: State = "same"

    @property
    def source(self) -> str:
        """The file, as a link: its lines are others' to move."""
        return self.file

    @property
    def exists(self) -> bool:
        """Whether there is such a test."""
        return f"\ndef {self.test}(" in (ROOT / self.file).read_text(encoding="utf-8")


ERRORS = (
    Elsewhere(
        file="tests/unit/worker/test_inputs.py",
        test="test_a_url_that_fails_is_named",
        code="InvalidParameter",
        sentence="Failed to download https://example.com/none.png",
    ),
    Elsewhere(
        file="tests/unit/worker/test_outcome.py",
        test="test_each_error_has_its_end",
        code="InternalError",
        sentence="An internal error has occured, please try again later or contact service support.",
    ),
    Elsewhere(
        file="tests/unit/worker/test_loop.py",
        test="test_a_task_that_kills_three_children_has_failed",
        code="InternalError.Algo",
        sentence="inference internal error.",
    ),
    Elsewhere(
        file="tests/contract/test_pools.py",
        test="test_a_render_that_never_ends_fails_its_task_and_not_the_worker",
        code="InternalError.Timeout",
        sentence="There was no result within 3 seconds.",
    ),
    Elsewhere(
        file="tests/unit/worker/test_outage.py",
        test="test_after_a_day_without_a_store_the_task_fails",
        code="InternalError.Upload",
        sentence="Failed to upload result.",
    ),
    Elsewhere(
        file="tests/wire/test_uploads.py",
        test="test_an_expired_policy",
        code="AccessDenied",
        status=403,
        sentence="Invalid according to Policy: Policy expired.",
    ),
    Elsewhere(
        file="tests/wire/test_uploads.py",
        test="test_a_second_file_under_one_key_is_refused",
        code="FileAlreadyExists",
        status=409,
        sentence="The object you specified already exists and can not be overwritten.",
    ),
)

ROWS = (
    Elsewhere(row="upload form", file="tests/wire/test_uploads.py", test="test_two_files_of_one_certificate"),
    Elsewhere(row="temporary key", file="tests/wire/test_tokens.py", test="test_a_token_ends_with_its_key"),
    Elsewhere(
        row="any host", file="tests/wire/test_addresses.py", test="test_any_host_is_served_and_is_the_host_of_the_urls"
    ),
    Elsewhere(row="size", file="tests/unit/media/test_fit.py", test="test_the_size_is_that_of_the_published_rule"),
    Elsewhere(row="form and rate", file="tests/unit/worker/test_make.py", test="test_the_video_has_the_promised_form"),
    Elsewhere(
        row="given frames",
        file="tests/unit/worker/test_make.py",
        test="test_both_end_frames_are_the_given_pictures",
        state="emulated",
    ),
    Elsewhere(row="watermark", file="tests/story/test_mark.py", test="test_the_mark_is_in_the_language_of_the_setting"),
    Elsewhere(
        row="sound",
        file="tests/unit/worker/test_make.py",
        test="test_what_was_asked_and_is_not_in_the_video_is_told",
        state="emulated",
    ),
    Elsewhere(row="lifetime of the URL", file="tests/wire/test_query.py", test="test_every_poll_signs_the_same_end"),
)
