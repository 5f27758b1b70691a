"""The shapes of made-up statements: subjects, predicates and what is said around them.

A symbol stands for a word of a class of `claims.benchmark.vocabulary`, every other word for itself.
"""

from collections.abc import Sequence


def _shapes(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split()) for line in text.strip().splitlines())


SUBJECTS = _shapes("""
the N
the A N
A Ns
P 's N
a N of P
the N for Ns
F L
F L
F L , a A N ,
O
Ns in P
A Ns
more than Q Ns
one in Q Ns
C percent of Ns in P
N Ns
a A N from P
a N in P
""")

PREDICATES = _shapes("""
Vd the N
Vd a A N of Ns
will V A Ns
Vd Q Ns
Vd more than Q A Ns
did not V the N
never Vd a A N
was Vd by the N of P
said that Ns would V Ns
planned to V its A N
Vd Q million euros for Ns
Vd F L and its A N
Vd its N and A Ns
can V N Ns
had been Vd to V a N
wanted Ns to V Q Ns
Vd O for Vg A Ns
could R V all Ns
""")

ADJUNCTS = _shapes("""
in P
in P
in Y
in Y
in M Y
on D M Y
after a N of Ns
after the N Vd its N
because of A Ns
for Q euros a N
to V a N
with A Ns of F L
by C percent
during the A N
while Ns in P were Vd
before a N of O
from P to P
under the N of P
and R Vd their N
near the N of P
according to O
without Vg a A N
as N Ns in P
for a A N of Ns
of the N
and A Ns
""")

LITERALS: Sequence[str] = tuple(
    dict.fromkeys(
        word
        for shape in (*SUBJECTS, *PREDICATES, *ADJUNCTS)
        for word in shape
        if not word[0].isupper()
    )
)
