"""Schools, health, culture, security, new countryside, social security: what reports tell of life in the unit."""

import numpy as np

from danvan.simulate.daybook import CAMPAIGN, SUPPORT
from danvan.simulate.stated.draw import Stated

_FESTIVE = (1.8, 2.4, 1.2, 1.2, 0.8, 0.8, 0.9, 0.9, 1.2, 0.8, 0.9, 1.0)
_WET = (0.4, 0.3, 0.4, 0.5, 0.8, 1.1, 1.5, 1.7, 1.6, 1.5, 1.2, 0.9)
_CALL_UP = (0.4, 2.5, 0.2, 0.1, 0.1, 0.1, 0.2, 0.3, 0.5, 1.0, 1.5, 1.2)
_ELDERLY = (2.0, 1.0, 0.3, 0.3, 0.3, 0.4, 0.4, 0.5, 0.8, 2.5, 0.8, 0.6)


def education(s: Stated) -> None:
    """Schools and pupils."""
    people = s["population.people"]
    s.set("education.pupils", np.maximum(s.part("education.pupils", people, 0.19, 0.06), 30))
    kinds = {
        "kindergartens": 6500,
        "primary": 7500,
        "primary_and_lower": 45_000,
        "lower_secondary": 9500,
        "upper_secondary": 40_000,
    }
    schools = np.zeros(len(s.cohort), dtype=np.int64)
    for name, per in kinds.items():
        schools = schools + s.stock(f"education.{name}", people / per, spread=0.15)
    s.set("education.schools", schools)
    s.part("education.schools_standard", schools, 0.68)
    s.part("education.dropouts", s["education.pupils"], 0.0012 * s.share(CAMPAIGN), 0.3)
    s.rate("education.attendance_rate", 98.8, 0.6, 92, 100)
    s.rate("education.primary_completion_rate", 99.6, 0.3, 96, 100)
    s.rate("education.lower_graduation_rate", 99.2, 0.5, 94, 100)
    s.rate("education.graduation_rate", 98.9, 0.7, 90, 100)
    s.flow("education.prizes", people * 0.003, months=CAMPAIGN)
    s.flow("education.scholarships", people * 0.006, months=CAMPAIGN)
    s.set("education.scholarship_money", s["education.scholarships"] * 500_000)


