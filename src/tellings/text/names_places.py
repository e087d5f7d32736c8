"""Countries with their other names, capitals and adjectives, and places that changed or share names.

General knowledge, kept small. A row: names (first is canonical) ; capital with its spellings ; adjectives and people.
"""

from __future__ import annotations

from functools import cache

_COUNTRIES = """
Afghanistan;Kabul;Afghan
Albania;Tirana;Albanian
Algeria;Algiers;Algerian
Andorra;;Andorran
Angola;Luanda;Angolan
Argentina;Buenos Aires;Argentine,Argentinian,Argentinean
Armenia;Yerevan;Armenian
Australia;Canberra;Australian
Austria;Vienna;Austrian
Azerbaijan;Baku;Azerbaijani,Azeri
Bahamas,The Bahamas;Nassau;Bahamian
Bahrain;Manama;Bahraini
Bangladesh;Dhaka,Dacca;Bangladeshi
Barbados;Bridgetown;Barbadian
Belarus,Belorussia,Byelorussia;Minsk;Belarusian,Belarussian,Belorussian
Belgium;Brussels;Belgian
Belize;;Belizean
Benin;;Beninese
Bhutan;Thimphu;Bhutanese
Bolivia;La Paz;Bolivian
Bosnia and Herzegovina,Bosnia,Bosnia-Herzegovina,BiH;Sarajevo;Bosnian
Botswana;Gaborone;Botswanan
Brazil;Brasilia,Brasília;Brazilian
Brunei;;Bruneian
Bulgaria;Sofia;Bulgarian
Burkina Faso;Ouagadougou;Burkinabe
Burundi;Bujumbura;Burundian
Cambodia,Kampuchea;Phnom Penh;Cambodian
Cameroon;Yaounde,Yaoundé;Cameroonian
Canada;Ottawa;Canadian
Cape Verde,Cabo Verde;Praia;Cape Verdean
Central African Republic,CAR;Bangui;
Chad;N'Djamena;Chadian
Chile;Santiago;Chilean
China,People's Republic of China,PRC;Beijing,Peking;Chinese
Colombia;Bogota,Bogotá;Colombian
Comoros;Moroni;Comorian
Costa Rica;San Jose;Costa Rican
Croatia;Zagreb;Croatian,Croat
Cuba;Havana;Cuban
Cyprus;Nicosia;Cypriot
Czech Republic,Czechia;Prague;Czech
Democratic Republic of the Congo,Democratic Republic of Congo,DR Congo,DRC,Congo-Kinshasa;Kinshasa;Congolese
Denmark;Copenhagen;Danish,Dane
Djibouti;;Djiboutian
Dominican Republic;Santo Domingo;Dominican
East Timor,Timor-Leste;Dili;East Timorese,Timorese
Ecuador;Quito;Ecuadorian,Ecuadorean
Egypt;Cairo;Egyptian
El Salvador;San Salvador;Salvadoran
Eritrea;Asmara;Eritrean
Estonia;Tallinn;Estonian
Eswatini,Swaziland;Mbabane;Swazi
Ethiopia;Addis Ababa;Ethiopian
Fiji;Suva;Fijian
Finland;Helsinki;Finnish,Finn
France;Paris;French,Frenchman
Gabon;Libreville;Gabonese
Gambia,The Gambia;Banjul;Gambian
Georgia;Tbilisi,Tiflis;Georgian
Germany,Federal Republic of Germany;Berlin;German
Ghana;Accra;Ghanaian
Greece;Athens;Greek
Greenland;Nuuk;Greenlandic
Grenada;;Grenadian
Guatemala;Guatemala City;Guatemalan
Guinea;Conakry;Guinean
Guinea-Bissau;Bissau;
Guyana;;Guyanese
Haiti;Port-au-Prince;Haitian
Honduras;Tegucigalpa;Honduran
Hong Kong;;Hongkonger
Hungary;Budapest;Hungarian
Iceland;Reykjavik,Reykjavík;Icelandic,Icelander
India;New Delhi;Indian
Indonesia;Jakarta;Indonesian
Iran,Islamic Republic of Iran;Tehran,Teheran;Iranian
Iraq;Baghdad;Iraqi
Ireland,Republic of Ireland;Dublin;Irish,Irishman
Israel;;Israeli
Italy;Rome;Italian
Ivory Coast,Côte d'Ivoire,Cote d'Ivoire;Abidjan;Ivorian
Jamaica;;Jamaican
Japan;Tokyo;Japanese
Jordan,Hashemite Kingdom of Jordan;Amman;Jordanian
Kazakhstan;Astana,Nur-Sultan;Kazakh,Kazakhstani
Kenya;Nairobi;Kenyan
Kosovo;Pristina;Kosovar
Kuwait;;Kuwaiti
Kyrgyzstan,Kirghizia,Kyrgyz Republic;Bishkek;Kyrgyz
Laos;Vientiane;Laotian,Lao
Latvia;Riga;Latvian
Lebanon;Beirut;Lebanese
Lesotho;;Basotho
Liberia;Monrovia;Liberian
Libya;Tripoli;Libyan
Liechtenstein;Vaduz;
Lithuania;Vilnius;Lithuanian
Luxembourg;;Luxembourger
Madagascar;Antananarivo;Malagasy
Malawi;Lilongwe;Malawian
Malaysia;Kuala Lumpur;Malaysian
Maldives;;Maldivian
Mali;Bamako;Malian
Malta;Valletta;Maltese
Mauritania;Nouakchott;Mauritanian
Mauritius;Port Louis;Mauritian
Mexico;Mexico City;Mexican
Moldova,Moldavia;Chisinau,Chișinău,Kishinev;Moldovan
Monaco;;Monegasque
Mongolia;Ulaanbaatar,Ulan Bator;Mongolian
Montenegro;Podgorica;Montenegrin
Morocco;Rabat;Moroccan
Mozambique;Maputo;Mozambican
Myanmar,Burma;Naypyidaw,Yangon,Rangoon;Burmese
Namibia;Windhoek;Namibian
Nepal;Kathmandu,Katmandu;Nepali,Nepalese
Netherlands,The Netherlands,Holland;Amsterdam;Dutch,Dutchman
New Zealand;Wellington;
Nicaragua;Managua;Nicaraguan
Niger;Niamey;Nigerien
Nigeria;Abuja;Nigerian
North Korea,Democratic People's Republic of Korea,DPRK;Pyongyang;North Korean
North Macedonia,Macedonia,FYROM;Skopje;Macedonian
Norway;Oslo;Norwegian
Oman;Muscat;Omani
Pakistan;Islamabad;Pakistani
Palestine,State of Palestine;Ramallah;Palestinian
Panama;Panama City;Panamanian
Papua New Guinea,PNG;Port Moresby;
Paraguay;Asuncion,Asunción;Paraguayan
Peru;Lima;Peruvian
Philippines,The Philippines;Manila;Philippine,Filipino,Filipina
Poland;Warsaw;Polish,Pole
Portugal;Lisbon;Portuguese
Qatar;Doha;Qatari
Republic of the Congo,Congo-Brazzaville;Brazzaville;
Romania,Rumania;Bucharest;Romanian
Russia,Russian Federation;Moscow;Russian
Rwanda;Kigali;Rwandan
Saudi Arabia,Kingdom of Saudi Arabia,KSA;Riyadh;Saudi,Saudi Arabian
Scotland;Edinburgh;Scottish,Scot,Scots
Senegal;Dakar;Senegalese
Serbia;Belgrade;Serbian,Serb
Sierra Leone;Freetown;Sierra Leonean
Singapore;;Singaporean
Slovakia,Slovak Republic;Bratislava;Slovak,Slovakian
Slovenia;Ljubljana;Slovenian,Slovene
Solomon Islands;Honiara;
Somalia;Mogadishu;Somali
South Africa;Pretoria;South African
South Korea,Republic of Korea,ROK,S Korea,S. Korea;Seoul;South Korean
South Sudan;Juba;South Sudanese
Soviet Union,USSR,U.S.S.R.;;Soviet
Spain;Madrid;Spanish,Spaniard
Sri Lanka,Ceylon;Colombo;Sri Lankan
Sudan;Khartoum;Sudanese
Suriname;Paramaribo;Surinamese
Sweden;Stockholm;Swedish,Swede
Switzerland;Bern,Berne;Swiss
Syria;Damascus;Syrian
Taiwan,Republic of China;Taipei;Taiwanese
Tajikistan,Tadzhikistan;Dushanbe;Tajik
Tanzania;Dodoma,Dar es Salaam;Tanzanian
Thailand,Siam;Bangkok;Thai
Tibet;Lhasa;Tibetan
Togo;Lome,Lomé;Togolese
Tonga;;Tongan
Trinidad and Tobago;Port of Spain;Trinidadian
Tunisia;Tunis;Tunisian
Turkey,Türkiye,Turkiye;Ankara;Turkish,Turk
Turkmenistan,Turkmenia;Ashgabat,Ashkhabad;Turkmen
Uganda;Kampala;Ugandan
Ukraine;Kyiv,Kiev;Ukrainian
United Arab Emirates,UAE,U.A.E.,Emirates;Abu Dhabi;Emirati
United Kingdom,UK,U.K.,Britain,Great Britain;London;British,Briton,Brit
United States,United States of America,US,U.S.,USA,U.S.A.,America;Washington,Washington DC,Washington D.C.;American
Uruguay;Montevideo;Uruguayan
Uzbekistan;Tashkent;Uzbek
Vatican,Vatican City,Holy See;;
Venezuela;Caracas;Venezuelan
Vietnam,Viet Nam;Hanoi;Vietnamese
Wales;Cardiff;Welsh,Welshman
England;;English,Englishman
Northern Ireland;Belfast;Northern Irish
Yemen;Sanaa,Sana'a;Yemeni
Yugoslavia;;Yugoslav
Zambia;Lusaka;Zambian
Zimbabwe,Rhodesia;Harare;Zimbabwean
Europe;;European
Africa;;African
Asia;;Asian
Southeast Asia,South East Asia,South-East Asia;;Southeast Asian,South-East Asian
Latin America;;Latin American
North America;;North American
South America;;South American
Middle East,Mideast,Near East;;Middle Eastern
"""

