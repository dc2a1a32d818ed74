"""Population, economy, jobs: the figures a report begins with."""

import numpy as np

from danvan.simulate.stated.draw import Stated

_RICE = (0.0, 0.0, 0.0, 0.5, 3.0, 1.0, 0.0, 0.5, 3.0, 1.5, 0.0, 0.0)
_TRADE = (1.4, 0.8, 0.9, 0.95, 1.0, 1.0, 1.0, 0.95, 0.95, 1.0, 1.05, 1.3)
_BUDGET = (0.6, 0.5, 0.8, 0.9, 0.9, 1.0, 0.9, 0.9, 1.0, 1.2, 1.5, 2.2)


def population(s: Stated) -> None:
    """People, households, land, villages; the poor among them."""
    cohort = s.cohort
    people = s.stock("population.people", cohort.people, spread=0.004, growth=0.008, least=300)
    households = s.stock("population.households", cohort.households, spread=0.01, growth=0.009, least=10)
    s.set("population.households", np.minimum(households, people))
    s.set("population.area_km2", cohort.area_ha)
    s.set("population.area_ha", cohort.area_ha * 100)
    poor = np.exp(-0.9 * cohort.wealth) * 0.88 ** (s.span.year - 2023)
    s.part("population.poor_households", households, np.minimum(0.035 * poor, 0.4), 0.2)
    s.part("population.near_poor_households", households, np.minimum(0.032 * poor, 0.4), 0.2)
    s.set("population.villages", np.where(cohort.urban, 0, cohort.villages))
    s.set("population.residential_groups", np.where(cohort.urban, cohort.villages, 0))
    s.set("population.villages_and_groups", cohort.villages)
    s.rate("population.growth_rate", 0.85, 0.25, -1, 3)


def economy(s: Stated) -> None:
    """Fields, herds, trade, budgets."""
    rich, rural = np.exp(0.3 * s.cohort.wealth), np.where(s.cohort.urban, 0.08, 1.0)
    people, land = s["population.people"], s.cohort.area_ha
    fields = land * 0.45 * rural
    for name, heads, per in (("buffaloes", 0.02, 0.6), ("cows", 0.06, 0.6), ("pigs", 0.22, 0.5), ("poultry", 4.0, 0.5)):
        s.stock(f"economy.{name}", np.minimum(people * heads * rural, 9000 if heads < 0.1 else 3e5), spread=per)
    s.set("economy.buffaloes", np.minimum(s["economy.buffaloes"], 9_900))
    area = s.flow("economy.crop_area", np.minimum(fields, 18_000), spread=0.12, months=_RICE)
    s.rate("economy.rice_yield", 58, 5, 35, 75, drift=0.4)
    s.set("economy.food_output", area * 52 // 10)
    income = s.stock("economy.income_per_head", 58 * np.exp(0.22 * s.cohort.wealth), spread=0.08, growth=0.075)
    s.set("economy.income_per_head", np.clip(income, 200, 2500))
    s.flow("economy.production_value", people * 62 * rich + 1500, spread=0.2, growth=0.08, months=_TRADE, least=1000)
    s.part("economy.industry_value", s["economy.production_value"], 0.38)
    s.set("economy.industry_value", np.maximum(s["economy.industry_value"], 10))
    s.flow("economy.retail_value", people * 34 * rich, spread=0.25, growth=0.1, months=_TRADE, least=10)
    s.flow("economy.revenue", 1000 + people * 2.2 * rich, spread=0.4, growth=0.08, months=_BUDGET, least=10)
    s.flow("economy.expenditure", 6000 + people * 1.3, spread=0.2, growth=0.08, months=_BUDGET, least=10)
    invested = s.flow("economy.investment", people * 14 * rich + 500, spread=0.3, growth=0.09, months=_BUDGET, least=100)
    s.part("economy.disbursed", invested, 0.2)
    s.rate("economy.disbursed_rate", 88 * s.share(_BUDGET), 4, 0, 120)
    s.rate("economy.growth", 8.5 + 1.5 * s.cohort.luck_of(s.span.year), 1.5, -8, 25)
    s.flow("economy.export_value", np.where(s.cohort.wealth > 1, people * 60.0, 0), spread=0.5, growth=0.1)
    firms = s.stock("economy.enterprises", np.minimum(people * 0.0045 * np.exp(0.6 * s.cohort.wealth), 4000), growth=0.05)
    s.part("economy.enterprises_new", firms, 0.09 * s.share(_TRADE), 0.1)
    s.stock("economy.cooperatives", 1.2 + 0.0001 * people * rural, spread=0.3)


def jobs(s: Stated) -> None:
    """Work found, learnt and lost."""
    people = s["population.people"]
    force = s.part("jobs.labour_force", people, 0.55, 0.05)
    s.set("jobs.labour_force", np.maximum(force, 100))
    plan = np.round(people * 0.011).astype(np.int64)
    s.set("jobs.created_plan", plan)
    done = s.flow("jobs.created", plan * 1.04, spread=0.12, months=_TRADE)
    s.part("jobs.exported", done, 0.09, 0.4)
    s.flow("jobs.trained", people * 0.004, months=_BUDGET)
    s.flow("jobs.counselled", people * 0.008)
    s.flow("jobs.courses", 2.5, months=_BUDGET)
    s.flow("jobs.fairs", 0.6, months=_BUDGET)
    s.flow("jobs.unemployment_benefits", people * 0.006)
    trained = s.rate("jobs.trained_rate", 66 + 3 * s.cohort.wealth, 3, 20, 92, drift=1.2)
    certified = s.rate("jobs.certified_rate", 27 + 3 * s.cohort.wealth, 2.5, 5, 60, drift=1.0)
    s.set("jobs.certified_rate", np.minimum(certified, trained))
    s.rate("jobs.unemployment_rate", 2.1, 0.4, 0.3, 4)
    s.rate("jobs.employed_rate", 95, 0.8, 85, 96)
