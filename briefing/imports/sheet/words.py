"""The names that people give the columns of a sheet, in eight languages, and the names of months and seasons."""

import re

from briefing.dossier.folding import fold

FIELDS = {
    "id": "the row's own name",
    "title": "what is said to have happened",
    "date": "when, or when it began",
    "end": "when it was over, of what lasted",
    "published": "when the source came out",
    "place": "where, as a name",
    "country": "the country of the place",
    "province": "the province of the place",
    "latitude": "degrees north",
    "longitude": "degrees east",
    "coordinates": "latitude and longitude in one cell",
    "precision": "how finely the place is known",
    "radius_km": "how far from the point it may lie",
    "url": "addresses of sources, several with ;",
    "source": "names of sources, or their addresses",
    "actor": "who, several with ;",
    "kind": "what sort of event",
    "summary": "more words on it",
    "note": "a remark",
}
"""What a column of a sheet can be, each with its meaning."""

MANY = ("url", "source", "actor", "summary", "note")
"""Of these a sheet may have several columns."""

_NAMES = {
    "id": "id; nr; no; number; event id; event no; uid; kennung; nummer; lfd nr; identifiant; numero; номер; "
    "ид; рақам; معرف; رقم; المعرف; الرقم",
    "title": "title; event; event title; headline; incident; what; what happened; event name; titel; ereignis; "
    "vorfall; überschrift; schlagzeile; was; titre; événement; intitulé; quoi; название; заголовок; "
    "событие; происшествие; что; что произошло; العنوان; عنوان; الحدث; حدث; الواقعة; унвон; ҳодиса; "
    "воқеа; рӯйдод; сарлавҳа; título; titular; incidente; manchete; evento; suceso; hecho; qué; qué pasó; "
    "acontecimento; ocorrência",
    "date": "date; event date; when; start; start date; date start; begin; begin date; date of event; incident "
    "date; datum; ereignisdatum; wann; beginn; anfang; startdatum; date événement; quand; début; date "
    "de début; дата; дата события; когда; начало; дата начала; التاريخ; تاريخ; تاريخ الحدث; متى; تاريخ "
    "البدء; сана; таърих; кай; оғоз; санаи ҳодиса; fecha; fecha del evento; fecha del hecho; cuándo; "
    "inicio; fecha de inicio; data do evento; quando; início; data de início",
    "end": "end; end date; date end; until; till; ende; enddatum; bis; fin; date de fin; конец; дата "
    "окончания; окончание; النهاية; تاريخ الانتهاء; تاريخ النهاية; анҷом; охир; fecha de fin; fecha "
    "final; hasta; data final; data de término; até",
    "published": "published; publication date; pub date; date published; report date; date of report; source date; "
    "veröffentlicht; erscheinungsdatum; publié; date de publication; опубликовано; дата публикации; "
    "تاريخ النشر; нашр; санаи нашр; publicado; fecha de publicación; data de publicação",
    "place": "place; location; where; town; city; village; settlement; place name; location name; site; "
    "locality; ort; wo; stadt; ortsname; lieu; ville; où; localité; endroit; место; где; город; "
    "населенный пункт; нас пункт; село; локация; место события; المكان; مكان; الموقع; موقع; المدينة; "
    "مدينة; أين; ҷой; макон; шаҳр; маҳал; деҳа; куҷо; ҷойгоҳ; lugar; ubicación; dónde; ciudad; "
    "localidad; municipio; onde; cidade; localidade; localização; município",
    "country": "country; state country; land; staat; pays; страна; الدولة; البلد; دولة; بلد; кишвар; давлат; "
    "мамлакат; país",
    "province": "province; admin1; region; governorate; oblast; provinz; provinz region; bundesland; gouvernorat; "
    "région; область; провинция; регион; вилоят; المحافظة; محافظة; الولاية; мухофаза; ноҳия; provincia; "
    "departamento; província",
    "latitude": "latitude; lat; y; latitude n; breite; breitengrad; geogr breite; latitude nord; широта; шир; خط "
    "العرض; دائرة العرض; العرض; арз; арзи ҷуғрофӣ; latitud",
    "longitude": "longitude; lon; lng; long; x; longitude e; länge; laenge; längengrad; laengengrad; geogr länge; "
    "долгота; долг; خط الطول; الطول; тӯл; тули чуғрофи; тӯли ҷуғрофӣ; longitud",
    "coordinates": "coordinates; coords; coordinate; lat lon; latlon; lat long; lat lng; latlng; gps; geo; location "
    "coordinates; koordinaten; coordonnées; координаты; إحداثيات; الإحداثيات; координатҳо; coordenadas",
    "precision": "precision; genauigkeit; précision; точность; الدقة; precisión; precisão",
    "radius_km": "radius km; radius; rayon; радиус; نصف القطر; radio; raio",
    "url": "url; urls; link; links; source url; url source; source link; web; website; hyperlink; quelle url; "
    "quellenlink; lien; liens; url source; lien source; ссылка; ссылки; ссылка на источник; источник "
    "ссылка; الرابط; رابط; روابط; رابط المصدر; пайванд; линк; истинод; enlace; enlaces; url de la "
    "fuente; url da fonte",
    "source": "source; sources; outlet; publication; publisher; media; quelle; quellen; medium; source média; "
    "média; источник; источники; сми; المصدر; مصدر; المصادر; манбаъ; сарчашма; манбаҳо; манба; fuente; "
    "fuentes; medio; medios; fonte; fontes",
    "actor": "actor; actors; who; person; persons; people; group; groups; organisation; organization; involved; "
    "perpetrator; actor1; actor 1; suspect; akteur; akteure; wer; beteiligte; personen; gruppe; acteur; "
    "acteurs; qui; personne; groupe; актор; акторы; кто; участник; участники; лицо; лица; фигурант; "
    "группа; الفاعل; الفاعلون; فاعل; من; الشخص; الأشخاص; الجهة; иштирокчӣ; иштирокчиён; кӣ; шахс; "
    "фаъол; гурӯҳ; актёр; quién; actores; persona; personas; grupo; grupos; responsable; quem; ator; "
    "atores; pessoa; pessoas",
    "kind": "kind; type; event type; category; typ; art; kategorie; ereignistyp; genre; catégorie; type "
    "événement; тип; вид; категория; тип события; النوع; نوع; نوع الحدث; навъ; намуд; тип ҳодиса; tipo; "
    "tipo de evento; categoría; categoria",
    "summary": "summary; description; details; text; narrative; beschreibung; zusammenfassung; einzelheiten; "
    "résumé; détails; описание; подробности; краткое описание; текст; الوصف; وصف; ملخص; التفاصيل; "
    "тавсиф; шарҳ; хулоса; матн; resumen; descripción; detalles; texto; resumo; descrição; detalhes",
    "note": "note; notes; comment; comments; remark; remarks; anmerkung; bemerkung; notiz; kommentar; remarque; "
    "commentaire; примечание; примечания; комментарий; заметка; заметки; ملاحظة; ملاحظات; تعليق; эзоҳ; "
    "қайд; ёддошт; мулоҳиза; nota; notas; comentario; comentarios; observaciones; comentário; "
    "comentários; observações",
}

