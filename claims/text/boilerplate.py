"""What a page prints around its text: sharing, subscribing, navigation, credits, bylines (data).

General to news sites, syndication services and forums; nothing here names a particular document.
Each pattern is matched against one block, with case ignored.
"""

import re
from collections.abc import Callable

from claims.text.normalise import lowered
from claims.text.scanning import compiled_later

# Longer blocks are text, whatever they begin with.
LONGEST_FURNITURE = 320


def _any_of(*patterns: str) -> Callable[[], re.Pattern[str]]:
    return compiled_later("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _beginning_with(*words: str) -> re.Pattern[str]:
    """What a block in small letters begins with, whatever marks stand before."""
    return re.compile(rf"[\W_]*+(?:{'|'.join(words)})")


# The whole block is furniture when one of these matches all of it. What each begins with stands in
# `_BEGINNINGS` as well.
_boilerplate = _any_of(
    # sharing
    r"(?:please )?(?:share|tweet|pin|email|print|save|bookmark)(?: (?:this|it)(?:\W.{0,40}"
    r"| (?:article|story|post|page)\W?)?)?[:!.]?",
    r"share (?:on|via|to|with) (?:facebook|twitter|x|whatsapp|telegram|linkedin|e-?mail|a friend"
    r"|friends|your)\b.{0,40}",
    r"like this (?:story|article|post)\?.{0,80}",
    r"(?:follow|like|join|find|watch|add) us (?:on|at)\b.{0,80}",
    r"(?:facebook|twitter|whatsapp|telegram|linkedin|reddit|pinterest|instagram|youtube"
    r"|e-?mail|copy link|comments?|\W)+",
    # subscribing
    r"(?:click (?:here )?to )?(?:subscribe|sign up|register|log ?in|sign in)(?: (?:now|here"
    r"|today|free))?[.!:]?",
    r"(?:subscribe|sign up|register) (?:to|for|now|here|today|with|and|via)\b.{0,80}"
    r"\b(?:newsletters?|updates|alerts|channel|feed|podcasts?|free|inbox|app)\b.{0,80}",
    r"(?:get|receive) (?:the|our|all|more|daily|weekly|free|breaking|a|latest|news|updates)\b"
    r".{0,160}\b(?:newsletter|inbox|alerts|notifications)\b.{0,100}",
    r"(?:enter|confirm) your e-?mail.{0,80}",
    # leading elsewhere
    r"(?:also|more) (?:on|from|in|about|by)\b.{0,60}:",
    r"also on \S+\.[a-z]{2,5}\b.{0,150}|also (?:read|see)\s?[:|>].{0,200}",
    r"(?:read|see|watch|click|find out|learn) (?:more|also|now|here|next|full article"
    r"|the full (?:story|article|report))\b(?:[:|>…».].{0,200}|.{0,20})",
    r"(?:read more|see also|related|don['’]t miss|recommended"
    r"|in case you missed it)\s?[:|»>].{0,200}",
    r"related (?:articles?|stories|topics|posts|content|news|links|coverage)\W*",
    r"(?:most (?:read|popular|viewed)|trending(?: now)?|top stories|editor['’]?s['’]? picks?"
    r"|you may (?:also )?like|up next|recommended for you)\b.{0,30}",
    r"(?:continue|keep) reading.{0,40}|(?:story|article) continues below.{0,40}|skip (?:to"
    r"|advert).{0,40}",
    r"(?:next|previous|prev|first|last|back|home|menu|search|top|bottom|go to top|back to top"
    r"|page \d+(?: of \d+)?|\W)+",
    r"(?:scroll (?:down|up|to)|swipe|tap|click) (?:to|for|down|up|on|here)\b.{0,60}",
    # advertising and consent
    r"(?:-+\s*)?(?:ad|ads|advert|advertisement|advertisements|sponsored(?: content)?|promoted"
    r"|paid content)(?:\s*-+)?\W*",
    r"(?:we|this (?:site|website|page)) uses? cookies.{0,200}|(?:accept|reject"
    r"|manage) (?:all )?cookies.{0,40}",
    # rights and provenance
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:19|20)\d\d\b.{0,160}",
    r"(?:source|via|original(?: article| source)?|read the original)\s?:(?:\s*\S{1,40}){0,6}",
    r"this (?:article|story|post|piece)\b.{0,200}\b(?:first|originally) (?:appeared|published"
    r"|posted) (?:on|in|by|at)\b.{0,60}|the (?:post|article)\b.{0,200}\bappeared first on\b.{0,60}",
    r"(?:originally|first) (?:published|appeared|posted) (?:on|in|by|at)\b[^,]{0,40}",
    r"(?:with|from) (?:\w+ ){0,3}(?:wires?|agencies|agency)\.?"
    r"|(?:additional )?reporting by .{0,160}",
    r"(?:the )?(?:views|opinions) expressed\b.{0,240}",
    r"(?:topics?|tags?|filed under|category|categories|keywords|section)\s*[|:].{0,160}",
    # players, attachments, files
    r"view attachment.{0,40}|(?:attached )?(?:file|files|attachments?)\s*:?",
    r"<?(?:https?://|www\.)\S+>?(?:\s+\S{1,3})?",
    r"(?:this video|video|audio|content|image) (?:is )?(?:unavailable|not available"
    r"|could not be loaded).{0,60}|loading\W*|play(?: video)?\W*",
    # forums
    r"click to (?:expand|reveal|enlarge|view|show|open).{0,40}",
    r"last edited(?: by\b.{0,60})?:?.{0,40}|(?:re)?posted by.{0,60}|originally posted by.{0,60}",
    r"(?:reactions|likes|replies|views|joined|messages|country|location|registered)\s?:.{0,25}",
    r"(?:reactions?|likes?|replies|reply|quote|report|views|messages|posts?|comments|thread starter"
    r"|permalink|junior member|senior member|member|moderator)(?:\W*\d[\d,.]*\W*)?",
    r"what['’]s new\??|new posts|log in or register.{0,60}"
    r"|you must log in.{0,60}",
)
# Furniture by what stands somewhere in it. A block has one of `_TELLING` in it or `_ENDINGS` at its
# end, or is none of these.
_telling_boilerplate = _any_of(
    r".{0,140}\bdownload (?:our|the|its) (?:\w+ ){0,3}app\b.{0,60}",
    r".{0,160}\ball rights reserved\b.{0,120}",
    r".{0,120}\bcopyright (?:©\s*)?(?:19|20)\d\d\W*",
    r"[\w.,()%-]+\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|mp4|webm|pdf)",
    r".{1,60} (?:said|wrote):?\s*[↑↩⮭]",
    r".{0,40}\blatest posts",
)
_TELLING = ("download ", "all rights reserved", "copyright ", "latest posts")
_FILE_ENDINGS = """
.jpg .jpeg .png .gif .webp .svg .bmp .tif .tiff .mp4 .webm .pdf
"""
_ENDINGS = (*_FILE_ENDINGS.split(), *"↑↩⮭")

