"""The first steps of a founded partnership, and the opening of its next year. Each is counted under its name."""

import datetime

from tests.functional.years import Partnership

COORDINATOR, POLICE, COUNCIL = "coordinator@example.org", "partner.police@example.org", "partner.council@example.org"
HEALTH, CHAIR, SCRUTINEER = "board.icb@example.org", "chair@example.org", "scrutineer@example.org"
STATUTORY = "It is one of the three safeguarding partners, which sign the annual report"
WORDING = (
    "I have read the wording. Everything it says about how rows relate to each other, or to other indicators, is a rule"
)
PEOPLE = (
    (CHAIR, "Independent chair", "None: independent", ["Independent chair"]),
    (HEALTH, "Health board member", "The ICB", ["Board member", "Partner"]),
    (POLICE, "Police partner", "The Police", ["Partner"]),
    (COUNCIL, "Council partner", "Host Council", ["Partner"]),
    (SCRUTINEER, "Independent scrutineer", "None: independent", ["Independent scrutineer"]),
)
SEATS = (
    ("Local authority seat", "Host Council", "Partnership coordinator"),
    ("Police seat", "The Police", "Police partner"),
    ("Health seat", "The ICB", "Health board member"),
    ("Independent chair", "None: independent", "Independent chair"),
)
PLAN = """Priority,Commitment,Action,Owner,Role,Starts,Due
Prevent harm,We will ask children what helps,Ask every school,The Police,Schools officer,01/04/2024,31/03/2026
,,Print a leaflet,Host Council,,01/06/2024,31/12/2024
Learn together,We will learn from reviews,Train managers,The ICB,,,31/03/2026
"""


def found(portal: Partnership) -> None:
    """The command, organisations, the board with its seats, and everybody's way in."""
    with portal.counts.of("coordinator: first password"):
        coordinator = portal.found("Host Council", COORDINATOR)
    with portal.counts.of("coordinator: organisations"):
        coordinator.presses("Add the organisations")
        for name, short, kind in (("The Police", "Police", "Police"), ("The ICB", "ICB", "Integrated care board")):
            coordinator.presses("Add an organisation")
            coordinator.fills({"Name": name, "Short name": short, "Type": kind})
            coordinator.ticks(STATUTORY)
            coordinator.presses("Save")
    with portal.counts.of("coordinator: people"):
        coordinator.works()
        coordinator.presses("Invite people who decide")
        for address, name, organisation, roles in PEOPLE:
            coordinator.presses("Add a person")
            coordinator.fills({"Name": name, "Email address": address, "Organisation": organisation})
            coordinator.ticks(*roles)
            coordinator.presses("Add and send invitation")
    with portal.counts.of("five people: first password"):
        for address, *_ in PEOPLE:
            portal.joins(address)
    with portal.counts.of("coordinator: board and seats"):
        coordinator.works()
        coordinator.presses("Add the board and its groups")
        coordinator.presses("Add a board or group")
        coordinator.fills({"Name": "Strategic Board", "Type": "Board"})
        coordinator.presses("Save")
        coordinator.presses("Seats")
        for title, organisation, holder in SEATS:
            coordinator.presses("Add a seat")
            coordinator.fills({"Title of the seat": title, "Board or group": "Strategic Board"})
            coordinator.fills({"Organisation": organisation, "Who holds it (optional)": holder})
            coordinator.fills({"First day of the term": datetime.date(2024, 4, 1)})
            if title == "Independent chair":
                coordinator.ticks("It is the seat of the chair")
            coordinator.presses("Save")
    with portal.counts.of("board and chair: confirm four seats"):
        portal.people[HEALTH].decides(3)
        portal.people[CHAIR].decides(1)


