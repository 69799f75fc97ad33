"""Is an image what it says, whole, and of a size that can be shown."""

import warnings

from PIL import Image

from jiqun.documents.attachments.inside.found import Found

FORMATS = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png"}  # phones put several JPEGs in an MPO


def opened(path: str, most_pixels: int) -> Image.Image:
    """The image, not yet unpacked."""
    Image.MAX_IMAGE_PIXELS = None  # counted below, exactly
    warnings.simplefilter("ignore")
    image = Image.open(path, formats=("JPEG", "PNG"))
    if image.format not in FORMATS:
        raise Found("broken")
    if image.width * image.height > most_pixels:
        raise Found("pixels")
    return image


def look_at_image(path: str, most_pixels: int) -> str:
    """Its format, once all of it has been unpacked."""
    with opened(path, most_pixels) as image:
        form = FORMATS[str(image.format)]
        image.load()
    return form