#: Cities and regions that are known by several names; each group is one place.
_PLACES = """
Mumbai,Bombay|Kolkata,Calcutta|Chennai,Madras|Bengaluru,Bangalore|Guangzhou,Canton|Ho Chi Minh City,Saigon|
Saint Petersburg,St. Petersburg,St Petersburg,Leningrad|Istanbul,Constantinople|Kharkiv,Kharkov|Lviv,Lvov,Lwow|
Odesa,Odessa|Dnipro,Dnepropetrovsk,Dnipropetrovsk|Gdansk,Gdańsk,Danzig|Wroclaw,Wrocław,Breslau|Cologne,Köln,Koeln|
Munich,München,Muenchen|Nuremberg,Nürnberg|
Geneva,Genève,Genf|Zurich,Zürich|
Florence,Firenze|Venice,Venezia|Turin,Torino|
Milan,Milano|Naples,Napoli|Genoa,Genova|Dubrovnik,Ragusa|Thessaloniki,Salonika,Salonica|Piraeus,Pireas|
Seville,Sevilla|Lisbon,Lisboa|Gothenburg,Göteborg,Goteborg|Antwerp,Antwerpen|Ghent,Gent|
Bruges,Brugge|The Hague,Den Haag|
New York,New York City,NYC|Los Angeles,L.A.|
Persian Gulf,Arabian Gulf|Sea of Japan,East Sea|Falkland Islands,Falklands,Malvinas|
Inner Mongolia,Nei Mongol|Xinjiang,Sinkiang,East Turkestan|Sichuan,Szechuan,Szechwan|
Newfoundland and Labrador,Newfoundland,N.L.|British Columbia,B.C.|Nova Scotia,N.S.|
New Brunswick,N.B.|Prince Edward Island,P.E.I.|
Northwest Territories,N.W.T.|
New South Wales,NSW|
Western Australia,WA|Crimea,Krym|Kaliningrad,Königsberg|Transnistria,Transdniestria|
Nagorno-Karabakh,Artsakh|Macau,Macao|
Mecca,Makkah|
Medina,Madinah|Aleppo,Halab|Mosul,Nineveh|Benghazi,Bengasi|Cairo,Al-Qahira|Mount Everest,Everest,Qomolangma
"""