# Each pattern of `_boilerplate` begins with one of these, so that most blocks need no closer look.
_BEGINNINGS = _beginning_with(
    # sharing, subscribing
    "please|share|tweet|pin|e-?mail|print|save|bookmark|like|follow|join|find us|watch|add us",
    "facebook|twitter|whatsapp|telegram|linkedin|reddit|pinterest|instagram|youtube|copy",
    "comment|click|subscribe|sign|register|log|get|receive|enter your|confirm your",
    # leading elsewhere
    "also|more|read|see|find out|learn|related|don['’]t miss|recommended|in case you missed it",
    "most|trending|top|editor|you may|up next|continue|keep|story|article|skip",
    "next|prev|first|last|back|home|menu|search|bottom|go to top|page|scroll|swipe|tap",
    # advertising, rights, provenance
    r"ad|sponsored|promoted|paid content|we use|this|accept|reject|manage|c\)|(?:19|20)\d\d",
    "source|via|original|the (?:post|article|views|opinions)|with|from|reporting|views|opinions",
    "topic|tag|filed under|categor|keywords|section",
    # players, forums
    "view|attach|file|http|www|video|audio|content|image|loading|play",
    "click|(?:re)?post|reaction|likes?|repl|joined|messages|country|location|quote|report",
    "thread starter|permalink|junior member|senior member|member|moderator|what['’]s new|new posts",
    "you must",
)

# A picture's credit, at the end of a caption or alone.
_credit = _any_of(
    r"(?:file )?(?:photo|photograph|picture|image|illustration|graphic|credit|video"
    r"|photo credit|image credit)s?(?: by)?\s*[:/|©][^.!?]{2,80}\.?$",
    r"©\s*[\w.][^.!?]{1,80}(?:\.\w{2,4})?\.?$",
    r"\((?:xinhua|reuters|ap|afp|getty(?: images)?|epa|dpa|tass|sputnik|ria|bloomberg|upi"
    r"|kyodo|anadolu|photo)[^()]{0,60}\)\s*$",
    r"(?:[/|—–-]\s?|\bvia\s)(?:reuters|afp|ap|getty images|epa(?:-efe)?|dpa|tass|sputnik"
    r"|shutterstock|handout|istock|pool)\.?$",
    r"\((?:file )?(?:photo|picture|image)\b[^()]{0,60}\)\s*$",
)
_LONGEST_CREDIT = 120
_CREDIT_MARK = re.compile("[:/|©]")
_AGENCIES = """
reuters afp ap images epa epa-efe dpa tass sputnik shutterstock handout istock pool
"""
_CREDIT_ENDINGS = (")", *_AGENCIES.split())
_caption_start = _any_of(
    r"(?:file )?(?:photo|picture|image|caption|pictured)\s*:", r"file (?:photo|picture)\b"
)
_CAPTION_BEGINNINGS = ("file ", "photo", "picture", "image", "caption")