def choose_indicators(portal: Partnership) -> None:
    """One of the starting set; one from the library, agreed by a second person; two returns."""
    coordinator = portal.people[COORDINATOR]
    with portal.counts.of("coordinator: an indicator of the starting set"):
        coordinator.works()
        coordinator.presses("Select your indicators")
        coordinator.presses("Begin with the starting set")
        coordinator.ticks("Missing children (police)")
        coordinator.presses("Use these indicators")
        coordinator.sees("In use from now on: Missing children.")
    with portal.counts.of("coordinator: an indicator of the library"):
        coordinator.works()
        coordinator.presses("Select your indicators")
        coordinator.presses("Early help assessments")
        coordinator.presses("Use this indicator")
        coordinator.presses("When it starts")
        coordinator.fills({"From which year does it apply?": "2024-25", "Why is it needed?": "To follow early help."})
        coordinator.presses("Save and continue")
        coordinator.ticks(WORDING)
        coordinator.presses("Propose indicator")
    with portal.counts.of("board: agree to an indicator"):
        portal.people[HEALTH].decides(1)
    with portal.counts.of("coordinator: two returns"):
        coordinator.works()
        coordinator.presses("Set who sends which figures, and when")
        for title, organisation, family in (
            ("Police figures", "The Police", "Missing children (police)"),
            ("Council figures", "Host Council", "Early help assessments (local authority)"),
        ):
            coordinator.presses("Set up a return")
            coordinator.fills({"Title": title, "Organisation that sends it": organisation})
            coordinator.ticks("Every year", family)
            coordinator.presses("Create return")
            coordinator.sees("Rounds planned for open years: 1.")


def plan(portal: Partnership) -> None:
    """From a spreadsheet, to the board, to the public."""
    coordinator = portal.people[COORDINATOR]
    with portal.counts.of("coordinator: the plan, from a spreadsheet"):
        coordinator.works()
        coordinator.presses("Write the plan")
        coordinator.presses("Start the plan")
        coordinator.presses("Load the plan from a spreadsheet")
        coordinator.uploads("Upload your plan", "plan.csv", PLAN)
        coordinator.presses("Load plan")
        coordinator.sees("Added 2 priorities, 2 commitments and 3 actions.")
        coordinator.presses("Send the plan to the board")
        coordinator.presses("Submit for review")
    with portal.counts.of("board 2024-25: approve the plan"):
        portal.people[HEALTH].decides(1)


def ask_for_self_assessments(portal: Partnership) -> None:
    """Dates of the first round."""
    coordinator = portal.people[COORDINATOR]
    with portal.counts.of("coordinator: open the self-assessment"):
        coordinator.works()
        coordinator.presses("Self-assessments")
        coordinator.presses("Open a self-assessment for a year")
        coordinator.ticks("Safeguarding children self-assessment, version 1")
        coordinator.fills({"For which year?": "2024-25", "Opens": datetime.date(2025, 1, 6)})
        coordinator.fills({"Due": datetime.date(2025, 4, 25), "Closes": datetime.date(2025, 5, 16)})
        coordinator.presses("Open self-assessment")


def open_next_year(portal: Partnership) -> None:
    """Reminded in time; two clicks; what it takes over is confirmed part by part, the plan by the board."""
    coordinator = portal.people[COORDINATOR]
    portal.worker_works()
    assert portal.letters_to(COORDINATOR, "Open the year 2025-26")
    with portal.counts.of("coordinator: open the next year"):
        coordinator.presses("Open the year 2025-26")
        coordinator.presses("Open this year")
    with portal.counts.of("coordinator: confirm what it takes over"):
        coordinator.sees("What 2025-26 takes over", "Police seat", "Early help assessments", "Council figures")
        for part in ("seats", "indicators", "returns and their dates"):
            coordinator.presses(f"Confirm {part}")
        coordinator.presses("Check the plan and send it to the board")
        coordinator.sees("Ask every school", "Train managers")
        coordinator.presses("Send the plan to the board")
        coordinator.presses("Submit for review")
        coordinator.works()
        assert "Confirm what 2025-26 takes over" not in coordinator.main.inner_text()
    with portal.counts.of("board 2025-26: approve the plan"):
        portal.people[HEALTH].decides(1)
