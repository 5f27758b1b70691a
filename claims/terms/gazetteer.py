"""Countries with their adjectives, seats of government and larger places, and how two relate.

Hand-written from general knowledge, not complete: an unknown place is still compared, as a plain
name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

# One country an entry: names and adjectives | seat of government and words for the government |
# other places. Forms of one name are joined by "=". An indented line goes on with the entry.
_COUNTRIES = """
Afghanistan, Afghan, Afghans | Kabul | Kandahar, Herat
Albania, Albanian, Albanians | Tirana |
Algeria, Algerian, Algerians | Algiers | Oran
Angola, Angolan, Angolans | Luanda |
Argentina, Argentine, Argentinian, Argentines | Buenos Aires | Rosario
Armenia, Armenian, Armenians | Yerevan |
Australia, Australian, Australians | Canberra | Sydney, Melbourne, Brisbane, Perth, Adelaide,
    Queensland, Tasmania=Tasmanian
Austria, Austrian, Austrians | Vienna | Graz, Salzburg, Linz, Innsbruck
Azerbaijan, Azerbaijani, Azerbaijanis | Baku |
Bahrain, Bahraini | Manama |
Bangladesh, Bangladeshi, Bangladeshis | Dhaka | Chittagong
Belarus, Belarusian, Belarusians | Minsk | Brest
Belgium, Belgian, Belgians | Brussels | Antwerp, Ghent, Bruges, Flanders=Flemish, Wallonia
Bolivia, Bolivian, Bolivians | La Paz |
Bosnia, Bosnia and Herzegovina, Bosnian, Bosnians | Sarajevo | Srebrenica, Banja Luka
Botswana | Gaborone |
Brazil, Brazilian, Brazilians | Brasilia | Rio de Janeiro, Sao Paulo, São Paulo, Salvador
Bulgaria, Bulgarian, Bulgarians | Sofia | Plovdiv, Varna
Cambodia, Cambodian, Cambodians | Phnom Penh |
Cameroon, Cameroonian | Yaounde | Douala
Canada, Canadian, Canadians | Ottawa | Toronto, Montreal, Vancouver, Calgary, Edmonton,
    Quebec=Québec,
    Ontario, Alberta
Chile, Chilean, Chileans | Santiago | Valparaiso
China, Chinese, PRC, People's Republic of China | Beijing | Shanghai, Guangzhou, Shenzhen, Wuhan,
    Guilin, Chongqing, Chengdu, Tianjin, Nanjing, Hangzhou, Xinjiang, Tibet=Tibetan=Tibetans,
    Heilongjiang,
    Tongjiang, Harbin, Inner Mongolia, Yunnan, Hubei, Sichuan, Urumqi, Xi'an
Colombia, Colombian, Colombians | Bogota, Bogotá | Medellin, Cali
Congo, Congolese | Kinshasa | Goma
Costa Rica, Costa Rican | San Jose |
Croatia, Croatian, Croatians, Croats | Zagreb | Split, Dubrovnik
Cuba, Cuban, Cubans | Havana | Guantanamo
Cyprus, Cypriot, Cypriots | Nicosia | Limassol
Czech Republic, Czechia, Czech, Czechs | Prague | Brno, Ostrava
Denmark, Danish, Danes | Copenhagen | Aarhus, Odense
Ecuador, Ecuadorian | Quito | Guayaquil
Egypt, Egyptian, Egyptians | Cairo | Alexandria, Suez, Giza, Sinai
El Salvador, Salvadoran | San Salvador |
Estonia, Estonian, Estonians | Tallinn | Tartu, Narva
Ethiopia, Ethiopian, Ethiopians | Addis Ababa | Tigray
Finland, Finnish, Finns | Helsinki | Tampere, Turku
France, French | Paris, Elysee, Élysée | Marseille, Lyon, Toulouse, Nice, Bordeaux, Lille,
    Strasbourg, Calais, Nantes
Republic of Georgia, Georgian, Georgians | Tbilisi | Batumi
Germany, German, Germans | Berlin, Bundestag | Munich, Hamburg, Frankfurt, Cologne, Stuttgart,
    Dresden, Leipzig, Bavaria=Bavarian, Saxony=Saxon, Bremen, Dusseldorf
