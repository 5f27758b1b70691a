"""The seed documents, and texts with everything that hurts, for the tests of this room."""

from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from claims.text import Segmented, clean_text, segment

SEEDS = Path(__file__).parents[2] / "seeds"

# Marks, blanks and scripts that break naive text code, mixed into words.
NASTY = st.text(
    st.sampled_from(
        "aAbß ıİ\n\t.,!?…:;-–—'\"“”„‘’«»()[]%$€£©•0123456789"
        "\u00ad\u200b\u200f\u202e\ufeff\x00\x0b\x85"
        "\u2028\u0301éﬁ½①中国。「」日本אבالعर्दि한ᄒ\u1161😀"
    ),
    max_size=120,
)
# Pieces of news prose in any order: far more likely than letters to form quotes, dates and sums.
PROSE = st.lists(
    st.sampled_from(
        [
            "Lavrov said", "he said.", "“", "”", '"', "‘", "’", "told reporters",
            "US$107.7 billion",
            "25 per cent", "March 20-23", "in 2014", "No.1", "from 3 to 4", "two dozen",
            "a third of",
            "according to CGTN", ",", ".", "?", "\n", "\n\n", "Share this article", "(Xinhua)",
            "Dr.",
            "U.S. officials", "the deal was done", "By Ann Lee", "5", "to", "and", "percent",
            "“No.” Hua",
        ]
    ),
    max_size=40,
).map(" ".join)  # fmt: skip
TEXTS = st.one_of(NASTY, PROSE, st.text(max_size=80))


@cache
def seed(number: str) -> Segmented:
    """The seed document whose file name begins with a number, as it is stored and segmented."""
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return segment(clean_text(path.read_text(encoding="utf-8")))
