"""Fixed colours: the numbers of named palettes, kept apart from what is done with them.

The qualitative palettes and the six colour maps are those of seaborn 0.13 (BSD-3-Clause); a map is
held as evenly spaced anchors whose linear interpolation stays within 0.01 of its 256 rows.
"okabe_ito" is of M. Okabe and K. Ito, "Color universal design" (2008).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

QUALITATIVE: Mapping[str, str] = MappingProxyType(
    {
        "deep": "4c72b0 dd8452 55a868 c44e52 8172b3 937860 da8bc3 8c8c8c ccb974 64b5cd",
        "deep6": "4c72b0 55a868 c44e52 8172b3 ccb974 64b5cd",
        "muted": "4878d0 ee854a 6acc64 d65f5f 956cb4 8c613c dc7ec0 797979 d5bb67 82c6e2",
        "muted6": "4878d0 6acc64 d65f5f 956cb4 d5bb67 82c6e2",
        "bright": "023eff ff7c00 1ac938 e8000b 8b2be2 9f4800 f14cc1 a3a3a3 ffc400 00d7ff",
        "bright6": "023eff 1ac938 e8000b 8b2be2 ffc400 00d7ff",
        "pastel": "a1c9f4 ffb482 8de5a1 ff9f9b d0bbff debb9b fab0e4 cfcfcf fffea3 b9f2f0",
        "pastel6": "a1c9f4 8de5a1 ff9f9b d0bbff fffea3 b9f2f0",
        "dark": "001c7f b1400d 12711c 8c0800 591e71 592f0d a23582 3c3c3c b8850a 006374",
        "dark6": "001c7f 12711c 8c0800 591e71 b8850a 006374",
        "colorblind": "0173b2 de8f05 029e73 d55e00 cc78bc ca9161 fbafe4 949494 ece133 56b4e9",
        "colorblind6": "0173b2 029e73 d55e00 cc78bc ece133 56b4e9",
        "okabe_ito": "000000 e69f00 56b4e9 009e73 f0e442 0072b2 d55e00 cc79a7",
    }
)
"""Colours of palettes for categories, in order, as hex digits."""

SEQUENTIAL: Mapping[str, str] = MappingProxyType(
    {
        "rocket": (
            "020419 1a102a 32183c 4c1d4b 681f55 841e5b a11a5c be1555 d62249 e83e3d f16042 f47f58 "
            "f69c73 f6b893 f7d2b7 faebdd"
        ),
        "mako": (
            "0c0305 1d111d 2d1d38 392a54 403872 40488f 395d9c 3571a0 3484a5 3497a9 38aaac 43bdae "
            "5ecfac 92dbb2 bce7c8 def5e5"
        ),
        "flare": (
            "edb081 eb9973 e88365 e46b5c db555c cc4564 b73d6b a1386f 8c3271 762d6f 602969 4b2362"
        ),
        "crest": (
            "a5cd91 8bc091 71b490 5ba790 4a9a8f 3b8c8e 2c7e8c 1f708b 1c6288 225283 29427a 2c3171"
        ),
        "icefire": (
            "bde6db 9ed1d3 7dbdce 5ca9cd 4193ce 347cd1 4561c4 4b4ca0 403e74 323150 262534 1e1e21 "
            "231d1e 362025 502630 6d2b3c 8e2e44 b03043 cb3f39 df5932 ec7739 f3975a f9b583 ffd4ac"
        ),
        "vlag": (
            "2569bd 4578bb 5e86bd 7594c0 8ba2c5 a0b1cc b6c1d4 cbd1de e1e2e9 f7f5f5 fbf2f1 f0dcda "
            "e7c7c4 deb2af d69d9b cd8986 c57573 bc6160 b34d4d a9373b"
        ),
    }
)
"""Anchors of colour maps for amounts (the last two diverge from a middle), as hex digits."""

LISTED_MAPS = (
    *("tab10", "tab20", "tab20b", "tab20c", "Set1", "Set2", "Set3"),
    *("Accent", "Paired", "Pastel1", "Pastel2", "Dark2"),
)
"""Colour maps of the theme's library that are lists of distinct colours."""

KNOWN_MAPS = (
    *("viridis", "plasma", "inferno", "magma", "cividis", "turbo", "twilight", "coolwarm"),
    *("Blues", "Greens", "Greys", "Oranges", "Purples", "Reds", "YlGnBu", "YlOrRd", "BuPu"),
    *("GnBu", "PuBu", "PuRd", "RdPu", "YlGn", "Spectral", "RdBu", "RdYlBu", "BrBG", "PiYG"),
)
"""Colour maps of the theme's library to suggest in errors; many more are understood."""