def health(s: Stated) -> None:
    """Insurance, births, disease, food."""
    people = s["population.people"]
    insured = s.rate("health.insured_rate", 92 + 1.5 * s.cohort.diligence, 1.5, 75, 99.5, drift=0.5)
    s.set("health.insured", people * insured // 10_000)
    s.part("health.cards", s["health.insured"], 0.35 * s.share(CAMPAIGN))
    s.rate("health.birth_rate", 13, 1.5, 5, 25, drift=-0.2)
    s.rate("health.third_child_rate", 14 - 3 * s.cohort.wealth, 2, 1, 45)
    s.rate("health.doctors", 3.2 + s.cohort.wealth, 0.8, 0, 20, drift=0.2)
    s.rate("health.vaccinated_rate", 96, 2, 80, 100)
    s.rate("health.malnutrition_rate", 7.5 - 1.5 * s.cohort.wealth, 1, 1, 25, drift=-0.3)
    s.rate("health.stunting_rate", 14.5 - 2 * s.cohort.wealth, 1.5, 3, 40, drift=-0.4)
    s.rate("health.records_rate", 88, 4, 50, 100, drift=1.5)
    s.flow("health.visits", people * 0.8, spread=0.2)
    s.flow("health.blood_units", people * 0.006)
    s.flow("health.dengue", people * 0.0006, spread=0.8, months=_WET)
    s.flow("health.food_inspected", 25 + people * 0.003, months=_FESTIVE)
    s.part("health.food_violations", s["health.food_inspected"], 0.08, 0.4)
    s.flow("health.free_visits", people * 0.02, months=SUPPORT)
    s.flow("health.poisonings", 0.03)
    s.set("health.stations_standard", np.where(s.normal(0.97) > -1.6, 1, 0))


def culture(s: Stated) -> None:
    """Families, houses, events, visitors."""
    people, villages = s["population.people"], s.cohort.villages
    rate = s.rate("culture.families_rate", 91, 3, 60, 99.5)
    s.set("culture.families", s["population.households"] * rate // 10_000)
    rate = s.rate("culture.villages_rate", 93, 4, 50, 100)
    s.set("culture.villages", villages * rate // 10_000)
    s.stock("culture.bodies", 8 + people * 0.0004, spread=0.2)
    s.set("culture.houses", np.minimum(s.part("culture.houses", villages, 0.95, 0.03), villages))
    s.stock("culture.clubs", 4 + villages * 0.6)
    s.stock("culture.relics", 1.6, spread=0.6)
    s.flow("culture.festivals", 1.4, months=_FESTIVE)
    s.flow("culture.performances", 9 + people * 0.0003, months=_FESTIVE)
    s.flow("culture.sports_events", 6 + people * 0.0002, months=_FESTIVE)
    s.rate("culture.sports_rate", 39, 3, 15, 70, drift=0.8)
    s.rate("culture.sports_families_rate", 29, 3, 10, 60, drift=0.6)
    s.flow(
        "culture.visitors",
        np.where(s.cohort.wealth > 0.8, people * 2.5, people * 0.05),
        spread=0.7,
        growth=0.1,
        months=_FESTIVE,
    )
    s.set("culture.tourism_revenue", s["culture.visitors"] * 3 // 10)


def security(s: Stated) -> None:
    """Crimes, traffic, conscription, order."""
    people = s["population.people"]
    crimes = s.flow("security.crimes", people * 0.0007 * np.exp(0.4 * s.cohort.trouble), spread=0.3)
    s.part("security.crimes_solved", crimes, 0.86, 0.08)
    s.rate("security.crimes_solved_rate", 86, 4, 50, 100)
    s.part("security.drug_cases", crimes, 0.22, 0.5)
    accidents = s.flow("security.traffic_accidents", people * 0.00022 * np.exp(0.3 * s.cohort.trouble), months=_FESTIVE)
    s.part("security.traffic_deaths", accidents, 0.4, 0.3)
    s.part("security.traffic_injuries", accidents, 0.75, 0.2)
    s.flow("security.traffic_fined", people * 0.015)
    s.set("security.traffic_fines", s["security.traffic_fined"] * 1_800_000)
    s.flow("security.fires", people * 0.00004, months=_FESTIVE)
    examined = s.flow("security.examined", people * 0.007, spread=0.15, months=_CALL_UP)
    s.part("security.enlisted", examined, 0.2, 0.1)
    s.rate("security.enlisted_of_plan", 100, 0.0, 100, 100)
    s.rate("security.militia_rate", 1.6, 0.3, 0.5, 4)
    teams = s.stock("security.order_teams", s.cohort.villages * 1.0, spread=0.05, least=1)
    s.set("security.order_members", teams * 4)
    s.part("security.safe_villages", s.cohort.villages, 0.9, 0.05)
    s.stock("security.cameras", people * 0.004 * np.exp(0.4 * s.cohort.wealth), growth=0.15)


def new_countryside(s: Stated) -> None:
    """Rural communes only; wards count as 'urban_wards'."""
    rural, people = (~s.cohort.urban).astype(np.int64), s["population.people"]
    s.set("new_countryside.communes", rural)
    standing = s.normal(0.97) + 0.5 * s.cohort.wealth + 0.25 * (s.span.year - 2023)
    met = s.set("new_countryside.communes_met", rural * (standing > -0.9))
    advanced = s.set("new_countryside.communes_advanced", met * (standing > 0.5))
    s.set("new_countryside.communes_model", advanced * (standing > 1.6))
    s.set("new_countryside.criteria_met", rural * np.where(met == 1, 19, np.clip(np.round(17 + 2 * standing), 8, 18)))
    s.set("new_countryside.criteria_advanced", rural * np.where(advanced == 1, 19, np.clip(np.round(11 + 4 * standing), 0, 18)))
    s.set("new_countryside.urban_wards", s.cohort.urban & (standing > 0))
    villages = s.part("new_countryside.villages_met", s.cohort.villages * rural, 0.8, 0.1)
    s.part("new_countryside.villages_model", villages, 0.35, 0.3)
    s.flow("new_countryside.raised", people * 0.6 * rural, months=CAMPAIGN)
    s.flow("new_countryside.roads_concreted", 2.2 * rural, months=CAMPAIGN)
    s.flow("new_countryside.roads_lit", 3.1, months=CAMPAIGN)
    s.flow("new_countryside.canals_lined", 1.1 * rural, months=CAMPAIGN)
    s.rate("new_countryside.roads_rate", 86, 6, 30, 100, drift=2)
    s.rate("new_countryside.clean_water_rate", 93, 4, 50, 100, drift=1)
    s.rate("new_countryside.waste_rate", 88, 5, 40, 100, drift=1)
    products = s.stock("new_countryside.ocop_products", 2.2 + 0.00008 * people, growth=0.12)
    s.part("new_countryside.ocop_makers", products, 0.7)


def social_security(s: Stated) -> None:
    """Benefits, funds, houses."""
    people = s["population.people"]
    s.stock("social_security.beneficiaries", 15 + people * 0.034 * np.exp(-0.15 * s.cohort.wealth), spread=0.12)
    s.set(
        "social_security.beneficiaries",
        np.minimum(np.maximum(s["social_security.beneficiaries"], s["social_security.dossiers_adjusted"]), 2_900),
    )
    s.stock("social_security.merit_people", people * 0.013, spread=0.3)
    s.flow("social_security.children_helped", people * 0.004, months=CAMPAIGN)
    honoured = s.flow("social_security.elderly_honoured", people * 0.006, spread=0.1, months=_ELDERLY)
    oldest = s.part("social_security.elderly_90", honoured, 0.13, 0.15)
    s.part("social_security.elderly_100", oldest, 0.1, 0.3)
    s.set(
        "social_security.gratitude_fund", s.flow("social_security.gratitude_fund", people * 0.004, months=SUPPORT) * 1_000_000
    )
    s.set("social_security.poor_fund", s.flow("social_security.poor_fund", people * 0.009, months=SUPPORT) * 1_000_000)
    s.flow("social_security.houses_merit", 1.2, months=CAMPAIGN)
    s.flow("social_security.houses_removed", 4 * np.exp(-0.4 * s.cohort.wealth), months=CAMPAIGN)
    s.stock("social_security.voluntary_insurance", people * 0.022, growth=0.1)