Ghana, Ghanaian, Ghanaians | Accra | Kumasi
Greece, Greek, Greeks | Athens | Thessaloniki, Crete, Lesbos
Guatemala, Guatemalan | Guatemala City |
Haiti, Haitian, Haitians | Port-au-Prince |
Honduras, Honduran, Hondurans | Tegucigalpa |
Hungary, Hungarian, Hungarians | Budapest | Debrecen
Iceland, Icelandic, Icelanders | Reykjavik |
India, Indian, Indians | New Delhi, Delhi | Mumbai, Kolkata, Chennai, Bangalore, Bengaluru,
    Hyderabad, Kashmir, Punjab, Kerala, Gujarat, Assam
Indonesia, Indonesian, Indonesians | Jakarta | Bali, Java, Sumatra, Surabaya, Borneo
Iran, Iranian, Iranians | Tehran | Isfahan, Shiraz, Tabriz, Natanz
Iraq, Iraqi, Iraqis | Baghdad | Basra, Mosul, Erbil, Kirkuk
Ireland, Irish | Dublin | Cork, Galway, Limerick
Israel, Israeli, Israelis | Jerusalem | Tel Aviv, Haifa, Eilat
Italy, Italian, Italians | Rome | Milan, Naples, Turin, Venice, Florence, Genoa, Bologna,
    Sicily=Sicilian,
    Lampedusa, Lombardy
Ivory Coast, Ivorian | Yamoussoukro | Abidjan
Jamaica, Jamaican, Jamaicans | Kingston |
Japan, Japanese | Tokyo | Osaka, Kyoto, Hiroshima, Nagasaki, Fukushima, Okinawa, Sapporo, Nagoya
Jordan, Jordanian, Jordanians | Amman |
Kazakhstan, Kazakh, Kazakhs | Astana, Nur-Sultan | Almaty
Kenya, Kenyan, Kenyans | Nairobi | Mombasa
Kosovo, Kosovar, Kosovars | Pristina |
Kuwait, Kuwaiti, Kuwaitis | Kuwait City |
Kyrgyzstan, Kyrgyz | Bishkek | Osh
Laos, Laotian, Lao | Vientiane |
Latvia, Latvian, Latvians | Riga | Daugavpils
Lebanon, Lebanese | Beirut | Tripoli
Libya, Libyan, Libyans | | Benghazi, Misrata, Derna
Lithuania, Lithuanian, Lithuanians | Vilnius | Kaunas, Klaipeda
Luxembourg, Luxembourgish | |
Madagascar, Malagasy | Antananarivo |
Malaysia, Malaysian, Malaysians | Kuala Lumpur | Penang, Sabah, Sarawak
Mali, Malian, Malians | Bamako | Timbuktu
Malta, Maltese | Valletta |
Mexico, Mexican, Mexicans | Mexico City | Guadalajara, Monterrey, Tijuana, Cancun, Chiapas
Moldova, Moldovan, Moldovans | Chisinau | Transnistria
Mongolia, Mongolian, Mongolians | Ulaanbaatar |
Montenegro, Montenegrin | Podgorica |
Morocco, Moroccan, Moroccans | Rabat | Casablanca, Marrakech, Tangier
Mozambique, Mozambican | Maputo |
Myanmar, Burma, Burmese | Naypyidaw | Yangon, Mandalay, Rakhine
Namibia, Namibian | Windhoek |
Nepal, Nepali, Nepalese | Kathmandu |
Netherlands, Dutch, Holland | The Hague, Hague | Amsterdam, Rotterdam, Utrecht, Eindhoven
New Zealand, New Zealander, New Zealanders | Wellington | Auckland, Christchurch
Nicaragua, Nicaraguan | Managua |
Niger, Nigerien | Niamey |
Nigeria, Nigerian, Nigerians | Abuja | Lagos, Kano, Borno, Maiduguri
North Korea, North Korean, North Koreans, DPRK | Pyongyang |
North Macedonia, Macedonia, Macedonian | Skopje |
Norway, Norwegian, Norwegians | Oslo | Bergen, Trondheim, Svalbard
Oman, Omani | Muscat |
Pakistan, Pakistani, Pakistanis | Islamabad | Karachi, Lahore, Peshawar, Balochistan, Rawalpindi
Palestine, Palestinian, Palestinians | Ramallah | Gaza, West Bank, Rafah
Panama, Panamanian | Panama City |
Paraguay, Paraguayan | Asuncion |
Peru, Peruvian, Peruvians | Lima | Cusco
Philippines, Philippine, Filipino, Filipinos | Manila | Mindanao, Cebu
Poland, Polish, Poles | Warsaw | Krakow, Kraków, Gdansk, Gdańsk, Wroclaw, Poznan, Lodz
Portugal, Portuguese | Lisbon | Porto, Madeira, Azores
Qatar, Qatari, Qataris | Doha |
Romania, Romanian, Romanians | Bucharest | Cluj, Timisoara
Russia, Russian, Russians, Russian Federation | Moscow, Kremlin | Saint Petersburg, St Petersburg,
    St. Petersburg, Novosibirsk, Vladivostok, Kazan, Sochi, Siberia=Siberian,
    Chechnya=Chechen=Chechens, Kaliningrad,
    Yekaterinburg, Khabarovsk, Grozny, Dagestan
