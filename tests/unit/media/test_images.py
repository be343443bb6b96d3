"""Every kind of file that people call a picture becomes upright opaque sRGB, or one clear sentence."""

import tracemalloc
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from inbetween.domain.errors import TaskFailure
from inbetween.media import images
from inbetween.media.images import load_picture
from tests.pictures import LIMITS, saved, smooth
from tests.unit.media.test_header import exif, png_of_size

SIZE = (400, 380)


@pytest.fixture
def picture() -> Image.Image:
    return Image.fromarray(smooth(*SIZE))


def loaded(path: Path, *, shrink: bool = False):
    return load_picture(path, LIMITS, name="first_frame", shrink=shrink)[0]


def mean_difference(a, b) -> float:
    return float(np.abs(np.asarray(a).astype(int) - np.asarray(b).astype(int)).mean())


def test_a_lossless_picture_comes_through_unchanged(tmp_path: Path, picture: Image.Image):
    for name in ("a.png", "a.bmp"):
        picture.save(tmp_path / name)
        assert np.array_equal(loaded(tmp_path / name), picture)


def test_the_result_is_writable_contiguous_rgb24(tmp_path: Path, picture: Image.Image):
    picture.save(tmp_path / "a.png")
    array = loaded(tmp_path / "a.png")
    assert (array.shape, array.dtype, array.flags.c_contiguous, array.flags.writeable) == (
        (380, 400, 3), np.uint8, True, True)  # fmt: skip


@pytest.mark.parametrize("name", ["a.jpg", "a.webp", "really-a-jpeg.png"])
def test_a_lossy_picture_comes_close_whatever_its_file_is_called(tmp_path: Path, picture: Image.Image, name: str):
    picture.save(tmp_path / name, "WEBP" if name.endswith("webp") else "JPEG", quality=95)
    assert mean_difference(loaded(tmp_path / name), picture) < 2


@pytest.mark.parametrize("turn", range(1, 9))
def test_every_exif_orientation_is_shown_upright(tmp_path: Path, turn: int):
    upright = np.zeros((400, 380, 3), np.uint8)
    upright[:100, :100] = (255, 0, 0)
    upright[:100, -100:] = (0, 255, 0)
    undo = {1: lambda a: a, 2: lambda a: a[:, ::-1], 3: lambda a: a[::-1, ::-1], 4: lambda a: a[::-1],
            5: lambda a: a.swapaxes(0, 1), 6: lambda a: np.rot90(a), 7: lambda a: a[::-1, ::-1].swapaxes(0, 1),
            8: lambda a: np.rot90(a, -1)}[turn]  # fmt: skip
    Image.fromarray(np.ascontiguousarray(undo(upright))).save(tmp_path / "a.png", exif=exif(turn))
    assert np.array_equal(loaded(tmp_path / "a.png"), upright)


@pytest.mark.parametrize("mode", ["L", "1", "P", "RGBA", "LA"])
def test_grey_palette_and_opaque_alpha_become_rgb(tmp_path: Path, picture: Image.Image, mode: str):
    kind = picture.convert(mode)
    kind.save(tmp_path / "a.png")
    assert np.array_equal(loaded(tmp_path / "a.png"), kind.convert("RGB"))


def test_sixteen_bits_of_grey_are_scaled_and_not_cut_off(tmp_path: Path):
    ramp = np.linspace(0, 65535, 400).astype(np.uint16)
    Image.fromarray(np.tile(ramp, (380, 1))).save(tmp_path / "a.png")
    row = loaded(tmp_path / "a.png")[0, :, 0]
    assert np.array_equal(row, np.rint(ramp / 257).astype(np.uint8))


def test_sixteen_bits_of_colour_are_scaled_and_not_cut_off(tmp_path: Path, picture: Image.Image):
    deep = np.asarray(picture).astype(np.uint16) * 257
    cv2.imwrite(str(tmp_path / "a.png"), deep[..., ::-1])
    assert np.array_equal(loaded(tmp_path / "a.png"), picture)


def test_cmyk_becomes_rgb(tmp_path: Path, picture: Image.Image):
    picture.convert("CMYK").save(tmp_path / "a.jpg", quality=95)
    assert mean_difference(loaded(tmp_path / "a.jpg"), picture) < 3


