"""PNG as plotkit writes it has matplotlib's pixels."""

import io
import struct
import zlib

import numpy as np
from matplotlib.image import imread

from plotkit.mpl import display
from plotkit.mpl.fast.png import encode
from tests.fastpaths import where_measured
from tests.mpl.drawings import drawing, legend, points

DOT = points([[5, 5]])


def pixels(content):
    return (imread(io.BytesIO(content)) * 255).round().astype(np.uint8)


@where_measured("png")
def test_own_png_has_the_pixels_of_matplotlib(draw, default):
    rendered = draw(drawing(DOT, legends=(legend("a", "b"),)))

    def saved(**kws):
        buffer = io.BytesIO()
        display.save(rendered, buffer, default, **kws)
        return pixels(buffer.getvalue())

    ours, theirs = saved(format="png"), saved(format="png", metadata={"Title": "x"})
    assert ours.shape[2] == 3  # all is opaque
    np.testing.assert_array_equal(ours, theirs[..., :3])
    assert (theirs[..., 3] == 255).all()


def test_encode():
    image = np.zeros((2, 3, 4), dtype=np.uint8)
    image[0, 1], image[1, 2] = (1, 2, 3, 4), (5, 6, 7, 255)
    content = encode(image, 96)
    np.testing.assert_array_equal(pixels(content), image)
    place = content.index(b"pHYs")
    assert struct.unpack(">I", content[place + 4 : place + 8])[0] == round(96 / 0.0254)
    crc = struct.unpack(">I", content[place + 13 : place + 17])[0]
    assert crc == zlib.crc32(content[place : place + 13])
