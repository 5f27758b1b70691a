"""Lists of English words that matching needs (data).

General vocabulary: nothing here belongs to a document. In a table, entries end with "|" or the
line.
"""

from collections.abc import Mapping
from types import MappingProxyType

# Forms that a suffix stemmer cannot join: base form, then the others.
_IRREGULAR = """
be been being was were is are am | become became | begin began begun | break broke broken
bring brought | build built | buy bought | catch caught | choose chose chosen | come came
deal dealt | draw drew drawn | drive drove driven | eat ate eaten | fall fell fallen | feel felt
fight fought | find found | flee fled | fly flew flown | forget forgot forgotten
freeze froze frozen | get got gotten | give gave given | go went gone | grow grew grown
have has had | hear heard | hide hid hidden | hold held | keep kept | know knew known | lead led
leave left | lend lent | lose lost | make made | mean meant | meet met | pay paid
ride rode ridden | rise rose risen | run ran | say said | see saw seen | seek sought | sell sold
send sent | shake shook shaken | shoot shot | shrink shrank shrunk | sink sank sunk | sit sat
speak spoke spoken | spend spent | bite bit bitten | spin spun | stand stood
steal stole stolen | strike struck
swear swore sworn | take took taken | teach taught | tell told | think thought
swim swam swum | tear tore torn | overcome overcame | uphold upheld | overtake overtook overtaken
overthrow overthrew overthrown | undergo underwent undergone | undertake undertook undertaken
withdraw withdrew withdrawn | withhold withheld | withstand withstood | feed fed | dig dug
forbid forbade forbidden | burn burnt | learn learnt | sing sang sung | blow blew blown
throw threw thrown | understand understood | wear wore worn | win won | write wrote written
woman women | man men | child children | person people | die died dying death dead
kill killed killing | grow growth | approve approval | arrive arrival | refuse refusal
propose proposal | choice choose | analysis analyses | crisis crises | poison poisoning
invite invitation | meet meeting | settle settlement | develop development | punish punishment
replace replacement | reduce reduction
"""

# Words of movement: every word of a list moves the same way.
_UP = """
rise increase grow climb jump surge soar gain expand double triple rocket spike swell escalate
higher up raise boost growth
"""
_DOWN = """
fall decrease decline drop shrink plunge slump sink tumble contract halve dip slide dwindle lower
down cut reduce diminish lessen slash
"""

# Pairs whose exchange turns a statement round.
_OPPOSITES = """
more less | more fewer | most least | above below | over under | maximum minimum | best worst
better worse | win lose | winner loser | victory defeat | success failure | succeed fail
support oppose | supporter opponent | accept reject | accept refuse | approve reject
approve veto | allow ban | allow forbid | permit prohibit | legal illegal | lawful unlawful
guilty innocent | convict acquit | open close | start end | begin end | begin finish | start stop
import export | importer exporter | buy sell | lend borrow | enter leave | arrive depart
join leave | join quit | strengthen weaken | strong weak | safe dangerous | safe unsafe
healthy unhealthy | true false | right wrong | confirm deny | agree disagree | admit deny
praise criticise | praise criticize | praise condemn | love hate | friend enemy | ally enemy
peace war | rich poor | wealthy poor | young old | new old | early late | earlier later
before after | first last | high low | higher lower | large small | larger smaller | big small
bigger smaller | long short | longer shorter | fast slow | faster slower | hot cold | wet dry
cause prevent | protect harm | help hinder | create destroy | build demolish | build destroy
hire fire | hire sack | employ dismiss | include exclude | internal external | domestic foreign
public private | voluntary compulsory | optional mandatory | likely unlikely | many few
male female | man woman | men women | majority minority | profit loss | surplus deficit
gain loss | income expense | tighten loosen | tighten ease | impose lift | attack defend
offence defence | advance retreat | cheap expensive | cheaper dearer | positive negative
optimistic pessimistic | up down | uphold overturn | appoint dismiss
release detain | free jail | live die | survive die | birth death | north south | east west
northern southern | eastern western | left right | day night | summer winter
continue stop | continue end | stay leave | remain leave | pass fail | grant deny | grant refuse
present absent | presence absence | dead alive | save kill | release imprison
permanent temporary | same different | easy difficult | full empty | add remove | improve worsen
improve deteriorate | recover deteriorate | widen narrow | lengthen shorten | extend shorten
introduce abolish | adopt reject | keep abolish | keep scrap | retain scrap | ratify reject
pass reject | uphold reject | confirm reject | confirm refute | acknowledge deny | hit miss
permit forbid | permit ban | allow prohibit | allow refuse | keep break | fulfil break
publish withhold | disclose withhold | release withhold
accept decline | agree refuse | genuine fake | genuine forged | real fake | authentic fake
mandatory voluntary | compulsory voluntary | compulsory optional | fastest slowest | hottest coldest
longest shortest | biggest smallest | largest smallest | highest lowest | oldest youngest
richest poorest | strongest weakest | cheapest dearest | earliest latest | heaviest lightest
publish suppress | reveal conceal | reveal hide
remember forget | succeed flop | solve worsen | trust distrust | obey defy | comply defy
encourage discourage | enable disable | deny concede | reward punish | applaud boo
inside outside | innocence guilt | approval rejection | approval refusal | acquittal conviction
"""

