"""Units as news print them, and what one of them is in the canonical unit of its kind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: canonical = number * factor + shift, in `canonical`."""

    canonical: str
    factor: float = 1.0
    shift: float = 0.0


_TABLE: tuple[tuple[str, float, str], ...] = (
    ("m", 1, "m metre metres meter meters"),
    ("m", 1000, "km kms kilometre kilometres kilometer kilometers"),
    ("m", 0.01, "cm centimetre centimetres centimeter centimeters"),
    ("m", 0.001, "mm millimetre millimetres millimeter millimeters"),
    ("m", 1609.344, "mile miles"),
    ("m", 1852, "nautical-mile nautical-miles"),
    ("m", 0.3048, "foot feet ft"),
    ("m", 0.0254, "inch inches"),
    ("m", 0.9144, "yard yards yd yds"),
    ("m2", 1, "square-metre square-metres square-meter square-meters sqm sq-m m2 m²"),
    ("m2", 1e6, "square-kilometre square-kilometres square-kilometer square-kilometers sq-km sqkm km2 km²"),
    ("m2", 2589988.11, "square-mile square-miles sq-mi"),
    ("m2", 0.09290304, "square-foot square-feet sq-ft"),
    ("m2", 10000, "hectare hectares ha"),
    ("m2", 4046.8564224, "acre acres"),
    ("m3", 1, "cubic-metre cubic-metres cubic-meter cubic-meters m3 m³"),
    ("m3", 1e9, "cubic-kilometre cubic-kilometres bcm"),
    ("m3", 0.0283168466, "cubic-foot cubic-feet"),
    ("m3", 0.001, "litre litres liter liters"),
    ("m3", 1e-6, "ml millilitre millilitres milliliter milliliters"),
    ("m3", 0.003785411784, "gallon gallons"),
    ("m3", 0.158987294928, "barrel barrels"),
    ("kg", 1, "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes"),
    ("kg", 0.001, "g gram grams gramme grammes"),
    ("kg", 1e-6, "mg milligram milligrams"),
    ("kg", 1000, "tonne tonnes metric-ton metric-tons"),
    ("kg", 907.18474, "ton tons short-ton short-tons"),
    ("kg", 0.45359237, "pound-weight pound pounds lb lbs"),
    ("kg", 0.028349523125, "ounce ounces oz"),
    ("kg", 6.35029318, "stone"),
    ("m/s", 1 / 3.6, "km/h kph kmh kmph km-per-hour kilometres-per-hour kilometers-per-hour kilometres-an-hour "
                     "kilometers-an-hour km-an-hour"),
    ("m/s", 0.44704, "mph miles-per-hour miles-an-hour"),
    ("m/s", 0.514444444, "knot knots"),
    ("m/s", 1, "m/s metres-per-second meters-per-second metres-a-second"),
    ("W", 1, "watt watts w"),
    ("W", 1e3, "kw kilowatt kilowatts"),
    ("W", 1e6, "mw megawatt megawatts"),
    ("W", 1e9, "gw gigawatt gigawatts"),
    ("J", 3.6e6, "kwh kilowatt-hour kilowatt-hours"),
    ("J", 3.6e9, "mwh megawatt-hour megawatt-hours"),
    ("Hz", 1, "hz hertz"),
    ("Hz", 1e6, "mhz megahertz"),
    ("Hz", 1e9, "ghz gigahertz"),
    ("B", 1e6, "mb megabyte megabytes"),
    ("B", 1e9, "gb gigabyte gigabytes"),
    ("B", 1e12, "tb terabyte terabytes"),
    ("degree", 1, "degree degrees"),
)  # fmt: skip

_SHIFTED = {
    "K": (
        Unit("degC"),
        "°c ºc degrees-celsius degrees-centigrade degree-celsius celsius degrees-c",
    ),
    "F": (Unit("degC", 5 / 9, -160 / 9), "°f ºf degrees-fahrenheit degree-fahrenheit fahrenheit degrees-f"),
}


@cache
def units() -> dict[str, Unit]:
    """Spelling (small letters, words joined by hyphens) -> unit."""
    out = {name: Unit(canonical, factor) for canonical, factor, names in _TABLE for name in names.split()}
    for unit, names in _SHIFTED.values():
        out.update(dict.fromkeys(names.split(), unit))
    return out


#: Currency sign or code, as written -> ISO 4217 code.
SIGNS: dict[str, str] = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "S$": "SGD", "HK$": "HKD",
    "$US": "USD", "$ US": "USD", "$A": "AUD", "$NZ": "NZD",
    "R$": "BRL", "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY",
    "₦": "NGN", "₴": "UAH", "฿": "THB", "USD": "USD", "EUR": "EUR", "GBP": "GBP", "JPY": "JPY", "CNY": "CNY",
    "RMB": "CNY", "INR": "INR", "Rs": "INR", "AUD": "AUD", "CAD": "CAD", "SGD": "SGD", "CHF": "CHF", "RM": "MYR",
    "R": "ZAR", "Sh": "KES", "KSh": "KES", "Ksh": "KES", "USh": "UGX", "Rp": "IDR",
    "NOK": "NOK", "SEK": "SEK", "DKK": "DKK", "PLN": "PLN", "ZAR": "ZAR", "NGN": "NGN", "KES": "KES", "Tk": "BDT",
}  # fmt: skip
#: Currency word (small letters) -> ISO 4217 code, or the word where several states share it.
CURRENCY_WORDS: dict[str, str] = {
    "dollar": "USD", "dollars": "USD", "us dollars": "USD", "u.s. dollars": "USD", "bucks": "USD",
    "canadian dollars": "CAD", "australian dollars": "AUD", "singapore dollars": "SGD",
    "cent": "cent", "cents": "cent", "euro": "EUR", "euros": "EUR",
    "pound": "GBP", "pounds": "GBP", "pounds sterling": "GBP", "quid": "GBP", "pence": "penny",
    "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupee": "INR", "rupees": "INR", "ruble": "RUB", "rubles": "RUB",
    "rouble": "RUB", "roubles": "RUB", "franc": "franc", "francs": "franc", "swiss francs": "CHF", "won": "KRW",
    "baht": "THB", "ringgit": "MYR", "peso": "peso", "pesos": "peso", "lira": "TRY", "liras": "TRY",
    "shekel": "ILS", "shekels": "ILS", "riyal": "riyal", "riyals": "riyal", "dirham": "dirham", "dirhams": "dirham",
    "dinar": "dinar", "dinars": "dinar", "krona": "krona", "kronor": "krona", "krone": "krone", "kroner": "krone",
    "zloty": "PLN", "zlotys": "PLN", "hryvnia": "UAH", "hryvnias": "UAH", "real": "BRL", "reais": "BRL",
    "naira": "NGN", "rand": "ZAR", "rupiah": "IDR", "dong": "VND", "taka": "BDT", "forint": "HUF", "tenge": "KZT",
    "deutsche marks": "DEM", "marks": "DEM",
}  # fmt: skip
#: Languages that write 140.000 for a hundred and forty thousand and 2,5 for two and a half.
COMMA_DECIMAL = frozenset("de fr es it nl pt pl ru uk sv da nb no fi cs sk hu ro tr el bg hr sr sl id vi".split())
