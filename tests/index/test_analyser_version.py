"""Who changes how texts are read raises the version, so that older snapshots are refused."""

from hashlib import sha256

from claims.index import ANALYSER_VERSION
from claims.terms import terms_of
from claims.text import tokenize

SAMPLE = {
    "en": "The U.S. Senate rejected O'Neill's plan: prices rose 3.4 per cent in New York, not "
    "1,000.5% as Moscow’s officials said. “Women fell ill,” the doctors wrote; US$5m was lost; "
    "no one paid.",
    "de": "Die Bundesregierung hat die Brücken über die Spree nicht geschlossen, sagte Müller.",
    "fr": "L'eau de l'usine n'était pas polluée, d'après les médecins de São Paulo.",
    "ru": "Россия ещё не ввела санкции против Китая, заявил министр.",
    "zh": "中国政府没有关闭黑龙江大桥。",
    "ar": "لم تفرض روسيا عقوبات على الصين",
    "tr": "İstanbul'da köprüler kapatılmadı, dedi ışık bakanı.",
    "hi": "रूस ने चीन पर प्रतिबंध नहीं लगाए।",
    "th": "รัสเซียไม่ได้คว่ำบาตรจีน",
}
FINGERPRINTS = {2: "848526e375d828dd"}


def test_a_change_of_the_analysis_has_a_new_version() -> None:
    terms = [terms_of(tokenize(text, language=tag)) for tag, text in SAMPLE.items()]

    fingerprint = sha256(repr(terms).encode()).hexdigest()[:16]

    assert fingerprint == FINGERPRINTS[ANALYSER_VERSION], (
        "Texts are read into other terms than before: raise ANALYSER_VERSION in "
        f"claims/index/packing.py and note the new fingerprint {fingerprint} here."
    )
