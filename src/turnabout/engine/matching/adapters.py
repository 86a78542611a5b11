"""The two solvers at hand: pylmcf's network simplex first, SciPy to fall back on.

Both are imported when they are asked, so that reading a file or refusing one does not wait for them.
"""

from typing import Any, cast

import numpy as np

from turnabout.engine.matching.flow import Adapter, AdapterFailed, Bools, FlowTask, Ints


class PylmcfAdapter:
    """Network simplex in whole numbers (LEMON, through pylmcf); it knows capacities and lower bounds."""

    name = "pylmcf"

    def heaviest(self, task: FlowTask) -> Bools:
        """Send each mentor's places to the mentees or, unused, straight to the sink.

        See `Adapter.heaviest`.
        """
        try:
            import pylmcf
        except ImportError as error:
            raise AdapterFailed(f"pylmcf cannot be loaded: {error}") from error
        mentors, mentees = len(task.mentor_places), len(task.mentee_places)
        sink = mentors + mentees
        top = int(task.weight.max(initial=0))
        starts = np.r_[task.mentor, np.arange(sink)]
        ends = np.r_[task.mentee + mentors, np.full(sink, sink)]
        idle = np.where(task.mentor_full, 0, task.mentor_places)
        capacities = np.r_[np.ones_like(task.weight), idle, task.mentee_places]
        costs = np.r_[top - task.weight, np.full(mentors, top), np.zeros(mentees, np.int64)]
        must = np.where(task.mentee_full, task.mentee_places, 0)
        minimums = np.r_[np.zeros(len(task.weight) + mentors, np.int64), must]
        order = np.lexsort((ends, starts))
        try:
            graph = pylmcf.Graph(sink + 1, starts[order], ends[order])
            graph.set_node_supply(np.r_[task.mentor_places, np.zeros(mentees, np.int64), -task.mentor_places.sum()])
            graph.set_edge_capacities(capacities[order])
            graph.set_edge_minimums(minimums[order])
            graph.set_edge_costs(costs[order])
            graph.solve()
            flow = np.empty_like(capacities)
            flow[order] = graph.result()
        except (RuntimeError, ValueError, TypeError) as error:
            raise AdapterFailed(f"pylmcf gave no answer: {error}") from error
        return cast(Bools, flow[: len(task.weight)] > 0)


class ScipyAdapter:
    """SciPy: an assignment where one place each suffices, a mixed-integer programme where two people have
    two.

    Copying a person with two places into two people with one would let the same two be paired twice, but only
    where both have two. Elsewhere the copies are exact and much faster than the general programme.
    """

    name = "scipy"

    def heaviest(self, task: FlowTask) -> Bools:
        """See `Adapter.heaviest`."""
        try:
            import scipy.optimize
            import scipy.sparse.csgraph
        except ImportError as error:
            raise AdapterFailed(f"SciPy cannot be loaded: {error}") from error
        both = (task.mentor_places[task.mentor] > 1) & (task.mentee_places[task.mentee] > 1)
        try:
            return self._programme(task, scipy) if both.any() else self._assignment(task, scipy)
        except ValueError as error:
            raise AdapterFailed(f"SciPy gave no answer: {error}") from error

    def _assignment(self, task: FlowTask, scipy: Any) -> Bools:
        """Solve as a perfect matching of places with their mirror images.

        The mirror of a mentor's place takes the mentor's place when it stays idle, and the mirrors of two
        paired places take each other. Every perfect matching has as many edges, so adding to all costs
        changes nothing; they are kept above 0 because SciPy takes 0 for "no edge".
        """
        mentor_of, mentee_of = _places(task.mentor_places), _places(task.mentee_places)
        row, column, edge = _between(task, mentor_of, mentee_of)
        rows, columns = len(mentor_of), len(mentee_of)
        idle_rows = np.flatnonzero(~task.mentor_full[mentor_of])
        idle_columns = np.flatnonzero(~task.mentee_full[mentee_of])
        top = int(task.weight.max()) + 1
        starts = np.r_[row, rows + column, idle_rows, rows + idle_columns]
        ends = np.r_[column, columns + row, columns + idle_rows, idle_columns]
        costs = np.r_[top - task.weight[edge], np.ones_like(edge), np.full(len(idle_rows), top), idle_columns * 0 + 1]
        size = rows + columns
        graph = scipy.sparse.csr_array((costs.astype(np.float64), (starts, ends)), shape=(size, size))
        matched_rows, matched_columns = scipy.sparse.csgraph.min_weight_full_bipartite_matching(graph)
        partner = np.full(size, -1)
        partner[matched_rows] = matched_columns
        chosen = np.zeros(len(task.weight), dtype=bool)
        chosen[edge[partner[row] == column]] = True
        return chosen

    def _programme(self, task: FlowTask, scipy: Any) -> Bools:
        edges, mentors, mentees = len(task.weight), len(task.mentor_places), len(task.mentee_places)
        incidence = scipy.sparse.csc_array(
            (np.ones(2 * edges), (np.r_[task.mentor, mentors + task.mentee], np.tile(np.arange(edges), 2))),
            shape=(mentors + mentees, edges),
        )
        places = np.r_[task.mentor_places, task.mentee_places]
        must = np.where(np.r_[task.mentor_full, task.mentee_full], places, 0)
        answer = scipy.optimize.milp(
            -task.weight.astype(np.float64),
            integrality=np.ones(edges),
            bounds=scipy.optimize.Bounds(0, 1),
            constraints=scipy.optimize.LinearConstraint(incidence, must, places),
            options={"mip_rel_gap": 0},
        )
        if answer.x is None:
            raise AdapterFailed(f"SciPy gave no answer: {answer.message}")
        return cast(Bools, answer.x > 0.5)


def _places(places: Ints) -> Ints:
    """Return the person each single place belongs to."""
    return np.repeat(np.arange(len(places)), places)


def _between(task: FlowTask, mentor_of: Ints, mentee_of: Ints) -> tuple[Ints, Ints, Ints]:
    """Return every edge between single places: row, column and the edge of the task it stands for."""
    mentor_first = np.searchsorted(mentor_of, task.mentor)
    mentee_first = np.searchsorted(mentee_of, task.mentee)
    rows, columns, edges = [], [], []
    for mentor_copy in range(int(task.mentor_places.max(initial=0))):
        for mentee_copy in range(int(task.mentee_places.max(initial=0))):
            exists = (task.mentor_places[task.mentor] > mentor_copy) & (task.mentee_places[task.mentee] > mentee_copy)
            rows.append(mentor_first[exists] + mentor_copy)
            columns.append(mentee_first[exists] + mentee_copy)
            edges.append(np.flatnonzero(exists))
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(edges)


DEFAULT_ADAPTERS: tuple[Adapter, ...] = (PylmcfAdapter(), ScipyAdapter())
