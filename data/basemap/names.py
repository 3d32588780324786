"""What is drawn, and the English names that the dossier's tables use where Natural Earth writes otherwise."""

FOCUS = {
    "AFG": "Afghanistan",
    "IRN": "Iran",
    "IRQ": "Iraq",
    "KGZ": "Kyrgyzstan",
    "PAK": "Pakistan",
    "SYR": "Syria",
    "TJK": "Tajikistan",
    "TKM": "Turkmenistan",
    "TUR": "Turkey",
    "UZB": "Uzbekistan",
}
"""The countries whose provinces are all drawn, by Natural Earth's code."""

SINGLE = {"RU.01": "Adygea", "US.LA": "Louisiana", "US.NC": "North Carolina"}
"""Provinces drawn of other countries, by GeoNames' code."""

UNLABELLED = {
    "Akrotiri Sovereign Base Area",
    "Baykonur Cosmodrome",
    "Dhekelia Sovereign Base Area",
    "Siachen Glacier",
    "US Naval Base Guantanamo Bay",
}
"""Units of Natural Earth that are no countries."""

COUNTRY = {
    "Aland": "Åland",
    "Baykonur Cosmodrome": "Kazakhstan",
    "Hong Kong S.A.R.": "Hong Kong",
    "Macau S.A.R": "Macau",
    "Macedonia": "North Macedonia",
    "Republic of Serbia": "Serbia",
    "S. Sudan": "South Sudan",
    "Swaziland": "Eswatini",
    "The Bahamas": "Bahamas",
    "United Republic of Tanzania": "Tanzania",
    "United States of America": "United States",
}

PROVINCE = {
    "Al Anbar": "Anbar",
    "Al Muthanna": "Muthanna",
    "Babylon": "Babil",
    "Al-Qādisiyyah": "Qadisiyah",
    "Al-Raqqah": "Raqqa",
    "Al-Hasakah": "Hasakah",
    "As-Suwayda": "Suwayda",
    "Western al-Samadania": "UNDOF zone",
    "Khujand": "Sughd",
    "districts of Republican Subordination": "Districts of Republican Subordination",
    "Jowzjan": "Jawzjan",
    "Nimruz": "Nimroz",
    "Urozgan": "Uruzgan",
    "Ghōr": "Ghor",
    "Daşoguz": "Dashoguz",
}

BY_CODE = {"AF.41": "Daykundi", "AF.42": "Panjshir", "UZ.13": "Tashkent City"} | SINGLE
"""Units that share another's name in Natural Earth, by GeoNames' code."""

ISO = {
    "CYN": "",
    "FRA": "FR",
    "KAB": "KZ",
    "KAS": "",
    "KOS": "XK",
    "NLD": "NL",
    "NOR": "NO",
    "NZL": "NZ",
    "PSX": "PS",
    "SOL": "",
}
"""Two-letter codes that Natural Earth leaves out or splits, by its own code; empty where there is none."""