_STATES = (
    "Alabama:Ala Arizona:Ariz Arkansas:Ark California:Calif Colorado:Colo Connecticut:Conn Delaware:Del Florida:Fla "
    "Illinois:Ill Indiana:Ind Kansas:Kan Kentucky:Ky Louisiana:La Maryland:Md Massachusetts:Mass Michigan:Mich "
    "Minnesota:Minn Mississippi:Miss Missouri:Mo Montana:Mont Nebraska:Neb Nevada:Nev Oklahoma:Okla Oregon:Ore "
    "Pennsylvania:Pa Tennessee:Tenn Texas:Tex Vermont:Vt Virginia:Va Washington:Wash Wisconsin:Wis Wyoming:Wyo "
    "Ontario:Ont Quebec:Que Manitoba:Man Saskatchewan:Sask Alberta:Alta"
)
#: Short forms that are no other word or name, so that they are known without their full stop too.
_SHORT = frozenset(
    "Ariz Calif Colo Conn Fla Kan Mich Minn Mont Nev Okla Pa Tenn Tex Vt Wis Wyo Ont Sask Alta Mo Ky".split()
)
_REGIONAL = (
    "Western Eastern Northern Southern Arab Muslim Christian Jewish Islamic Buddhist Hindu Sikh Catholic "
    "Protestant Orthodox "
    "Sunni Shiite Shia Jew Anglican Kurdish Kurd Basque Catalan Uighur Uyghur Rohingya Roma Chechen Republican "
    "Democratic "
    "Democrat Conservative Labour Liberal Communist Nazi Hispanic Latino Scandinavian Nordic Baltic Balkan "
    "Adriatic Caribbean "
    "Mediterranean Atlantic Pacific Arctic Alpine Slavic Persian Bavarian Sicilian Siberian Texan Californian"
).split()


