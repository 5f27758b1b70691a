from itertools import combinations

from claims.matching.training.corpus import crossed_claims, marked_texts, read_half


def test_the_halves_share_no_topic_and_no_claim() -> None:
    parts = [read_half(name) for name in ("train", "tempting", "test")]

    for one, other in combinations(parts, 2):
        assert not set(one.topics) & set(other.topics)
        assert not set(one.claims) & set(other.claims)


def test_each_mark_is_where_its_sentence_stands_and_every_pair_is_marked() -> None:
    half = read_half("train")
    texts = list(marked_texts(half))

    marked = {(m.claim, text.text[m.start : m.end]) for text in texts for m in text.marks}
    wanted = {(half.numbers[p["claim"]], p["sentence"].rstrip(".")) for p in half.pairs}
    assert {(claim, said.rstrip(".")) for claim, said in marked} == wanted
    assert sum(text.is_plain for text in texts) == len(half.articles)


def test_some_sentences_restate_two_claims() -> None:
    texts = [text for text in marked_texts(read_half("train")) if not text.is_plain]

    assert sum("; " in text.text for text in texts) > len(texts) / 2


def test_crossed_claims_are_repeatable_and_copy_no_long_run() -> None:
    half = read_half("train")
    sources = " ".join([*half.claims, *(p["sentence"] for p in half.pairs)])

    crossed = list(crossed_claims(half, 20))

    assert crossed == list(crossed_claims(half, 20))
    assert not any(text.rstrip(".") in sources for text in crossed)