def lab_profile() -> bytes:
    """Return a profile of pictures in another space than RGB."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def swapped_profile() -> bytes:
    """Return sRGB's profile with red and green exchanged, under another name of the same length."""
    content = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    content = content.replace(b"rXYZ", b"tmpX").replace(b"gXYZ", b"rXYZ").replace(b"tmpX", b"gXYZ")
    return bytes(content.replace(b"s\0R\0G\0B", b"t\0e\0s\0t"))


def test_an_embedded_profile_that_is_not_srgb_is_applied(tmp_path: Path):
    Image.new("RGB", SIZE, (200, 30, 30)).save(tmp_path / "a.png", icc_profile=swapped_profile())
    red, green, _ = loaded(tmp_path / "a.png")[0, 0].astype(int)
    assert green > red + 100


def test_an_embedded_srgb_profile_changes_nothing(tmp_path: Path, picture: Image.Image):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture.save(tmp_path / "a.png", icc_profile=profile)
    assert np.array_equal(loaded(tmp_path / "a.png"), picture)


@pytest.mark.parametrize("key", ["exif", "icc_profile"])
def test_a_png_may_carry_text_under_any_key(tmp_path: Path, picture: Image.Image, key: str):
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt(key, "not what it says")
    picture.save(tmp_path / "a.png", pnginfo=notes)
    assert np.array_equal(loaded(tmp_path / "a.png"), picture)


@pytest.mark.parametrize("profile", [b"nonsense", lab_profile()])
def test_a_profile_that_does_not_fit_is_ignored(tmp_path: Path, picture: Image.Image, profile: bytes):
    picture.save(tmp_path / "a.png", icc_profile=profile)
    assert np.array_equal(loaded(tmp_path / "a.png"), picture)


@pytest.mark.parametrize("name", ["a.png", "a.webp"])
def test_one_pixel_that_is_not_opaque_is_refused(tmp_path: Path, picture: Image.Image, name: str):
    clear = picture.convert("RGBA")
    clear.putpixel((5, 5), (0, 0, 0, 254))
    clear.save(tmp_path / name, lossless=True)
    with pytest.raises(TaskFailure, match="first_frame has transparent pixels"):
        loaded(tmp_path / name)


def test_a_transparent_palette_colour_is_refused_only_where_it_is_used(tmp_path: Path, picture: Image.Image):
    indexed = picture.convert("P")
    indexed.save(tmp_path / "used.png", transparency=indexed.getpixel((0, 0)))
    with pytest.raises(TaskFailure, match="transparent"):
        loaded(tmp_path / "used.png")
    few = picture.quantize(8)
    few.putpalette([*few.getpalette()[:24], 1, 2, 3])
    few.save(tmp_path / "unused.png", transparency=8)
    assert np.array_equal(loaded(tmp_path / "unused.png"), few.convert("RGB"))


def test_a_transparent_level_of_sixteen_bit_grey_is_refused(tmp_path: Path):
    Image.fromarray(np.full((380, 400), 512, np.uint16)).save(tmp_path / "a.png", transparency=512)
    with pytest.raises(TaskFailure, match="transparent"):
        loaded(tmp_path / "a.png")


def test_one_constant_refuses_any_alpha_channel(tmp_path: Path, picture: Image.Image, monkeypatch: pytest.MonkeyPatch):
    picture.convert("RGBA").save(tmp_path / "a.png")
    monkeypatch.setattr(images, "ALPHA_MUST_BE_ABSENT", True)
    with pytest.raises(TaskFailure, match="transparent"):
        loaded(tmp_path / "a.png")


@pytest.mark.parametrize("name", ["a.png", "a.webp"])
def test_an_animation_is_refused(tmp_path: Path, picture: Image.Image, name: str):
    picture.save(tmp_path / name, save_all=True, append_images=[Image.fromarray(smooth(*SIZE, seed=2))])
    with pytest.raises(TaskFailure, match="first_frame is animated, it should be one picture"):
        loaded(tmp_path / name)


def test_a_phone_picture_with_a_second_one_inside_is_one_picture(tmp_path: Path, picture: Image.Image):
    second = Image.fromarray(smooth(*SIZE, seed=2))
    picture.save(tmp_path / "a.jpg", "MPO", save_all=True, append_images=[second], quality=95)
    assert mean_difference(loaded(tmp_path / "a.jpg"), picture) < 2


