"""The weights of signs: right where the answer is known, drawn to the figure set by hand, and told apart from memory."""

from support.logistic import apart, fit, share


def test_a_sign_that_tells_nothing_weighs_nothing():
    rows = [(1.0, 0.0), (1.0, 1.0)] * 20
    right = [True, True, False, False] * 10
    assert abs(fit(rows, right, [0.0, 0.0], 1.0)[1]) < 1e-6


def test_the_base_is_the_share_where_no_sign_holds():
    rows, right = [(1.0, 0.0)] * 40, [True] * 30 + [False] * 10
    assert abs(share(fit(rows, right, [0.0, 0.0], 1.0), (1.0, 0.0)) - 0.75) < 1e-3


def test_few_rows_leave_a_weight_near_the_figure_set_by_hand():
    few = [(1.0, 1.0), (1.0, 0.0)]
    assert abs(fit(few * 1, [False, True], [0.0, 2.0], 50.0)[1] - 2.0) < 0.1
    assert fit(few * 500, [False, True] * 500, [0.0, 2.0], 1.0)[1] < 0


def test_an_article_that_is_left_out_does_not_foretell_itself():
    rows, articles = [(1.0, float(k == 0)) for k in range(10)], list(range(10))
    right = [k == 0 for k in range(10)]
    assert apart(rows, right, articles, [0.0, 0.0], 0.1)[0] < 0.2
