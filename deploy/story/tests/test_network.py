"""The network of the demo: seven municipalities, each arranged as S1 tells of it (X01)."""

import csv
from uuid import uuid5

import pytest
from story.cast import NETWORK, ORGANISATIONS, written
from story.setting import FILES, RULES

PLACES = {
    "GM0758": "Breda",
    "GM0327": "Leusden",
    "GM0313": "Bunschoten",
    "GM1963": "Hoeksche Waard",
    "GM0642": "Zwijndrecht",
    "GM0513": "Gouda",
    "GM0772": "Eindhoven",
}
NAMES = {str(known.id): name for name, known in ORGANISATIONS.items()}


def rows(kind: str) -> list[dict[str, str]]:
    return list(csv.DictReader(written(kind).splitlines(), delimiter=";"))


def agreed(code: str) -> set[tuple[str, str]]:
    """Who does what in a municipality."""
    found = [row for row in rows("agreements") if row["municipality_code"] == code]
    return {(NAMES[row["organisation_id"]], row["role"]) for row in found}


def levels(name: str) -> set[str] | None:
    """Of a platform; None before it chose."""
    found = {NAMES[row["organisation_id"]]: row["levels"] for row in rows("platforms")}
    return set(found[name].split()) if name in found else None


@pytest.mark.requirement("X01")
@pytest.mark.parametrize("code", PLACES, ids=PLACES.get)
def test_every_municipality_has_partners_and_a_rule(code: str) -> None:
    kinds = {one.kind for one in ORGANISATIONS.values() if code in one.municipality_codes}
    assert "municipality" in kinds
    assert kinds & {"platform", "sports_council"}
    assert code in {rule["municipality_code"] for rule in RULES.values()}


@pytest.mark.requirement("X01")
@pytest.mark.parametrize("kind", FILES)
def test_whatever_the_files_name_is_an_organisation_of_the_network(kind: str) -> None:
    members = ("organisation_id", "signatories")
    named = {
        part
        for row in rows(kind)
        for column, cell in row.items()
        if column.endswith(members)
        for part in cell.split()
    }
    assert named <= NAMES.keys()


@pytest.mark.requirement("X01")
def test_an_organisation_has_the_same_id_in_every_telling() -> None:
    assert {name: one.id for name, one in ORGANISATIONS.items()} == {
        name: uuid5(NETWORK, name) for name in ORGANISATIONS
    }


@pytest.mark.requirement("X01")
def test_in_breda_desk_council_and_municipality_each_have_their_part() -> None:
    assert agreed("GM0758") == {
        ("Sportraad Breda", "advises"),
        ("Sportservice De Baronie", "executes"),
        ("Gemeente Breda", "decides"),
    }


@pytest.mark.requirement("X01")
def test_in_leusden_sport_works_with_those_who_care_for_others() -> None:
    assert ORGANISATIONS["Steunpunt Mantelzorg Leusden"].kind == "cross_domain"
    signed = [row["signatories"] for row in rows("agreements")]
    carers = str(ORGANISATIONS["Steunpunt Mantelzorg Leusden"].id)
    assert any(carers in parties for parties in signed)


@pytest.mark.requirement("X01")
def test_in_bunschoten_roles_are_written_down_and_the_platform_works_on_every_level() -> None:
    assert {role for _, role in agreed("GM0313")} == {"coordinates", "executes"}
    assert levels("Sportplatform Bunschoten") == {"strategic", "coordinating", "executing"}


@pytest.mark.requirement("X01")
def test_in_hoeksche_waard_the_council_passes_on_warmly_to_the_delivery_organisation() -> None:
    [rule] = [rule for rule in RULES.values() if rule["municipality_code"] == "GM1963"]
    council, delivery = "Sportraad Hoeksche Waard", "Hoeksche Waard Actief"
    assert rule["entry_organisation_id"] == ORGANISATIONS[council].id
    assert rule["receivers"] == [ORGANISATIONS[delivery].id]


@pytest.mark.requirement("X01")
def test_in_zwijndrecht_the_platform_approves_the_programme() -> None:
    assert ("Sportplatform Zwijndrecht", "approves_agenda") in agreed("GM0642")


@pytest.mark.requirement("X01")
def test_in_gouda_the_platform_has_not_chosen_what_it_is() -> None:
    assert levels("Sportplatform Gouda") is None


@pytest.mark.requirement("X01")
def test_in_eindhoven_the_council_stays_close_to_providers_and_advises() -> None:
    assert levels("Sportraad Eindhoven") == {"strategic"}
    assert ("Sportraad Eindhoven", "advises") in agreed("GM0772")
