from claims.ranking import run_lines


def test_a_run_has_six_columns_and_ranks_from_one() -> None:
    lines = list(run_lines("q7", ["a", "b"], [1.5, -2.0]))
    assert lines == ["q7\tQ0\ta\t1\t1.500000\tfactcheck\n", "q7\tQ0\tb\t2\t-2.000000\tfactcheck\n"]