_REPORTING = """
say tell report announce add claim state declare note explain describe comment remark argue insist
stress suggest warn accord cite quote write statement spokesman spokeswoman spokesperson
journalist interview reporter media press news agency newspaper outlet broadcaster official
"""
# Verbs that tell what their subject said, thinks or found.
_REPORTING_VERBS = """
say tell report announce claim state declare note explain remark argue insist stress suggest warn
write believe think suspect predict maintain estimate find reveal describe confirm admit allege
assert tweet post document count complain accuse expect forecast fear hope calculate conclude
acknowledge promise testify quote cite learn reckon
"""
# Nouns and verbs beside which a source is named.
_SOURCE_NOUNS = """
accord source statement report survey study accusation announcement interview paper article blog
book memo figure data testimony publish quote cite
spokesman spokeswoman spokesperson say discover learn hear show reveal doubt agree consensus
"""
_TIME_WORDS = """
monday tuesday wednesday thursday friday saturday sunday january february march april june july
august september october november december today yesterday tomorrow week month year day morning
afternoon evening night last next recently now currently earlier later ago
"""
_TITLES = """
president prime minister foreign secretary state mr mrs ms dr sir lord lady king queen prince
princess senator governor chancellor ambassador general professor chairman chairwoman chair chief
head leader premier mayor congressman congresswoman representative judge justice captain colonel
counterpart spokesman spokeswoman spokesperson ministry vice deputy former director pope cardinal
bishop speaker sen rep gov gen councilor councillor commissioner executive officer founder ceo
under acting dame mahatma sheikh imam rabbi reverend archbishop baroness admiral
"""
_PLACE_NOUNS = """
river sea ocean lake island islands isle shoal reef bank bay gulf strait channel canal cape
peninsula mountain mount mountains hill valley desert forest province county district region
territory city town village street square avenue road airport port harbour harbor border crossing
bridge station park hospital prison stadium
"""
_BODY_NOUNS = """
agency airlines airways alliance army assembly association authority bank board bureau church club
college commission committee company congress corporation council court department federation
foundation fund government group institute league ministry movement museum office organisation
organization parliament party police post railways senate service society times tribune union
university
"""
_NEGATORS = """
not never neither nor cannot without hardly scarcely nobody nothing none nowhere no n't don't
doesn't didn't won't wouldn't can't couldn't isn't aren't wasn't weren't hasn't haven't hadn't
shouldn't mustn't needn't ain't dont doesnt didnt wont cant isnt arent wasnt werent
"""
_DENIALS = """
deny refute reject refuse fail decline dispute dismiss debunk disprove rebut lack cease
unable incapable
"""
# These say that something is not so without a negating word; alone they contradict nothing.
_ABSENCES = """
first only unprecedented unique any except few little hardly scarcely barely impossible unable
ban forbid prohibit bar block prevent stop cease halt end abolish scrap cancel avoid escape
survive exempt spare keep remain stay oppose object resist free rid drop abandon withdraw quit
absence shortage cut loss most highest largest biggest longest oldest best worst lowest smallest
fewest youngest against lose disappear non skip miss omit forgo postpone delay suspend shut offline
instead void nil zero
"""
# Verb and particle that reject.
_REJECTING = """
turn down | strike down | vote down | throw out | rule out | knock back | knock down | call off
vote against | decide against | rule against | advise against
"""
# What a verb of denial denies, rather than whom it sends away or what it quarrels over.
_DENIED = """
that claim report allegation accusation suggestion idea notion rumour rumor charge speculation
criticism assertion
"""
_COMPASS = """
north south east west northern southern eastern western northeast northwest southeast southwest
"""
# Who acts and who is acted on change places between the two verbs.
_CONVERSES = """
buy sell | lend borrow | beat lose | defeat lose | win lose | give receive | teach learn
pay earn | rent let
"""
_HEDGES = """
about around roughly approximately nearly almost some circa estimated estimates close approaching
approx barely
"""