@cache
def _rows() -> list[tuple[list[str], list[str], list[str]]]:
    cut = [line.split(";") for line in _COUNTRIES.strip().split("\n")]
    return [tuple([x for x in part.split(",") if x] for part in row) for row in cut]  # type: ignore[misc]


@cache
def canonical_places() -> dict[str, str]:
    """Folded name of a place -> the name it is known by here: countries, capitals, renamed cities, US states."""
    out: dict[str, str] = {}
    for names, capitals, _ in _rows():
        out |= {name.lower(): names[0] for name in names}
        groups = [capitals] if capitals and capitals[0] not in ("Naypyidaw", "Dodoma") else [[c] for c in capitals]
        for group in groups:
            out |= {name.lower(): group[0] for name in group}
    for listed in _PLACES.replace("\n", "").split("|"):
        names = listed.split(",")
        out |= {name.lower(): names[0] for name in names}
    for pair in _STATES.split():
        full, short = pair.split(":")
        out.setdefault(full.lower(), full)
        out.setdefault(short.lower() + ".", full)
        if short in _SHORT:
            out.setdefault(short.lower(), full)
    return out


@cache
def countries() -> frozenset[str]:
    """Lower-cased names of countries and continents."""
    return frozenset(name.lower() for names, _, _ in _rows() for name in names)


@cache
def seats() -> dict[str, str]:
    """Lower-cased capital -> country: news says "Paris" for the government of France."""
    return {capital.lower(): names[0] for names, capitals, _ in _rows() for capital in capitals}


def country_behind(name: str) -> str | None:
    """The country that a country's or capital's name speaks for: "Paris" and "France" are one voice."""
    plain = " ".join(name.lower().removeprefix("the ").split())
    return seats().get(plain) or (canonical_places().get(plain) if plain in countries() else None)


@cache
def states() -> frozenset[str]:
    """Lower-cased names and short forms of the states and provinces of the United States and Canada."""
    out = {name.lower() for pair in _STATES.split() for name in (pair.split(":")[0], pair.split(":")[1] + ".")}
    canada = "newfoundland and labrador,n.l.,british columbia,b.c.,nova scotia,n.s.,new brunswick,n.b.,p.e.i.,n.w.t."
    own = "new york,n.y.,new jersey,n.j.,new mexico,n.m.,new hampshire,n.h.,north carolina,n.c.,south carolina,s.c."
    more = "north dakota,n.d.,south dakota,s.d.,"
    more += "west virginia,w.va.,rhode island,r.i.,d.c.,maine,utah,iowa,idaho,ohio,hawaii"
    return frozenset(out | set(f"{canada},{own},{more}".split(",")))


@cache
def demonyms() -> dict[str, str]:
    """Lower-cased adjective or people noun -> country ("" for those of no country: Western, Muslim)."""
    out: dict[str, str] = {}
    for names, _, adjectives in _rows():
        for word in adjectives:
            for form in (word, word + "s", word[:-3] + "men" if word.endswith("man") else word):
                out[form.lower()] = names[0]
    for word in _REGIONAL:
        for form in (word, word + "s"):
            out.setdefault(form.lower(), "")
    return out
