import pytest

from claims.matching.flags.agents import agent_of, owner_of
from claims.matching.passage import Passage


def agent(text: str, word: str) -> str:
    passage = Passage.of(text)
    index = [t.text for t in passage.tokens].index(word)
    found = agent_of(passage, passage.names, index) or owner_of(passage, passage.names, index)
    return passage.words(sorted(found))


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("A lorry rammed a tram.", "rammed", "lorry"),
        ("A tram was rammed on Monday by a lorry.", "rammed", "lorry"),
        ("Boat rammed by the coast guard.", "rammed", "coast guard"),
        ("The coach of Ajax insulted the referee.", "insulted", "coach of Ajax"),
        ("The coach in Amsterdam insulted the referee.", "insulted", "coach"),
        ("In Graz the headmaster has reported a teacher.", "reported", "headmaster"),
        (
            "Rashid, the leader of the party, lost the vote.",
            "lost",
            "Rashid, the leader of the party",
        ),
        ("The Philippines filed a complaint against China.", "complaint", "Philippines"),
        ("China’s complaint was dismissed.", "complaint", "China’s"),
        ("It was the Pope who invited him.", "invited", "Pope"),
        ("The plan whom the president had proposed.", "proposed", "president"),
        ("Norway supplies the gas.", "supplies", "Norway"),
        ("The tram was rammed.", "rammed", ""),
        ("The vaccine stays below 70 degrees Celsius.", "degrees", ""),
    ],
)
def test_finds_who_does_it(text: str, word: str, expected: str) -> None:
    assert agent(text, word) == expected


@pytest.mark.parametrize("link", ["and", "of the", "in"])
def test_a_list_or_chain_of_any_length_has_an_agent(link: str) -> None:
    text = f" {link} ".join(["Ghent"] * 3_000) + " insulted the referee."

    found = agent_of(Passage.of(text), (), len(text.split()) - 3)

    assert bool(found)
    assert len(found) == (1 if link == "in" else 3_000)
