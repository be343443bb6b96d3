"""Every error that the specification documents: sections 2.3, 2.4, 6.7, 7.1, 7.2 and 8, typed from there.

An ``xxx`` stands for a value. A code whose sentence is not published, or only described, has none here.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Error:
    """A documented error. ``sentence`` is ``None`` where only the code is known."""

    section: str
    status: int
    code: str
    sentence: str | None


def _errors(section: str, status: int, code: str, *sentences: str) -> Iterable[Error]:
    return [Error(section, status, code, sentence) for sentence in sentences or (None,)]


REQUEST = (
    *_errors("2.3", 401, "InvalidApiKey", "No API-key provided.", "Invalid API-key provided."),
    *_errors("2.3", 403, "AccessDenied", "current user api does not support synchronous calls."),
    *_errors("2.3", 403, "AccessDenied", "Current user api does not support asynchronous calls."),
    *_errors("2.3", 400, "InvalidParameter", "url error, please check url！"),
    *_errors("2.3", 400, "InvalidParameter", "Model not exist."),
    *_errors("2.3", 404, "ModelNotFound", "Model can not be found."),
    *_errors("2.3", 404, "ModelNotFound", "The model xxx does not exist or you do not have access to it."),
    *_errors("2.3", 403, "Model.AccessDenied", "Model access denied."),
    *_errors("2.3", 403, "AccessDenied.Unpurchased"),
    *_errors("2.3", 400, "BadRequest.EmptyModel", 'Required parameter "model" missing from request.'),
    *_errors("2.3", 400, "BadRequest.EmptyInput", "Required input parameter missing from request."),
    *_errors("2.3", 400, "BadRequest.EmptyParameters", 'Required parameter "parameters" missing from request.'),
    *_errors("2.3", 400, "BadRequest.IllegalInput", "The input parameter requires json format."),
    *_errors("2.3", 400, "InvalidParameter", "Request method 'GET' is not supported."),
    *_errors("2.3", 404, "NotFound", "Not found!"),
    *_errors("2.3", 400, "BadRequest.TooLarge", "Payload Too Large."),
    *_errors("2.3", 401, "NOT AUTHORIZED"),
    *_errors("2.3", 403, "Workspace.AccessDenied", "Workspace access denied."),
    *_errors("2.3", 404, "WorkSpaceNotFound"),
)

MEASURED = _errors(
    *("2.4", 400, "InvalidParameter"),
    "Field required: input.media",
    "Field required: input.prompt",
    "Input should be '1080P' or '720P': parameters.resolution",
    "Duration should be between 2 and 15",
    "Input should be 'first_frame', 'last_frame', 'driving_audio' or 'first_clip'",
    "duration customization is not supported",
    "size must be in xxx",
    "Invalid input format, expected format like '480*832'",
    "Failed to download xxx",
)

CANCEL = _errors(
    *("6.7", 400, "UnsupportedOperation"),
    "Failed to cancel the task, please confirm if the task is in PENDING status.",
)

GENERIC = (
    *_errors(
        *("7.1", 400, "DataInspectionFailed"),
        "Input or output data may contain inappropriate content.",
        "Input data may contain inappropriate content.",
        "Output data may contain inappropriate content.",
        "Input xxx data may contain inappropriate content.",
    ),
    *_errors(
        *("7.1", 400, "InvalidParameter.DataInspection"),
        "Unable to download the media resource during the data inspection process.",
        "Don't have authorization to access the media resource during the data inspection process.",
    ),
    *_errors("7.1", 400, "IPInfringementSuspect", "Input data is suspected of being involved in IP infringement."),
    *_errors("7.1", 400, "CustomRoleBlocked"),
    *_errors("7.1", 400, "FaqRuleBlocked"),
    *_errors("7.1", 400, "Arrearage", "Access denied, please make sure your account is in good standing."),
    *_errors("7.1", 400, "BadRequest.InputDownloadFailed", "Failed to download the input file: xxx."),
    *_errors("7.1", 400, "BadRequest.UnsupportedFileFormat", "Input file format is not supported."),
    *_errors("7.1", 400, "BadRequest.ResourceNotExist"),
    *_errors("7.1", 403, "AccessDenied", "Access denied."),
    *_errors("7.1", 403, "AllocationQuota.FreeTierOnly"),
    *_errors("7.1", 429, "Throttling", "Requests throttling triggered."),
    *_errors("7.1", 429, "Throttling.RateQuota", "Requests rate limit exceeded, please try again later."),
    *_errors("7.1", 429, "Throttling.BurstRate", "Request rate increased too quickly..."),
    *_errors("7.1", 429, "Throttling.AllocationQuota"),
    *_errors("7.1", 429, "CommodityNotPurchased"),
    *_errors("7.1", 429, "PrepaidBillOverdue"),
    *_errors("7.1", 429, "PostpaidBillOverdue"),
    *_errors(
        *("7.1", 500, "InternalError"),
        "An internal error has occured, please try again later or contact service support.",
    ),
    *_errors("7.1", 500, "InternalError.Algo", "inference internal error."),
    *_errors("7.1", 500, "InternalError.Timeout"),
    *_errors("7.1", 500, "InternalError.FileUpload", "oss upload error."),
    *_errors("7.1", 500, "InternalError.Upload", "Failed to upload result."),
    *_errors("7.1", 500, "SystemError"),
    *_errors("7.1", 500, "RequestTimeOut"),
    *_errors("7.1", 500, "ModelServiceFailed"),
    *_errors("7.1", 500, "RewriteFailed", "Failed to rewrite content for prompt."),
    *_errors("7.1", 503, "ModelUnavailable", "Model is unavailable, please try again later."),
    *_errors("7.1", 503, "ModelServingError"),
)

MEDIA = (
    *_errors(
        *("7.2", 400, "InvalidParameter"),
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
    *_errors(
        *("7.2", 400, "InvalidURL"),
        "Invalid URL provided in your request.",
        "Required URL is missing or invalid, please check the request URL.",
        "The request URL is invalid, make sure the url is correct and is an image.",
        "The request URL is invalid, please check the request URL is available and the request image format is one of "
        "the following types: JPEG, JPG, PNG, BMP, and WEBP.",
        "The input audio is longer than xxs.",
        "File size is larger than 15MB.",
        "File type is not supported. Allowed types are: .wav, .mp3.",
    ),
    *_errors("7.2", 400, "InvalidURL.ConnectionRefused", "Connection to xxx refused, please provide available URL."),
    *_errors("7.2", 400, "InvalidURL.Timeout", "Download xxx timeout, please check network connection."),
    *_errors("7.2", 400, "InvalidFile.Duration", "Invalid file duration. The file duration must be xxx s ~ yyy s."),
    *_errors(
        *("7.2", 400, "InvalidFile.Size"),
        "Invalid file size. The video/audio/image file size must be less than xxxMB.",
    ),
    *_errors(
        *("7.2", 400, "InvalidFile.Resolution"),
        "Invalid video resolution. The height or width of video must be xxx ~ yyy.",
    ),
    *_errors("7.2", 400, "InvalidFile.AspectRatio"),
    *_errors("7.2", 400, "InvalidFile.FPS"),
    *_errors("7.2", 400, "InvalidFile.Format"),
    *_errors("7.2", 400, "InvalidFile.Openerror", "Invalid file, cannot open file as video/audio/image."),
    *_errors("7.2", 400, "InvalidImageResolution", "The input image resolution is too large or small."),
    *_errors("7.2", 400, "InvalidImageFormat", "The input image is in invalid format."),
    *_errors(
        *("7.2", 400, "InvalidImage.FileFormat"),
        "Invalid image type. Please ensure the uploaded file is a valid image.",
    ),
    *_errors("7.2", 400, "InvalidImage.ImageSize", "The size of image is beyond limit."),
)

UPLOAD = (
    *_errors("8.2", 403, "AccessDenied", "Invalid according to Policy: Policy expired."),
    *_errors("8.2", 409, "FileAlreadyExists"),
)

ERRORS: tuple[Error, ...] = (*REQUEST, *MEASURED, *CANCEL, *GENERIC, *MEDIA, *UPLOAD)
