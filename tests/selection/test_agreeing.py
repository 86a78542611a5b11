from turnabout.selection.agreeing import WHOLE, Marks, differences


def test_two_apart_on_one_criterion_is_a_difference_and_one_apart_is_none():
    assert differences([Marks({"M3": 2, "M4": 1}, "yes"), Marks({"M3": 0, "M4": 2}, "yes")]) == ["M3"]


def test_another_recommendation_is_a_difference_by_itself():
    assert differences([Marks({"M3": 1}, "yes"), Marks({"M3": 1}, "not_yet")]) == [WHOLE]


def test_one_reader_never_differs():
    assert differences([Marks({"M3": 0}, "not_yet")]) == []