UNSURE = {
    word: field
    for field, words in {
        "title": "name; names; bezeichnung; nom; имя; наименование; ном; الاسم; اسم; nombre; nome",
        "place": "area; district; state; address; adresse; адрес; район; المنطقة; local",
        "date": "data",
        "published": "reported; posted; gemeldet; diffusé; сообщено; reportado",
    }.items()
    for word in words.split("; ")
}
"""Names that may mean this or something else; a person is asked."""


LONGEST = 300  # letters by which names of columns are told apart


def plain(name: str) -> str:
    """The name of a column as it is compared: without case, accents, signs and what stands in brackets."""
    # Brackets that nobody closes take long to look through where they are many.
    return " ".join(re.sub(r"[\W_]+", " ", re.sub(r"\(.*?\)|\[.*?\]", " ", fold(name[:LONGEST]))).split())


KNOWN = {plain(name): field for field, names in _NAMES.items() for name in (field, *names.split(";"))}
"""Every name of a column that is known, as it is compared, with its field."""

_LATIN = """
january jan januar janner janvier janv enero ene janeiro
february feb februar feber fevrier fevr febrero fevereiro fev
march mar marz mrz maerz mars marzo marco
april apr avril avr abril abr
may mai mayo maio
june jun juni juin junio junho
july jul juli juillet juil julio julho
august aug aout agosto ago
september sep sept septembre septiembre setiembre setembro set
october oct oktober okt octobre octubre outubro out
november nov novembre noviembre novembro
december dec dezember dez decembre diciembre dic dezembro
"""
_OTHERS = """
января январь янв январи январ январе يناير جانفي
февраля февраль фев февр феврали феврал феврале فبراير شباط فيفري
марта март мар марти марте مارس آذار
апреля апрель апр апрели апрел апреле أبريل ابريل نيسان أفريل
мая май майи мае مايو أيار ماي
июня июнь июн июни июне يونيو حزيران جوان
июля июль июл июли июле يوليو تموز جويلية
августа август авг августи августе أغسطس اغسطس آب أوت
сентября сентябрь сен сент сентябри сентябр сентябре سبتمبر أيلول
октября октябрь окт октябри октябр октябре أكتوبر اكتوبر
ноября ноябрь ноя нояб ноябри ноябр ноябре نوفمبر
декабря декабрь дек декабри декабр декабре ديسمبر
"""
# Months of two words.
_PAIRS = {
    "كانون الثاني": 1,
    "كانون ثاني": 1,
    "تشرين الأول": 10,
    "تشرين أول": 10,
    "تشرين الثاني": 11,
    "تشرين ثاني": 11,
    "كانون الأول": 12,
    "كانون أول": 12,
}
MONTHS = {
    fold(word): number
    for names in (_LATIN, _OTHERS)
    for number, line in enumerate(names.strip().splitlines(), 1)
    for word in line.split()
} | {fold(pair): number for pair, number in _PAIRS.items()}
"""Every name of a month, folded, with its number."""

_SEASONS = """
spring frühling frühjahr printemps primavera весна весной весны баҳор баҳори ربيع الربيع
summer sommer été verano verão лето летом лета тобистон тобистони صيف الصيف
autumn fall herbst automne otoño outono осень осенью осени тирамоҳ тирамоҳи خريف الخريف
winter hiver invierno inverno зима зимой зимы зимистон зимистони شتاء الشتاء
"""
SEASONS = {fold(word): number for number, line in enumerate(_SEASONS.strip().splitlines(), 21) for word in line.split()}
"""Every name of a season, folded, with its number in EDTF."""
