"""Words of the made-up news: groups of words that may stand for one another, and name parts.

Written for this benchmark. Verbs are regular and take an object, nouns have a regular plural, so
that `claims.benchmark.inflection` can bend them by rule.
"""


def _groups(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(group.split()) for group in text.split("|"))


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


NOUNS = _groups("""
government cabinet administration | minister secretary | president chancellor premier | mayor
governor | council assembly chamber | parliament senate legislature | party faction | court
tribunal | judge magistrate | lawyer attorney solicitor | law statute act | rule regulation
guideline | tax levy duty | budget allocation | election ballot poll | voter elector | candidate
contender nominee | campaign drive | protest demonstration rally | strike walkout stoppage | union
guild | company firm corporation | factory plant mill | worker employee labourer | manager
director supervisor | owner proprietor | customer client buyer | shop store outlet | market bazaar
| price cost fee | wage salary payment | pension annuity | loan credit mortgage | debt liability
deficit | bank lender | investor shareholder | profit gain surplus | loss shortfall | contract
agreement deal | project scheme programme | plan proposal blueprint | report study survey |
scientist researcher scholar | university college academy | school kindergarten | teacher
instructor tutor | student pupil | hospital clinic infirmary | doctor physician medic | nurse
carer | patient sufferer | illness disease ailment | virus germ pathogen | vaccine jab inoculation
| medicine drug remedy | treatment therapy cure | symptom complaint | infection contagion |
outbreak epidemic | cancer tumour | injury wound | death fatality casualty | birth delivery |
infant youngster | parent guardian | family household | lady matron | citizen resident inhabitant
| migrant refugee newcomer | border frontier | soldier trooper | army force | weapon gun rifle |
bomb explosive missile | attack assault raid | war conflict battle | treaty accord pact | ally
partner | enemy foe adversary | prison jail | prisoner inmate detainee | patrol constabulary |
officer official | crime offence felony | theft burglary robbery | fraud swindle scam | victim
casualty | witness bystander onlooker | lawsuit claim petition | fine penalty sanction | road
street highway | bridge viaduct | train railway | tram trolley | bus coach | car vehicle
automobile | driver motorist | cyclist rider | airport airfield | plane jet | flight journey trip
| passenger traveller | ship vessel boat | harbour port dock | accident crash collision | fire
blaze inferno | flood deluge | storm hurricane tempest | earthquake tremor | drought dearth |
river stream | lake reservoir | forest woodland | mountain peak | island isle | beach shore coast
| village hamlet settlement | town city municipality | district borough quarter | region province
county | country nation state | house home dwelling | apartment flat | tenant lodger | landlord
lessor | building structure | tower skyscraper | church chapel cathedral | mosque temple | museum
gallery | library archive | theatre playhouse | film movie | singer vocalist | actor performer |
book volume novel | newspaper daily gazette | journalist reporter correspondent | photograph
picture image | video clip footage | website portal | message note letter | telephone handset |
computer laptop | robot machine automaton | battery accumulator | engine motor turbine | reactor
generator | power current | pipeline conduit | mine pit quarry | farmer grower | farm ranch |
harvest crop yield | animal creature beast | breed strain | bird fowl | fish trout salmon | insect
beetle | tree oak | flower blossom | garden park | water moisture | food nourishment | meal dish |
restaurant diner eatery | bread bun | drink beverage | team squad | player athlete | coach trainer
| match game fixture | goal point | championship tournament league | stadium arena | record best |
prize award trophy | fan supporter follower | temperature heat | emission discharge | pollution
contamination | landfill dump
""")

