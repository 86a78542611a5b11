"""Who reads what: everybody gets as many readers as there can be, and nobody much more than others."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnabout.selection.sharing_out import share_out

DESKS = ("ann", "ben", "cay")


@st.composite
def _cases(draw):
    many = draw(st.integers(1, 5))
    wanted = {f"a{n}": draw(st.integers(0, 2)) for n in range(many)}
    free = {one: draw(st.sets(st.sampled_from(DESKS))) for one in wanted}
    load = {who: draw(st.integers(0, 3)) for who in DESKS}
    return wanted, free, load


def _spread(load, given):
    desks = dict(load)
    for readers in given.values():
        for who in readers:
            desks[who] += 1
    return sorted(desks.values(), reverse=True)


def _every_way(wanted, free):
    def ways(one):
        need = min(wanted[one], len(free[one]))
        return [way for way in product((False, True), repeat=len(DESKS)) if sum(way) == need and all(
            who in free[one] for who, taken in zip(DESKS, way, strict=True) if taken)]  # fmt: skip

    for ways_of_all in product(*(ways(one) for one in wanted)):
        yield {
            one: [who for who, taken in zip(DESKS, way, strict=True) if taken]
            for one, way in zip(wanted, ways_of_all, strict=True)
        }


@given(_cases())
def test_every_application_gets_as_many_different_free_readers_as_it_can(case):
    wanted, free, load = case
    given_out = share_out(wanted, free, load)
    for one, readers in given_out.items():
        assert len(readers) == len(set(readers)) == min(wanted[one], len(free[one]))
        assert set(readers) <= free[one]


@given(_cases())
def test_no_other_way_leaves_the_desks_more_even(case):
    wanted, free, load = case
    ours = _spread(load, share_out(wanted, free, load))
    best = min(sum(desk * desk for desk in _spread(load, way)) for way in _every_way(wanted, free))
    assert sum(desk * desk for desk in ours) == best


@given(_cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(case, source):
    wanted, free, load = case
    mixed = list(wanted)
    source.shuffle(mixed)
    again = share_out({one: wanted[one] for one in mixed}, free, dict(reversed(load.items())))
    assert again == share_out(wanted, free, load)


@pytest.mark.parametrize("many", [300])
def test_ten_desks_share_hundreds_within_one_of_each_other(many):
    desks = [f"desk {n}" for n in range(10)]
    wanted = {f"application {n:04}": 2 for n in range(many)}
    free = {one: [who for k, who in enumerate(desks) if (n + k) % 7] for n, one in enumerate(wanted)}
    spread = _spread(dict.fromkeys(desks, 0), share_out(wanted, free, {}))
    assert sum(spread) == 2 * many
    assert spread[0] - spread[-1] <= 1
