"""The offices themselves: officials, Party and mass organisations, what areas with a register state besides."""

from collections.abc import Mapping

import numpy as np

from danvan.simulate.chance import Ints
from danvan.simulate.daybook import CAMPAIGN, OFFICE
from danvan.simulate.stated.draw import Stated

_YEAR_END = (0.2, 0.1, 0.1, 0.1, 0.1, 0.3, 0.2, 0.1, 0.1, 0.3, 1.0, 2.4)


def staffing(s: Stated) -> None:
    """Officials, their schooling, posts and pay-roll bodies."""
    larger = s.cohort.people**0.3 / 9000**0.3
    civil = s.stock("staffing.civil_servants", 12 * larger, spread=0.1, least=6)
    cadres = s.stock("staffing.cadres", 10 * larger, spread=0.08, least=5)
    public = s.stock("staffing.public_employees", 4 * larger, spread=0.4)
    officials = s.set("staffing.officials", np.minimum(civil + cadres + public, 400))
    s.part("staffing.women", officials, 0.36, 0.15)
    s.split(
        officials, staffing__postgraduates=0.06, staffing__graduates=0.82, staffing__college=0.03, staffing__vocational=0.07,
        staffing__untrained=0.02,
    )  # fmt: skip
    s.split(officials, staffing__theory_senior=0.12, staffing__theory_intermediate=0.7, _other=0.18)
    s.split(
        officials, staffing__graded_excellent=0.17, staffing__graded_good=0.7, staffing__graded_fulfilled=0.12,
        staffing__graded_failed=0.01,
    )  # fmt: skip
    for name, present in (("civil", civil + cadres), ("service", public)):
        s.set(f"staffing.{name}_posts_present", present)
        s.set(f"staffing.{name}_posts_assigned", present + (s.normal(0.95) > 0.3))
    s.set("staffing.posts_present", s["staffing.civil_posts_present"] + s["staffing.service_posts_present"])
    s.set("staffing.posts_assigned", s["staffing.civil_posts_assigned"] + s["staffing.service_posts_assigned"])
    part_time = s.set("staffing.non_specialised_village", s.cohort.villages * 3)
    s.set("staffing.non_specialised", part_time + 9)
    s.stock("staffing.positions", 17, spread=0.1)
    s.set("staffing.departments", np.where([bool(u.since and u.since.year >= 2025) for u in s.cohort.units], 4, 0))
    units = s.set("staffing.service_units", s["education.schools"] + 1)
    s.split(units, staffing__service_units_full=0.02, staffing__service_units_part=0.18, staffing__service_units_state=0.8)
    s.rate("staffing.qualified_rate", 97, 2, 80, 100)
    s.rate("staffing.cut_rate", 10, 2, 0, 25)
    s.stock("staffing.units_cut_2015", 2.0, spread=0.4)


def party_building(s: Stated) -> None:
    """The Party's cells and members, and those of the mass organisations."""
    people, villages = s["population.people"], s.cohort.villages
    kinds: Mapping[str, Ints | int] = {
        "school": s["education.schools"],
        "health": 1,
        "police": 1,
        "military": 1,
        "office": 1,
        "village": villages,
    }
    cells = np.zeros(len(s.cohort), dtype=np.int64)
    for name, number in kinds.items():
        cells = cells + s.set(f"party_building.cells_{name}", np.broadcast_to(number, len(s.cohort)).copy())
    cells = s.set("party_building.cells", np.minimum(cells + s.stock("party_building.cells_enterprise", 0.6), 400))
    members = s.stock("party_building.members", people * 0.028, spread=0.15, growth=0.015)
    members = s.set("party_building.members", np.maximum(members, cells * 5))
    s.split(members, party_building__members_official=0.97, party_building__members_probationary=0.03)
    s.part("party_building.members_women", members, 0.34, 0.1)
    s.part("party_building.new_members", members, 0.025 * s.share(CAMPAIGN), 0.2)
    s.part("party_building.promoted", members, 0.023 * s.share(CAMPAIGN), 0.2)
    s.part("party_building.badges", members, 0.02 * s.share(_YEAR_END), 0.3)
    s.part("party_building.members_sanctioned", members, 0.003, 0.5)
    s.flow("party_building.candidates", people * 0.0011, months=CAMPAIGN)
    s.set("party_building.organisations", np.ones(len(s.cohort)))
    s.set("party_building.unions", s["education.schools"] + 1)
    s.part("party_building.unionists", people, 0.012)
    for name, share in (("farmers", 0.11), ("women", 0.13), ("veterans", 0.025), ("youth", 0.03), ("elderly", 0.09)):
        branches = s.set(f"party_building.{name}_branches", villages.copy())
        number = s.part(f"party_building.{name}", np.minimum(people, 110_000), share, 0.15)
        s.set(f"party_building.{name}", np.maximum(number, branches))
    s.set("party_building.front_committees", np.minimum(villages, 100))
    s.flow("party_building.mass_new", people * 0.006, months=CAMPAIGN)


