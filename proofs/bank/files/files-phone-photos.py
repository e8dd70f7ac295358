"""A photo that a phone took upright: its pixels lie, and EXIF says so."""

import io

from PIL import Image, ImageOps

ORIENTATION = 0x0112


def photo() -> io.BytesIO:
    picture, out = Image.new("RGB", (40, 30)), io.BytesIO()
    exif = picture.getexif()
    exif[ORIENTATION] = 6
    picture.save(out, "JPEG", exif=exif)
    return out


def saved(picture: Image.Image, **options) -> Image.Image:
    out = io.BytesIO()
    picture.save(out, "JPEG", **options)
    return Image.open(out)


def test_thumbnail_resizes():
    copy = Image.open(photo())
    copy.thumbnail((20, 20))
    assert saved(copy).size == (20, 15)


def test_a_photo_saved_anew_lies_on_its_side():
    assert Image.open(photo()).getexif()[ORIENTATION] == 6
    copy = Image.open(photo())
    copy.thumbnail((20, 20))
    copy = saved(copy)
    assert copy.size == (20, 15) and ORIENTATION not in copy.getexif()
    turned = saved(ImageOps.exif_transpose(Image.open(photo())))
    assert turned.size == (30, 40)
    again = Image.open(photo())
    assert saved(again, exif=again.getexif()).getexif()[ORIENTATION] == 6