@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp", "a.bmp"])
@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_a_truncated_file_is_unreadable(tmp_path: Path, name: str, kept: float):
    rough = np.random.default_rng(1).integers(0, 256, (380, 400, 3), dtype=np.uint8)
    content = saved(tmp_path, name, rough).read_bytes()
    (tmp_path / name).write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(TaskFailure, match="Invalid image format or corrupted file: first_frame"):
        loaded(tmp_path / name)


def test_flipped_bytes_never_escape_as_another_error(tmp_path: Path, picture: Image.Image):
    rng = np.random.default_rng(7)
    for format_ in ("PNG", "JPEG", "WEBP", "BMP"):
        target = BytesIO()
        picture.save(target, format_)
        content = np.frombuffer(target.getvalue(), np.uint8)
        for _ in range(15):
            broken = content.copy()
            broken[rng.integers(0, min(len(broken), 600), 4)] = rng.integers(0, 256, 4)
            (tmp_path / "a").write_bytes(broken.tobytes())
            with suppress(TaskFailure):
                assert loaded(tmp_path / "a").ndim == 3


@pytest.mark.parametrize("size", [(400, 400), (0, 400)])
def test_a_header_without_pixels_is_unreadable(tmp_path: Path, size: tuple[int, int]):
    (tmp_path / "a.png").write_bytes(png_of_size(*size))
    with pytest.raises(TaskFailure, match="corrupted"):
        loaded(tmp_path / "a.png")


@pytest.mark.parametrize("size", [(359, 400), (400, 2001), (60_000, 50_000)])
def test_sides_outside_the_limits_are_refused_before_decoding(tmp_path: Path, size: tuple[int, int]):
    (tmp_path / "a.png").write_bytes(png_of_size(*size))
    with pytest.raises(TaskFailure, match=rf"first_frame is {size[0]}x{size[1]}, each side should be 360 to 2000"):
        loaded(tmp_path / "a.png")


def test_a_format_that_models_do_not_take_is_named(tmp_path: Path, picture: Image.Image):
    picture.save(tmp_path / "a.gif")
    with pytest.raises(TaskFailure, match="first_frame is GIF, it should be one of JPEG, PNG, BMP, WEBP"):
        loaded(tmp_path / "a.gif")


def test_a_picture_that_is_too_large_is_shrunk_on_demand_and_the_user_is_told(tmp_path: Path):
    path = saved(tmp_path, "a.jpg", smooth(3000, 1500))
    picture, note = load_picture(path, LIMITS, name="first_frame", shrink=True)
    assert picture.shape == (1000, 2000, 3)
    assert note == "first_frame was shrunk from 3000x1500 to 2000x1000 pixels."
    assert mean_difference(picture, smooth(2000, 1000)) < 3


def test_shrinking_forgives_bytes_but_not_a_side_that_is_too_small(tmp_path: Path):
    rough = np.random.default_rng(1).integers(0, 256, (1900, 1900, 3), dtype=np.uint8)
    path = saved(tmp_path, "large.bmp", rough)
    assert path.stat().st_size > LIMITS.max_bytes
    assert load_picture(path, LIMITS, name="first_frame", shrink=True)[1] is None
    for size in ((200, 400), (4000, 500)):
        with pytest.raises(TaskFailure, match=f"first_frame is {size[0]}x{size[1]}"):
            loaded(saved(tmp_path, "small.png", smooth(*size)), shrink=True)


def test_even_shrinking_has_its_limit(tmp_path: Path):
    (tmp_path / "a.png").write_bytes(png_of_size(60_000, 50_000))
    with pytest.raises(TaskFailure, match="60000x50000"):
        loaded(tmp_path / "a.png", shrink=True)


def test_a_chunk_that_claims_two_gigabytes_is_given_no_room(tmp_path: Path):
    whole = BytesIO()
    Image.fromarray(smooth(400, 400)).save(whole, "PNG")
    path = tmp_path / "claims.png"
    data = whole.getvalue().index(b"IDAT")
    path.write_bytes(whole.getvalue()[: data - 4] + b"\x7f\xff\xff\xff" + whole.getvalue()[data:])
    tracemalloc.start()
    try:
        with suppress(TaskFailure):
            load_picture(path, LIMITS, name="first_frame")
        assert tracemalloc.get_traced_memory()[1] < 2**25
    finally:
        tracemalloc.stop()