def beside_registers(s: Stated) -> None:
    """What areas with a register report that the register does not hold."""
    people, officials = s["population.people"], s["staffing.officials"]
    s.set("directives.reports_due", s["directives.reports_on_time"] + s.part("_late", s["directives.reports_on_time"], 0.06))
    s.set("directives.reports_due", np.maximum(s["directives.reports_due"], s["directives.reports_online"]))
    files = s.flow("directives.work_files", 160, months=OFFICE)
    s.part("directives.work_files_online", files, 0.82, 0.1)
    for name in ("accounts", "certificates"):
        s.part(f"directives.{name}", officials, 0.97, 0.02)
        s.rate(f"directives.{name}_rate", 97, 2, 70, 100)
    s.set("public_disclosure.contents_required", np.full(len(s.cohort), 14))
    s.set("village_covenants.villages", s.cohort.villages)
    s.part("mediation.teams_renewed", s["mediation.teams"], 0.08, 0.5)
    s.set("discipline.handled", s["discipline.sanctioned"] + s["discipline.reviewed"])
    s.part("discipline.heads_handled", s["discipline.handled"], 0.1, 0.4)
    s.part("discipline.commitments", officials, 0.98, 0.01)
    s.rate("discipline.commitments_rate", 98.5, 1, 85, 100)
    s.flow("discipline.attitude_complaints", 0.5)
    s.part("satisfaction.bodies_surveyed", s["education.schools"], 0.2)
    s.rate("satisfaction.index", 83 + 1.5 * s.cohort.diligence, 2, 65, 96, drift=0.5)
    s.rate("feedback.mean_days", 4.2 - 0.5 * s.cohort.diligence, 0.6, 1, 12)
    s.part("feedback.recommendations_dissatisfied", s["feedback.recommendations_handled"], 0.08, 0.4)
    s.stock("propaganda.communicators", 14 + s.cohort.villages * 0.5, spread=0.2)
    s.stock("propaganda.social_groups", s.cohort.villages * 1.2, growth=0.1)
    s.flow("propaganda.broadcast_hours", 240, spread=0.2)
    s.flow("propaganda.views", people * 3.0, spread=0.6, growth=0.3)
    s.rate("training.officials_rate", 82, 6, 30, 100)
    s.flow("danvan_kheo.bodies", 3 + s.cohort.villages * 0.5, months=CAMPAIGN)
    for name in ("commended_collectives", "commended_individuals"):
        s.flow(f"danvan_kheo.{name}", 2.0, months=_YEAR_END)
    s.part("danvan_kheo.villages", s.cohort.villages, 0.6)
    s.rate("danvan_kheo.villages_rate", 60, 12, 5, 100)


def desk(s: Stated) -> None:
    """The one-stop desk's stated figures."""
    officials, listed = s["staffing.officials"], s["admin_procedures.procedures"]
    s.part("admin_procedures.procedures_without_dossiers", listed, 0.45, 0.15)
    changed = np.zeros(len(s.cohort), dtype=np.int64)
    for name, number in (("new", 6.0), ("amended", 14.0), ("abolished", 4.0)):
        changed = changed + s.flow(f"admin_procedures.procedures_{name}", number, months=CAMPAIGN)
    for name in ("announced", "updated"):
        s.part(f"admin_procedures.procedures_{name}_in_time", changed, 0.97, 0.03)
    proposals = s["admin_procedures.proposals"]
    s.set("admin_procedures.procedures_reviewed", proposals + s.flow("_reviewed", 4.0, months=CAMPAIGN))
    s.part("admin_procedures.procedures_simplified", proposals, 0.6)
    s.part("admin_procedures.procedures_fee_cut", proposals, 0.1)
    s.part("online_services.services_used", s["online_services.services_online"], 0.5, 0.15)
    s.part("online_services.services_paid", s["online_services.services_payable"], 0.4, 0.2)
    accounts = s.part("online_services.officials_for_account", officials, 0.8, 0.05)
    s.part("online_services.officials_with_account", accounts, 0.99, 0.02)
    s.part("online_services.citizen_accounts", s["population.people"], 0.55, 0.1)
    s.part("online_services.citizen_signatures", s["population.people"], 0.08, 0.4)
    s.part("online_services.people_guided", s["admin_procedures.received_online"], 0.4, 0.3)


def emulation(s: Stated) -> None:
    """Certificates and titles."""
    commune = s.set(
        "emulation.certificates_commune", s["emulation.certificate_collectives"] + s["emulation.certificate_individuals"]
    )
    district = s.flow("emulation.certificates_district", 6.0, months=_YEAR_END)
    s.set("emulation.certificates", commune + district)
    central = s.flow("emulation.merits_central", 0.1, months=_YEAR_END)
    province = s.flow("emulation.merits_province", 2.0, months=_YEAR_END)
    s.set("emulation.merits", central + province)
    s.flow("emulation.advanced_collectives", 6.0, months=_YEAR_END)
    s.flow("emulation.advanced_workers", s["staffing.officials"] * 0.8, spread=0.1, months=_YEAR_END)
    s.flow("emulation.emulation_fighters", s["staffing.officials"] * 0.14, spread=0.2, months=_YEAR_END)
    s.flow("emulation.examples", 7.0, months=_YEAR_END)
