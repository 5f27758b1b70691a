"""The whole structure of a document: blocks, sentences and quotes with offsets."""

from dataclasses import dataclass

from claims.text.blocks import Block, find_blocks
from claims.text.quotes import Quote, find_quotes
from claims.text.sentences import Sentence, find_sentences


@dataclass(frozen=True, slots=True)
class Segmented:
    """A document with its blocks, sentences and quotes, each in reading order.

    `language` is the BCP-47 tag by whose rules it was cut.
    """

    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    language: str = "en"


def segment(text: str, *, language: str = "en") -> Segmented:
    """Blocks, sentences of every block and direct quotes of a document.

    `language` is a BCP-47 tag; its rules for abbreviations decide where sentences end.
    """
    blocks = find_blocks(text)
    sentences = find_sentences(blocks, language=language)
    return Segmented(text, blocks, sentences, find_quotes(text, sentences), language)
