"""English number words, magnitudes, currencies and measures with their values (data)."""

from collections.abc import Mapping
from decimal import Decimal

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
UNITS: Mapping[str, int] = {word: value for value, word in enumerate(_SMALL.split())}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS: Mapping[str, int] = {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
MAGNITUDES: Mapping[str, Decimal] = {
    "dozen": Decimal(12),
    "hundred": Decimal(100),
    "k": Decimal(10**3),
    "thousand": Decimal(10**3),
    "m": Decimal(10**6),
    "mn": Decimal(10**6),
    "mln": Decimal(10**6),
    "million": Decimal(10**6),
    "millions": Decimal(10**6),
    "bn": Decimal(10**9),
    "bln": Decimal(10**9),
    "b": Decimal(10**9),
    "billion": Decimal(10**9),
    "billions": Decimal(10**9),
    "tn": Decimal(10**12),
    "trn": Decimal(10**12),
    "trillion": Decimal(10**12),
    "trillions": Decimal(10**12),
    "lakh": Decimal(10**5),
    "crore": Decimal(10**7),
    "thousand million": Decimal(10**9),
    "million million": Decimal(10**12),
}
# One letter is a magnitude only after money ("$5m"); elsewhere it is a unit or a name.
LETTER_MAGNITUDES = frozenset({"k", "m", "b"})

FRACTIONS: Mapping[str, Decimal] = {
    "half": Decimal("0.5"),
    "third": Decimal(1) / 3,
    "quarter": Decimal("0.25"),
    "fourth": Decimal("0.25"),
    "fifth": Decimal("0.2"),
    "sixth": Decimal(1) / 6,
    "seventh": Decimal(1) / 7,
    "eighth": Decimal("0.125"),
    "ninth": Decimal(1) / 9,
    "tenth": Decimal("0.1"),
}

# ISO 4217 codes. A bare "$" is read as the US dollar, as an English-language text means it.
CURRENCY_SIGNS: Mapping[str, str] = {
    "$": "USD",
    "us$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "hk$": "HKD",
    "nz$": "NZD",
    "s$": "SGD",
    "nt$": "TWD",
    "r$": "BRL",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "cn¥": "CNY",
    "₽": "RUB",
    "₹": "INR",
    "₩": "KRW",
    "₺": "TRY",
    "₴": "UAH",
    "₪": "ILS",
}
_CURRENCY_WORDS = """
USD usd dollar dollars
EUR eur euro euros
GBP gbp pound pounds sterling quid
JPY jpy yen
CNY cny rmb yuan renminbi
RUB rub ruble rubles rouble roubles
INR inr rupee rupees
CHF chf franc francs
UAH uah hryvnia hryvnias
TRY lira liras
PLN pln zloty zlotys
SEK sek kronor
NOK nok kroner
KRW krw
HKD hkd
AUD aud
CAD cad
ILS ils shekel shekels
ZAR zar rand
BRL brl reais
MXN mxn pesos peso
cent cents pence
dinar dinar dinars
dirham dirham dirhams
riyal riyal riyals rial rials
rupiah rupiah
ringgit ringgit
baht baht
dong dong
taka taka
naira naira
cedi cedi cedis
birr birr
shilling shilling shillings
tenge tenge
forint forint forints
koruna koruna korunas
krona krona kronas
krone krone
lei leu lei
lari lari
manat manat
soum soum
kwacha kwacha
afghani afghanis
bolivar bolivar bolivars
"""
CURRENCY_WORDS: Mapping[str, str] = {
    word: line.split()[0]
    for line in _CURRENCY_WORDS.strip().splitlines()
    for word in line.split()[1:]
}

# Canonical measure, then its spellings; "_" stands for a blank or hyphen. Squares, cubes and speeds
# of these are read by rule.
_MEASURE_WORDS = """
km km kms kilometre kilometres kilometer kilometers
m m metre metres meter meters
cm cm centimetre centimetres centimeter centimeters
mm mm millimetre millimetres millimeter millimeters
mi mile miles
yd yard yards
ft ft foot feet
in inch inches
nmi nautical_mile nautical_miles
kg kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes
gram gram grams gramme grammes
mg mg milligram milligrams
ton ton tons tonne tonnes
kt kt kiloton kilotons kilotonne kilotonnes
Mt megaton megatons megatonne megatonnes
ly light_year light_years
kbit kbit kilobit kilobits
Mbit mbit megabit megabits
Gbit gbit gigabit gigabits
Tbit tbit terabit terabits
MB mb megabyte megabytes
GB gb gigabyte gigabytes
TB tb terabyte terabytes
lb lb lbs
oz ounce ounces
litre litre litres liter liters
ml ml millilitre millilitres milliliter milliliters
hl hectolitre hectolitres hectoliter hectoliters
gallon gallon gallons
barrel barrel barrels
ha ha hectare hectares
acre acre acres
km² km2 km²
m² m2 m² sqm
m³ m3 m³
mph mph
km/h km/h kph kmh
knot knot knots
°C °c celsius degrees_celsius degree_celsius degrees_centigrade degrees_c
°F °f fahrenheit degrees_fahrenheit degree_fahrenheit degrees_f
kWh kwh kilowatt_hour kilowatt_hours
MWh mwh megawatt_hour megawatt_hours
GWh gwh gigawatt_hour gigawatt_hours
TWh twh terawatt_hour terawatt_hours
W watt watts
kW kw kilowatt kilowatts
MW mw megawatt megawatts
GW gw gigawatt gigawatts
TW tw terawatt terawatts
second second seconds
minute minute minutes min mins
hour hour hours hrs
day day days
week week weeks
fortnight fortnight fortnights
month month months
year year years
decade decade decades
century century centuries
degree degree degrees
"""
MEASURE_WORDS: Mapping[str, str] = {
    word.replace("_", " "): line.split()[0]
    for line in _MEASURE_WORDS.strip().splitlines()
    for word in line.split()[1:]
}