VERBS = _groups("""
reject refuse decline | approve endorse accept | support back | oppose resist | announce declare
proclaim | reveal disclose expose | confirm verify | question challenge contest | investigate
examine probe | criticise condemn denounce | praise applaud commend | accuse charge | arrest
detain | release discharge | punish penalise | close shutter | open launch | start initiate |
finish complete conclude | stop halt | delay postpone | cancel scrap abandon | reduce lower |
increase raise lift | double multiply | change alter modify | replace substitute | remove extract
| ban prohibit outlaw | allow permit authorise | require demand | promise pledge | plan intend |
order command | request ask | offer propose | provide supply | deliver hand | receive obtain |
purchase acquire | finance fund | collect gather | waste squander | save rescue | protect shield
guard | attack assail | destroy demolish | damage harm | repair mend | renovate restore |
construct erect | design devise | produce manufacture | import ship | export market | discover
detect | invent develop | test trial | measure gauge | observe watch | describe portray | explain
clarify | publish print | record register | name label | visit tour | enter join | follow pursue |
avoid evade | ignore neglect | warn caution | urge press | help assist aid | treat handle | cure
heal | infect contaminate | vaccinate immunise | kill murder | injure harm | remember recall |
celebrate mark | honour reward | elect select | appoint nominate | dismiss sack oust | recruit
hire employ | train instruct | test assess evaluate | own possess | occupy seize | attract entice
| share divide | merge unite
""")

ADJECTIVES = _groups("""
new novel recent | old elderly ancient | large big sizeable | small little minor | high steep |
low modest | rapid fast quick | slow gradual | strong robust | weak feeble | dangerous hazardous
risky | safe secure | serious grave severe | mild gentle | public communal | private personal |
national domestic | foreign overseas external | local municipal | regional provincial | rural
agrarian | urban metropolitan | rich wealthy affluent | poor needy | cheap inexpensive | expensive
costly pricey | free gratis | illegal unlawful illicit | legal lawful | official formal | secret
hidden covert | famous renowned celebrated | unknown obscure | popular beloved | controversial
disputed contested | important significant crucial | useful handy | false untrue incorrect | true
accurate correct | strange odd peculiar | normal ordinary usual | modern contemporary |
traditional customary | medical clinical | economic financial fiscal | political partisan |
military armed | scientific scholarly | digital electronic | solar renewable | nuclear atomic |
chemical toxic | clean pure | dirty filthy polluted | hot warm | cold chilly | wet damp | dry arid
| long lengthy | short brief | wide broad | narrow slender | full complete | empty vacant | early
premature | late belated | angry furious | happy glad | sick ill | healthy fit | young youthful
""")

ADVERBS = _words("""
reportedly recently quietly still already suddenly allegedly apparently again finally once
probably actually eventually locally
""")

MONTHS = _words("""
January February March April May June July August September October November December
""")

PLACES = _words("""
France Germany Spain Italy Poland Sweden Norway Finland Greece Portugal Ireland Austria Hungary
Romania Bulgaria Ukraine Turkey Egypt Kenya Nigeria Ghana Morocco India Pakistan Bangladesh Nepal
Japan China Vietnam Thailand Indonesia Australia Canada Mexico Brazil Argentina Chile Peru
Colombia Paris Berlin Madrid Rome Warsaw Stockholm Oslo Athens Lisbon Dublin Vienna Cairo Nairobi
Delhi Tokyo
""")

ONSETS = _words("""
b br bl c ch cl cr d dr f fl fr g gl gr h j k kr l m n p pl pr qu r s sc sh sk sl sm sn sp st str
sv t th tr v vl w wr y z
""")

VOWELS = _words("""
a e i o u a e i o ai ea ee ia oa ou
""")

CODAS = _words("""
b ck d ft g l ld lk lm ln m mb n nd ng nk nt p r rd rk rm rn rt s sk st t th x z
""")
LINKS = ("", "", "", "", "an", "er", "el", "or", "ul", "ir", "am", "il")

SURNAME_ENDINGS = _words("son sen berg ski ova man ley ford wick ez ini ard eau akis yan oglu")
TOWN_ENDINGS = _words("ton ville burg stad ford ham holm grad mouth field haven bury dale by")
TERM_ENDINGS = _words("ine ol ase ium graph ite oid ene plast gram mycin ator ode ane")
ADJECTIVE_ENDINGS = _words("ian ish ese ic al ous ite ar")
BODIES = _words("Institute Group Foundation Bank Party Motors Energy Council Times Union")