Rwanda, Rwandan, Rwandans | Kigali |
Saudi Arabia, Saudi, Saudis, Saudi Arabian | Riyadh | Jeddah, Mecca, Medina
Senegal, Senegalese | Dakar |
Serbia, Serbian, Serbs, Serb | Belgrade | Novi Sad
Sierra Leone | Freetown |
Singapore, Singaporean, Singaporeans | |
Slovakia, Slovak, Slovaks | Bratislava | Kosice
Slovenia, Slovenian, Slovene, Slovenes | Ljubljana | Maribor
Somalia, Somali, Somalis | Mogadishu | Somaliland
South Africa, South African, South Africans | Pretoria | Johannesburg, Cape Town, Durban
South Korea, South Korean, South Koreans | Seoul | Busan, Incheon
South Sudan, South Sudanese | Juba |
Spain, Spanish, Spaniards | Madrid | Barcelona, Valencia, Seville, Catalonia=Catalan=Catalans,
    Bilbao, Andalusia=Andalusian,
    Malaga
Sri Lanka, Sri Lankan, Sri Lankans | Colombo | Kandy
Sudan, Sudanese | Khartoum | Darfur
Sweden, Swedish, Swedes | Stockholm | Gothenburg, Malmo, Malmö, Uppsala
Switzerland, Swiss | Bern | Zurich, Geneva, Basel, Lausanne, Davos
Syria, Syrian, Syrians | Damascus | Aleppo, Idlib, Homs, Raqqa
Taiwan, Taiwanese | Taipei | Kaohsiung
Tajikistan, Tajik, Tajiks | Dushanbe |
Tanzania, Tanzanian, Tanzanians | Dodoma | Dar es Salaam, Zanzibar
Thailand, Thai, Thais | Bangkok | Phuket, Chiang Mai
Tunisia, Tunisian, Tunisians | Tunis |
Turkey, Turkish, Turks, Türkiye | Ankara | Istanbul, Izmir, Antalya, Gaziantep
Turkmenistan, Turkmen | Ashgabat |
Uganda, Ugandan, Ugandans | Kampala |
Ukraine, Ukrainian, Ukrainians | Kyiv, Kiev | Kharkiv, Odesa, Odessa, Lviv, Mariupol, Donetsk,
    Luhansk, Donbas, Crimea, Kherson, Zaporizhzhia, Sevastopol, Bakhmut
United Arab Emirates, UAE, Emirati, Emiratis | Abu Dhabi | Dubai, Sharjah
United Kingdom, UK, U.K., Britain, British, Great Britain, Britons | London, Downing Street,
    Whitehall, Westminster | England=English, Scotland=Scottish=Scots, Wales=Welsh,
    Northern Ireland,
    Manchester, Birmingham, Liverpool, Leeds, Glasgow, Edinburgh, Cardiff, Belfast, Bristol,
    Sheffield, Newcastle, Dover, Kent, Oxford, Cambridge
United States, US, U.S., USA, U.S.A., America, American, Americans, United States of America |
    Washington, Washington DC, White House, Pentagon, Capitol Hill | New York, Los Angeles,
    Chicago, Houston, San Francisco, Boston, Miami, Seattle, Philadelphia, Dallas, Atlanta,
    Denver, Detroit, Alaska, Anchorage, Texas=Texan=Texans, California=Californian=Californians,
    Florida, Ohio, Arizona, Hawaii=Hawaiian,
    Michigan, Pennsylvania, Wisconsin, Oregon, Nevada, Virginia, New Jersey, Georgia, Colorado,
    Illinois, Massachusetts, Minnesota, Iowa, Kentucky, Louisiana, New Orleans, Las Vegas,
    Phoenix, San Diego, Baltimore, Minneapolis, Utah, Kansas, Missouri, Tennessee, Alabama,
    Oklahoma, Nebraska, Montana, Maine, Maryland, Delaware, Vermont, Connecticut, Puerto Rico
