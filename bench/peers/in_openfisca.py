"""The same counts as variables of OpenFisca, computed anew for every count."""

from __future__ import annotations

import sys

from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit, period
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from vectors import code, column, tally
from world import inputs, load, serve

DAY = "2026-06-30"
KINDS = load(sys.argv[1], column)


class Columns:
    """The columns that a formula asks for, by place."""

    def __init__(self, subject, day, places):
        self._found = {place: subject(f"input{place}", day) for place in places}

    def __getitem__(self, place):
        return self._found.get(place, next(iter(self._found.values())))


def system(kind):
    """Inputs, conditions and steps of a kind of subject, as variables."""
    entity = build_entity("subject", "subjects", "a subject", is_person=True)
    made = TaxBenefitSystem([entity])
    shape = {"entity": entity, "definition_period": DateUnit.DAY, "label": "."}
    for place in range(len(kind["columns"])):
        made.add_variable(
            type(f"input{place}", (Variable,), shape | {"value_type": float})
        )
    for at, step in enumerate(kind["steps"]):
        for n, test in enumerate(step["conditions"]):
            formula = _formula(test)
            own = shape | {"value_type": int, "formula": formula}
            made.add_variable(type(f"step{at}_{n}", (Variable,), own))
    return made


def _formula(test):
    places = inputs(test)

    def formula(subject, day):
        return code(test, Columns(subject, day, places))

    return formula


SYSTEMS = {name: system(kind) for name, kind in KINDS.items()}


def run():
    return {
        step["key"]: found
        for name, kind in KINDS.items()
        for step, found in _kind(SYSTEMS[name], kind)
    }


def _kind(made, kind):
    simulation = SimulationBuilder().build_default_simulation(made, kind["rows"])
    for place, values in enumerate(kind["columns"]):
        simulation.get_holder(f"input{place}").put_in_cache(values, period(DAY))
    for at, step in enumerate(kind["steps"]):
        codes = [
            simulation.calculate(f"step{at}_{n}", DAY)
            for n in range(len(step["conditions"]))
        ]
        yield step, tally(codes, step["asked"])


serve(run)
