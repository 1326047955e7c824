from tests.accuracy.filler_events import Tally, compare


def test_a_filler_within_the_tolerance_is_right() -> None:
    assert compare([(1.5, 1.7)], [(1.0, 1.25)], []) == Tally(right=1)


def test_a_filler_beyond_the_tolerance_is_a_false_alarm_and_its_label_is_missed() -> None:
    assert compare([(1.6, 1.7)], [(1.0, 1.25)], []) == Tally(false=1, missed=1)


def test_two_fillers_on_one_label_count_once() -> None:
    assert compare([(1.0, 1.1), (1.1, 1.2)], [(1.0, 1.2)], []) == Tally(right=1, false=1)


def test_an_ignored_interval_is_neither_right_nor_wrong() -> None:
    assert compare([(2.0, 2.2)], [], [(2.1, 2.5)]) == Tally()
