"""Words that carry grammar rather than content, by primary language subtag (data)."""

from collections.abc import Mapping

_ENGLISH = """
a an the this that these those such each every either neither some any all both half another other
i you he she it we they me him her us them my your his its our their mine yours hers ours theirs
myself yourself himself herself itself ourselves yourselves themselves one who whom whose which what
and or but nor so yet if then than because while although though unless until since whether as
of at by for with about against between into through during before after above below to from up down
in out on off over under again further once upon within without toward towards among amid via per
is am are was were be been being have has had having do does did doing will would shall should can
could may might must ought 's 'll 're 've 'd 'm
i'm you're he's she's it's we're they're i've you've we've they've i'd you'd he'd she'd we'd they'd
i'll you'll he'll she'll we'll they'll that's there's here's who's what's let's
there here when where why how also just very too only own same more most
"""

FUNCTION_WORDS: Mapping[str, frozenset[str]] = {"en": frozenset(_ENGLISH.split())}