_NAME_WORD = r"[^\W\d_a-zß-ÿ][\w’'.-]*"
_PERSON = re.compile(
    rf"{_NAME_WORD}(?: {_NAME_WORD}| (?:de|van|von|der|bin|al|el|la|da|di)){{1,3}}"
)

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_TIME = r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?"
# What a line of dates and times is made of; nothing else is left of a byline when these are gone.
_DATE_PART = re.compile(
    rf"\b(?:{_MONTH}|{_WEEKDAY}|{_TIME}|\d{{1,4}}(?:st|nd|rd|th)?|today|yesterday|on|at|[ap]m|gmt|utc"
    r"|bst|est|edt|cet|cest|msk|pst|pdt|ist|et|updated|published|modified|posted|first|last|time"
    r"|date|ago|h|hrs?|hours?|mins?|minutes?|days?)(?![^\W\d_])|[\s,.:;|()/+·•–-]",
    re.IGNORECASE,
)
_byline = _any_of(
    r"(?:published|updated|posted|modified|last updated|first published|last modified"
    r"|date)(?: time| on| at)?\s*:.{0,80}",
    rf"(?:written |reported |edited |story |text |words )?by\s+(?-i:{_NAME_WORD}"
    rf"(?:[\s,]+(?:{_NAME_WORD}"
    r"|and|in|for|de|van|von|bin|al|staff|writer|correspondent|reporter|news|editor))*)",
    r"(?:author|authors|editor|reporter|journalist|correspondent|staff writer|writer)s?\s*[:"
    r"|].{0,80}",
    r"source\s*:.{0,80}\d{4}.{0,60}",
    r"\W*\d{1,3}[\s-]?min(?:ute)?s?[\s-]read\W*",
    r"@\w{2,30}",
)
_BYLINE_BEGINNINGS = _beginning_with(
    "published|updated|posted|modified|last|first|date|written|reported|edited|story|text|words",
    r"by|author|editor|reporter|journalist|correspondent|staff|writer|source|\d|(?<=@)",
)
_MARKS_ONLY = re.compile(r"[\W_]+")


def is_boilerplate(text: str) -> bool:
    """Whether a block is furniture of the page and no part of what is said on it."""
    if len(text) > LONGEST_FURNITURE:
        return False
    small = lowered(text)
    if _MARKS_ONLY.fullmatch(text) or (_BEGINNINGS.match(small) and _boilerplate().fullmatch(text)):
        return True
    if not small.endswith(_ENDINGS) and not any(map(small.__contains__, _TELLING)):
        return False
    return _telling_boilerplate().fullmatch(text) is not None


def is_byline(text: str) -> bool:
    """Whether a block only says who wrote the text and when."""
    if len(text) > LONGEST_FURNITURE:
        return False
    if _BYLINE_BEGINNINGS.match(lowered(text)) and _byline().fullmatch(text):
        return True
    return _is_date_line(text)


def _is_date_line(text: str) -> bool:
    position = 0
    while position < len(text):
        part = _DATE_PART.match(text, position)
        if part is None:
            return False
        position = part.end()
    return any(map(str.isdigit, text))


def is_caption(text: str) -> bool:
    """Whether a block describes a picture: it ends with a credit or begins like a caption."""
    tail = text[-_LONGEST_CREDIT:]
    small = lowered(tail)
    has_cue = small.rstrip().removesuffix(".").endswith(_CREDIT_ENDINGS) or _CREDIT_MARK.search(
        tail
    )
    if has_cue and _credit().search(tail):
        return True
    begins = lowered(text[:10]).startswith(_CAPTION_BEGINNINGS)
    return begins and _caption_start().match(text) is not None


def is_person_name(text: str) -> bool:
    """Whether a block consists of two to four capitalised words, as a lone author's name does."""
    return len(text) <= 60 and _PERSON.fullmatch(text) is not None
