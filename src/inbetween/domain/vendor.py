"""Every error that the vendor documents, as data (specification sections 2.3, 2.4, 6.7, 7 and 8).

What is answered here is written in ``domain.faults``, ``domain.denials`` and ``api.denials``; this table is what a
client may meet in the cloud. An ``xxx`` in a sentence is the vendor's own, for a value.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Documented:
    """An error as the vendor documents it; ``section`` is the specification's.

    A code may have several sentences. ``published`` is false where only the code is known and the sentence is ours.
    In a task that ends FAILED the same code and sentence come with HTTP 200.
    """

    status: int
    code: str
    message: str
    section: str
    published: bool = True


def _published(section: str, status: int, code: str, *messages: str) -> Iterable[Documented]:
    return [Documented(status=status, code=code, message=message, section=section) for message in messages]


def _unpublished(section: str, status: int, code: str, message: str) -> Iterable[Documented]:
    return [Documented(status=status, code=code, message=message, section=section, published=False)]


_REQUESTS = (
    *_published("2.3", 401, "InvalidApiKey", "No API-key provided.", "Invalid API-key provided."),
    *_published(
        "2.3",
        403,
        "AccessDenied",
        "current user api does not support synchronous calls.",
        "Current user api does not support asynchronous calls.",
    ),
    *_published("2.3", 400, "InvalidParameter", "url error, please check url！", "Model not exist."),
    *_published(
        "2.3",
        404,
        "ModelNotFound",
        "Model can not be found.",
        "The model xxx does not exist or you do not have access to it.",
    ),
    *_published("2.3", 403, "Model.AccessDenied", "Model access denied."),
    *_unpublished("2.3", 403, "AccessDenied.Unpurchased", "Access to model denied. The service is not activated."),
    *_published("2.3", 400, "BadRequest.EmptyModel", 'Required parameter "model" missing from request.'),
    *_published("2.3", 400, "BadRequest.EmptyInput", "Required input parameter missing from request."),
    *_published("2.3", 400, "BadRequest.EmptyParameters", 'Required parameter "parameters" missing from request.'),
    *_published("2.3", 400, "BadRequest.IllegalInput", "The input parameter requires json format."),
    *_published("2.3", 400, "InvalidParameter", "Request method 'GET' is not supported."),
    *_published("2.3", 404, "NotFound", "Not found!"),
    *_published("2.3", 400, "BadRequest.TooLarge", "Payload Too Large."),
    *_unpublished("2.3", 401, "NOT AUTHORIZED", "Workspace is not authorized."),
    *_published("2.3", 403, "Workspace.AccessDenied", "Workspace access denied."),
    *_unpublished("2.3", 404, "WorkSpaceNotFound", "Workspace can not be found."),
)

# Measured: a validator's sentences, which the cloud speaks in a task that fails at once.
_MEASURED = (
    *_published(
        "2.4",
        400,
        "InvalidParameter",
        "Field required: input.media",
        "Field required: input.prompt",
        "Input should be '1080P' or '720P': parameters.resolution",
        "Duration should be between 2 and 15",
        "Input should be 'first_frame', 'last_frame', 'driving_audio' or 'first_clip'",
        "duration customization is not supported",
        "size must be in xxx",
        "Invalid input format, expected format like '480*832'",
        "Failed to download xxx",
    ),
)

_TASKS = _published(
    "6.7",
    400,
    "UnsupportedOperation",
    "Failed to cancel the task, please confirm if the task is in PENDING status.",
)

_GENERIC = (
    *_published(
        "7.1",
        400,
        "DataInspectionFailed",
        "Input or output data may contain inappropriate content.",
        "Input data may contain inappropriate content.",
        "Output data may contain inappropriate content.",
        "Input xxx data may contain inappropriate content.",
    ),
    *_published(
        "7.1",
        400,
        "InvalidParameter.DataInspection",
        "Unable to download the media resource during the data inspection process.",
        "Don't have authorization to access the media resource during the data inspection process.",
    ),
    *_published("7.1", 400, "IPInfringementSuspect", "Input data is suspected of being involved in IP infringement."),
    *_unpublished("7.1", 400, "CustomRoleBlocked", "Input or output data is blocked by a rule of the account."),
    *_unpublished("7.1", 400, "FaqRuleBlocked", "Input data is blocked by a question rule of the account."),
    *_published("7.1", 400, "Arrearage", "Access denied, please make sure your account is in good standing."),
    *_published("7.1", 400, "BadRequest.InputDownloadFailed", "Failed to download the input file: xxx."),
    *_published("7.1", 400, "BadRequest.UnsupportedFileFormat", "Input file format is not supported."),
    *_unpublished("7.1", 400, "BadRequest.ResourceNotExist", "The requested resource does not exist."),
    *_published("7.1", 403, "AccessDenied", "Access denied."),
    *_unpublished("7.1", 403, "AllocationQuota.FreeTierOnly", "The free quota of the model is used up."),
    *_published("7.1", 429, "Throttling", "Requests throttling triggered."),
    *_published("7.1", 429, "Throttling.RateQuota", "Requests rate limit exceeded, please try again later."),
    *_published("7.1", 429, "Throttling.BurstRate", "Request rate increased too quickly..."),
    *_unpublished("7.1", 429, "Throttling.AllocationQuota", "Allocated quota exceeded, please try again later."),
    *_unpublished("7.1", 429, "CommodityNotPurchased", "The commodity is not purchased."),
    *_unpublished("7.1", 429, "PrepaidBillOverdue", "The prepaid bill is overdue."),
    *_unpublished("7.1", 429, "PostpaidBillOverdue", "The postpaid bill is overdue."),
    *_published(
        "7.1",
        500,
        "InternalError",
        "An internal error has occured, please try again later or contact service support.",
    ),
    *_published("7.1", 500, "InternalError.Algo", "inference internal error."),
    *_unpublished("7.1", 500, "InternalError.Timeout", "There was no result within 3 hours."),
    *_published("7.1", 500, "InternalError.FileUpload", "oss upload error."),
    *_published("7.1", 500, "InternalError.Upload", "Failed to upload result."),
    *_unpublished("7.1", 500, "SystemError", "A system error has occured, please try again later."),
    *_unpublished("7.1", 500, "RequestTimeOut", "Request timed out, please try again later."),
    *_unpublished("7.1", 500, "ModelServiceFailed", "Failed to request the model service."),
    *_published("7.1", 500, "RewriteFailed", "Failed to rewrite content for prompt."),
    *_published("7.1", 503, "ModelUnavailable", "Model is unavailable, please try again later."),
    *_unpublished("7.1", 503, "ModelServingError", "The model cannot be served now, please try again later."),
)

_MEDIA = (
    *_published(
        "7.2",
        400,
        "InvalidParameter",
        "Required parameter(s) missing or invalid, please check the request parameters.",
        "The request is missing required parameters or in a wrong format, please check the parameters that you send.",
        "Required body invalid, please check the request body format.",
        "the parameters must conform to the specification: xxx.",
        "The size is not match xxx",
        "read image error.",
        "image format error",
        "download image failed",
        "Invalid image format or corrupted file",
        "oss download error.",
        "read video error.",
        "the size of input image is too small or too large.",
        "Failed to decode the image during the data inspection.",
        "The image size is not supported for the data inspection.",
        "The media format is not supported or incorrect for the data inspection.",
        "The provided URL does not appear to be valid. Ensure it is correctly formatted.",
    ),
    *_published(
        "7.2",
        400,
        "InvalidURL",
        "Invalid URL provided in your request.",
        "Required URL is missing or invalid, please check the request URL.",
        "The request URL is invalid, make sure the url is correct and is an image.",
        "The request URL is invalid, please check the request URL is available and the request image format is one of "
        "the following types: JPEG, JPG, PNG, BMP, and WEBP.",
        "The input audio is longer than xxs.",
        "File size is larger than 15MB.",
        "File type is not supported. Allowed types are: .wav, .mp3.",
    ),
    *_published("7.2", 400, "InvalidURL.ConnectionRefused", "Connection to xxx refused, please provide available URL."),
    *_published("7.2", 400, "InvalidURL.Timeout", "Download xxx timeout, please check network connection."),
    *_published("7.2", 400, "InvalidFile.Duration", "Invalid file duration. The file duration must be xxx s ~ yyy s."),
    *_published(
        "7.2",
        400,
        "InvalidFile.Size",
        "Invalid file size. The video/audio/image file size must be less than xxxMB.",
    ),
    *_published(
        "7.2",
        400,
        "InvalidFile.Resolution",
        "Invalid video resolution. The height or width of video must be xxx ~ yyy.",
    ),
    *_unpublished("7.2", 400, "InvalidFile.AspectRatio", "Invalid file aspect ratio."),
    *_unpublished("7.2", 400, "InvalidFile.FPS", "Invalid file frame rate."),
    *_unpublished("7.2", 400, "InvalidFile.Format", "Invalid file format."),
    *_published("7.2", 400, "InvalidFile.Openerror", "Invalid file, cannot open file as video/audio/image."),
    *_published("7.2", 400, "InvalidImageResolution", "The input image resolution is too large or small."),
    *_published("7.2", 400, "InvalidImageFormat", "The input image is in invalid format."),
    *_published(
        "7.2", 400, "InvalidImage.FileFormat", "Invalid image type. Please ensure the uploaded file is a valid image."
    ),
    *_published("7.2", 400, "InvalidImage.ImageSize", "The size of image is beyond limit."),
)

_UPLOADS = (
    *_published("8.2", 403, "AccessDenied", "Invalid according to Policy: Policy expired."),
    *_unpublished(
        "8.2", 409, "FileAlreadyExists", "The object you specified already exists and can not be overwritten."
    ),
)

DOCUMENTED: tuple[Documented, ...] = (*_REQUESTS, *_MEASURED, *_TASKS, *_GENERIC, *_MEDIA, *_UPLOADS)

# What a code says when nothing is known but the code: its general sentence rather than one of a place.
_GENERAL = {
    "InvalidParameter": "Required parameter(s) missing or invalid, please check the request parameters.",
    "InvalidApiKey": "Invalid API-key provided.",
    "AccessDenied": "Access denied.",
}


def _by_code() -> Mapping[str, Documented]:
    first: dict[str, Documented] = {}
    for one in DOCUMENTED:
        if one.code not in first or one.message == _GENERAL.get(one.code):
            first[one.code] = one
    return MappingProxyType(first)


_BY_CODE = _by_code()


_ALIASES = {"data_inspection_failed": "DataInspectionFailed", "insufficient_quota": "Throttling.AllocationQuota"}


def documented(code: str) -> Documented | None:
    """Return the error that the vendor documents under ``code``, with its most general sentence."""
    return _BY_CODE.get(_ALIASES.get(code, code))
