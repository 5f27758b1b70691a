from claims.ranking.words import (
    GRAM,
    character_grams,
    joined,
    names_of,
    numbers_of,
    passages_of,
    stems_of,
)


def test_inflected_words_share_stems() -> None:
    assert stems_of("The mayor's bridges opened") == stems_of("mayor bridge opening")


def test_grams_stay_inside_words() -> None:
    assert character_grams("Bridge is") == [" bri", "brid", "ridg", "idge", "dge ", " is "]
    assert all(len(gram) <= GRAM for gram in character_grams("a bc def ghij"))


def test_numbers_lose_their_commas() -> None:
    assert numbers_of("1,200 trams and 3.5 percent") == {"1200", "3.5"}


def test_names_do_not_begin_a_sentence() -> None:
    assert names_of("Yesterday the mayor met Lind. Nobody spoke.") == {"lind"}


def test_passages_keep_every_word_in_order() -> None:
    text = "one two three\n\nfour\nfive six seven eight\nnine"
    passages = passages_of(text, window=4)
    assert passages == ["one two three four", "five six seven eight", "nine"]
    assert passages_of("", window=4) == []


def test_fields_are_closed_by_a_mark() -> None:
    assert joined(["Is it true?", "", "It is"]) == "Is it true? It is."