# Which of the irregular forms are no past forms of verbs, and past forms that look like the base.
_NO_VERBS = """
woman man child person analysis crisis die kill grow approve
"""
_NOUNS = """
choose thought bit
"""
_UNCHANGED = """
let put cut set hit shut cost hurt quit spread split beat burst cast bid
"""

_MONEY_SIGNS = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yuan", "₹": "rupee", "₽": "rouble"}
_SHORT_FORMS = {"usd": "dollar", "eur": "euro", "gbp": "pound", "covid": "coronavirus"}


def _entries(table: str) -> list[list[str]]:
    return [entry.split() for entry in table.replace("\n", "|").split("|") if entry.strip()]


_FORMS = {form: base for base, *forms in _entries(_IRREGULAR) for form in forms}
BASE_FORMS: Mapping[str, str] = MappingProxyType(_FORMS | _MONEY_SIGNS | _SHORT_FORMS)
"""Irregular form (folded) to its base form."""

PAST_FORMS = frozenset(_UNCHANGED.split()) | frozenset(
    form
    for base, *forms in _entries(_IRREGULAR)
    if base not in _NO_VERBS.split()
    for form in forms
    if not form.endswith(("tion", "ment", "al", "ing")) and form not in _NOUNS.split()
)
"""Past forms of irregular verbs, folded."""

UP = frozenset(_UP.split())
"""Words of rising."""

DOWN = frozenset(_DOWN.split())
"""Words of falling."""

OPPOSITES: tuple[tuple[str, str], ...] = tuple((one, other) for one, other in _entries(_OPPOSITES))
"""Pairs of opposites, folded."""

REPORTING = frozenset(_REPORTING.split())
"""Words that report rather than state; base forms."""

REPORTING_VERBS = frozenset(_REPORTING_VERBS.split())
"""Verbs that attribute what follows to their subject; base forms."""

SOURCE_NOUNS = frozenset(_SOURCE_NOUNS.split())
"""Words beside which a source is named; base forms."""

TIME_WORDS = frozenset(_TIME_WORDS.split())
"""Words that place in time without a date."""

TITLES = frozenset(_TITLES.split())
"""Words that announce a name without being part of it."""

PLACE_NOUNS = frozenset(_PLACE_NOUNS.split())
"""Nouns that end the name of a place."""

BODY_NOUNS = frozenset(_BODY_NOUNS.split())
"""Nouns that end the name of an organisation."""

NEGATORS = frozenset(_NEGATORS.split())
"""Words that negate what follows them."""

DENIALS = frozenset(_DENIALS.split())
"""Verbs that deny what follows them; base forms."""

ABSENCES = frozenset(_ABSENCES.split())
"""Words that imply a negation and can answer one; base forms."""

REJECTING = frozenset((verb, particle) for verb, particle in _entries(_REJECTING))
"""Verb (base form) and particle that reject together."""

DENIED = frozenset(_DENIED.split())
"""What is denied rather than dismissed in another sense; base forms."""

COMPASS = frozenset(_COMPASS.split())
"""Directions: their opposites are other places."""

CONVERSES: tuple[tuple[str, str], ...] = tuple((one, other) for one, other in _entries(_CONVERSES))
"""Verbs that tell the same with the parts exchanged; base forms."""

HEDGES = frozenset(_HEDGES.split())
"""Words that make a number approximate."""
