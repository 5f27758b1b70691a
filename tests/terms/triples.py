"""A claim, a light restatement of it and another sentence on its subject, in many languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Triple:
    """Three sentences of one language: only the first two say the same."""

    language: str
    claim: str
    restatement: str
    unrelated: str


TRIPLES = (
    Triple(
        "es",
        "El gobierno cerró tres hospitales públicos en la provincia durante la pandemia.",
        "Durante la pandemia el Gobierno cerraba hospitales públicos de la provincia, se dice.",
        "Los médicos de la provincia piden al gobierno más camas y mejores salarios.",
    ),
    Triple(
        "fr",
        "L'eau de la rivière contient du plomb à cause de l'usine chimique.",
        "À cause d'une usine chimique, du plomb se trouve dans les eaux de cette rivière.",
        "Le maire a promis aux pêcheurs de la rivière que le barrage serait bientôt réparé.",
    ),
    Triple(
        "de",
        "Die Bundesregierung hat die Steuern auf Krankenversicherungsbeiträge verdoppelt.",
        "Steuern auf einen Krankenversicherungsbeitrag wurden von der Bundesregierung verdoppelt.",
        "Die Bundesregierung plant im kommenden Jahr neue Hilfen für kleine Betriebe.",
    ),
    Triple(
        "it",
        "La qualità dell'acqua potabile è peggiorata dopo l'apertura della discarica.",
        "Dopo che la discarica è stata aperta, peggiora la qualità delle acque potabili.",
        "I cittadini chiedono al sindaco un nuovo parco vicino alla discarica.",
    ),
    Triple(
        "pt",
        "O presidente vendeu as florestas da Amazônia a empresas estrangeiras.",
        "Florestas da Amazônia foram vendidas pelo presidente a uma empresa estrangeira.",
        "O presidente visitou aldeias indígenas do sul na semana passada.",
    ),
    Triple(
        "nl",
        "De regering sluit alle kerncentrales en koopt dure stroom uit het buitenland.",
        "Alle kerncentrales worden door de regering gesloten, dure stroom komt uit het buitenland.",
        "Volgens de regering zijn er te weinig technici om windmolens te onderhouden.",
    ),
    Triple(
        "ru",
        "Вакцина вызывает бесплодие у женщин, утверждают учёные из института.",
        "По словам ученых института, вакцины вызывают у женщины бесплодие.",
        "Институт закупил для больниц новые вакцины и машины скорой помощи.",
    ),
    Triple(
        "tr",
        "İstanbul Belediyesi deprem yardımlarını zengin iş adamlarına dağıttı.",
        "Deprem yardımları, İstanbul belediyesi tarafından zengin iş adamlarına dağıtıldı.",
        "Uzmanlar, deprem için yeni binaların sağlam zeminlerde yapılması gerektiğini söyledi.",
    ),
    Triple(
        "ar",
        "أغلقت الحكومة جميع المدارس بسبب نقص المياه في العاصمة.",
        "بسبب نقص الميـــاه أَغْلَقَتِ الحكومةُ المدارس في العاصمة.",
        "وصل وزير الحكومة إلى الجنوب للقاء الفلاحين ومناقشة أسعار المياه.",
    ),
    Triple(
        "hi",
        "सरकार ने किसानों की ज़मीन विदेशी कंपनियों को बेच दी है।",
        "विदेशी कंपनी को सरकार ने किसानों की ज़मीन बेच दी।",
        "किसानों ने कहा कि इस साल बारिश कम होने से फसल खराब हुई।",
    ),
    Triple(
        "zh",
        "疫苗会导致儿童失去听力,卫生部隐瞒了这一数据。",
        "卫生部隐瞒数据:儿童接种疫苗后会失去听力。",
        "卫生部说医院将在周末延长门诊时间,方便家长带孩子看病。",
    ),
    Triple(
        "ja",
        "政府は年金の支給開始年齢を七十歳に引き上げた。",
        "年金の支給開始年齢が政府により七十歳へ引き上げられた。",
        "野党は年金と高齢者の医療費について国会で説明を求めている。",
    ),
    Triple(
        "th",
        "รัฐบาลขายที่ดินริมแม่น้ำให้บริษัทต่างชาติ",
        "ที่ดินริมแม่น้ำถูกรัฐบาลขายให้บริษัทต่างชาติ",
        "ชาวบ้านขอให้ตำรวจช่วยตามหาวัวที่หายไปเมื่อคืน",
    ),
    Triple(
        "ko",
        "정부가 원자력 발전소를 모두 폐쇄하고 전기를 외국에서 수입한다.",
        "정부는 모든 원자력 발전소의 폐쇄와 외국 전기의 수입을 결정했다.",
        "국회에서 야당 의원들이 정부의 교육 예산을 두고 토론을 벌였다.",
    ),
    Triple(
        "el",
        "Η κυβέρνηση έκλεισε όλους τους σταθμούς και απέλυσε χίλιους εργαζόμενους.",
        "ΟΙ ΣΤΑΘΜΟΙ έκλεισαν από την κυβέρνηση, που απέλυσε χίλιους εργαζόμενους.",
        "Η κυβέρνηση υποσχέθηκε στους κατοίκους καινούργια πάρκα και σχολεία.",
    ),
    Triple(
        "pl",
        "Minister sprzedał szpital zagranicznej firmie bez przetargu.",
        "Szpital bez przetargu sprzedano: zagranicznej firmie oddał go minister.",
        "Mieszkańcy czekają na nowy szpital od kilku lat.",
    ),
)