Uruguay, Uruguayan | Montevideo |
Uzbekistan, Uzbek, Uzbeks | Tashkent | Samarkand
Vatican, Holy See | |
Venezuela, Venezuelan, Venezuelans | Caracas | Maracaibo
Vietnam, Vietnamese | Hanoi | Ho Chi Minh City, Saigon, Da Nang
Yemen, Yemeni, Yemenis | Sanaa | Aden, Hodeidah
Zambia, Zambian | Lusaka |
Zimbabwe, Zimbabwean, Zimbabweans | Harare | Bulawayo
Benin, Beninese | Porto-Novo | Cotonou
Bhutan, Bhutanese | Thimphu |
Brunei | Bandar Seri Begawan |
Burkina Faso, Burkinabe | Ouagadougou |
Burundi, Burundian | Gitega | Bujumbura
Central African Republic | Bangui |
Chad, Chadian, Chadians | N'Djamena |
Djibouti | |
Dominican Republic | Santo Domingo |
East Timor, Timor-Leste | Dili |
Equatorial Guinea | Malabo |
Eritrea, Eritrean, Eritreans | Asmara |
Eswatini, Swaziland | Mbabane |
Fiji, Fijian | Suva |
Gabon, Gabonese | Libreville |
Gambia, Gambian | Banjul |
Guinea, Guinean | Conakry |
Guinea-Bissau | Bissau |
Guyana, Guyanese | |
Lesotho | Maseru |
Liberia, Liberian, Liberians | Monrovia |
Liechtenstein | Vaduz |
Malawi, Malawian | Lilongwe |
Maldives, Maldivian | |
Mauritania, Mauritanian | Nouakchott |
Mauritius, Mauritian | Port Louis |
Monaco | | Monte Carlo
Papua New Guinea | Port Moresby |
Samoa, Samoan | Apia |
San Marino | |
Solomon Islands | Honiara |
Suriname | Paramaribo |
Togo, Togolese | Lome |
Tonga, Tongan | |
Trinidad and Tobago, Trinidad | |
Hong Kong | | Kowloon
European Union, EU, E.U. | |
Europe, European, Europeans | |
Africa, African, Africans | |
Asia, Asian, Asians | |
Middle East, Middle Eastern | |
Latin America, Latin American | |
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A known place: the key of its country, and its own name, "" for the country as a whole.

    `is_seat` marks a seat of government, which stands for the country as often as for the town.
    """

    country: str
    spot: str
    is_seat: bool


Phrase = tuple[str, ...]


def _phrase(name: str) -> Phrase:
    return tuple(name.casefold().replace(".", "").replace("'", " ").replace("-", " ").split())


def _read() -> dict[Phrase, Place]:
    places: dict[Phrase, Place] = {}
    for line in _COUNTRIES.strip().replace("\n    ", " ").splitlines():
        whole, seats, others = ([n.strip() for n in part.split(",")] for part in line.split("|"))
        country = whole[0].casefold()
        for names, is_country, is_seat in (
            (whole, True, False),
            (seats, False, True),
            (others, False, False),
        ):
            for name, *others in (entry.split("=") for entry in filter(None, names)):
                place = Place(country, "" if is_country else name.casefold(), is_seat)
                places.update((_phrase(form), place) for form in (name, *others))
    return places


PLACES: Mapping[Phrase, Place] = MappingProxyType(_read())
_CAPITALS = {p.country: p for p in reversed(list(PLACES.values())) if p.is_seat}
LONGEST_PLACE = max(map(len, PLACES))


def place_at(norms: Sequence[str], position: int) -> tuple[Place, int] | None:
    """The longest known place that begins at a position, and how many folded words it has."""
    for length in range(min(LONGEST_PLACE, len(norms) - position), 0, -1):
        place = PLACES.get(tuple(norms[position : position + length]))
        if place is not None:
            return place, length
    return None


def capital_of(country: str) -> Place | None:
    """The seat of government of a country, by the country's key."""
    return _CAPITALS.get(country)


def are_compatible(one: Place, other: Place) -> bool:
    """Whether two places may mean the same: equal, or one is the country of the other.

    Two different towns of one country are not compatible, nor are two countries.
    """
    if one.country != other.country:
        return False
    return not one.spot or not other.spot or one.spot == other.spot
