"""English words that carry an attribution: reporting verbs, titles, pronouns (data)."""

from collections.abc import Iterator

# Regular verbs: the forms are derived (state, states, stated, stating).
_REGULAR = """
accuse acknowledge add agree allege announce answer argue ask assert blame boast brand caution
charge claim comment complain concede conclude condemn confess confirm consider contend criticise
criticize declare decry demand denounce describe disclose emphasise emphasize estimate exclaim
explain express highlight hint insist joke label lament lecture maintain mention mock note observe
pledge post praise predict proclaim promise reaffirm recall reiterate remark remind reply report
request respond reveal shout signal state stress suggest term testify threaten thunder tout urge
voice vow warn whisper wish wonder
"""
# lemma: third person, past, past participle when it differs, -ing form.
_IRREGULAR = """
say says said saying
admit admits admitted admitting
dub dubs dubbed dubbing
quip quips quipped quipping
tell tells told telling
write writes wrote written writing
speak speaks spoke spoken speaking
call calls called calling
tweet tweets tweeted tweeting
quote quotes quoted quoting
cite cites cited citing
find finds found finding
think thinks thought thinking
refer refers referred refered referring
read reads reading
"""
_SIBILANT_ENDINGS = ("s", "x", "z", "ch", "sh")


def _forms(lemma: str) -> Iterator[str]:
    yield lemma
    if lemma.endswith("e"):
        yield from (lemma + "s", lemma + "d", lemma[:-1] + "ing")
    elif lemma.endswith("y") and lemma[-2] not in "aeiou":
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    else:
        ending = "es" if lemma.endswith(_SIBILANT_ENDINGS) else "s"
        yield from (lemma + ending, lemma + "ed", lemma + "ing")


# Every form of every reporting verb.
REPORTING_VERBS = frozenset(
    [form for lemma in _REGULAR.split() for form in _forms(lemma)]
    + [form for line in _IRREGULAR.strip().splitlines() for form in line.split()]
)

REPORTING_LEMMAS = frozenset(_REGULAR.split()) | {
    line.split()[0] for line in _IRREGULAR.strip().splitlines()
}

# Words before a name that say what the person is. A run of capitals is cut after the last of them.
_TITLE_WORDS = """
president vice prime minister foreign defence defense secretary state chairman chairwoman chair
senator sen representative rep congressman congresswoman governor gov mayor chancellor premier
ambassador envoy councilor councillor advisor adviser leader general gen colonel col captain
admiral major sergeant lieutenant king queen prince princess pope bishop archbishop cardinal
rabbi imam sheikh sir dame lord lady mr mrs ms miss dr prof professor judge justice director
chief executive officer commissioner spokesman spokeswoman spokesperson press under deputy
attorney speaker treasurer analyst economist journalist reporter editor correspondent
"""
TITLES = frozenset(_TITLE_WORDS.split())

PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we"})
