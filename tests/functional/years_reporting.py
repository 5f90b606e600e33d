"""The steps that close a year: figures, progress, texts and records, review, release, and the published report."""

import datetime
from collections.abc import Mapping

from playwright.sync_api import expect

from tests.functional.years import Answers, Partnership, Someone
from tests.functional.years_founding import CHAIR, COORDINATOR, COUNCIL, HEALTH, POLICE, SCRUTINEER

VOICE = "Voice: what people said about it"
WRITERS = (POLICE, COUNCIL, HEALTH)
REVIEWS = (
    "Safeguarding adult review",
    "Local child safeguarding practice review",
    "Domestic homicide review or domestic abuse related death review",
    "Rapid review",
)
SIGNS = "I have read the report and sign this statement"


def send_figures(
    portal: Partnership, year: str, cells: Mapping[tuple[str, str], str], file: list[tuple[int, int]]
) -> None:
    """The police fill in the form; the council uploads a spreadsheet."""
    police = portal.people[POLICE]
    with portal.counts.of(f"police {year}: figures in the form"):
        police.works()
        police.opens("Missing children", f"Figures for {year}")
        for (row, column), number in cells.items():
            police.counts.fields[police.counts.step] += 1
            police.page.fill(f"#cell_{row}_{column}", number)
        police.presses("Save and submit for review")
        police.sees("waiting for review")
    with portal.counts.of(f"council {year}: figures as a spreadsheet"):
        portal.people[COUNCIL].sends_a_file("Early help assessments", f"Figures for {year}", file)


def _report(someone: Someone, year: str, title: str, status: str, answers: Answers) -> None:
    someone.works()
    someone.opens(title, f"Progress for {year}")
    someone.ticks(status)
    someone.fills(answers)
    if status == "Under way":
        someone.ticks("Green: on track")
    someone.ticks("No evidence of impact yet" if status == "Not implementing" else VOICE)
    someone.presses("Submit for review")
    someone.sees("waiting for review")


def report_progress(portal: Partnership, year: str) -> None:
    """Each owner, on their own action."""
    words = {
        "What did you do?": "We met every school and agreed whom to call.",
        "So what? What difference did it make?": "Pupils say that they feel heard.",
        "Where is the evidence?": "Survey of pupils in spring",
    }
    with portal.counts.of(f"three owners {year}: progress"):
        for address, title in ((POLICE, "Ask every school"), (COUNCIL, "Print a leaflet"), (HEALTH, "Train managers")):
            _report(portal.people[address], year, title, "Under way", words)


def report_progress_again(portal: Partnership, year: str) -> None:
    """One action is done, and one of the tracker is not implemented, because."""
    done = {
        "What did you do?": "We met every school and agreed whom to call.",
        "So what? What difference did it make?": "Pupils asked for help sooner.",
        "Where is the evidence?": "Survey of pupils in spring",
    }
    not_done = {
        "If it is on hold or you are not implementing it, why?": "Schools are told by the police instead.",
        "What did you do?": "We asked the police, who tell schools already.",
        "So what? What difference did it make?": "None of ours.",
    }
    with portal.counts.of(f"two owners {year}: progress"):
        _report(portal.people[POLICE], year, "Ask every school", "Done", done)
        _report(portal.people[COUNCIL], year, "Tell schools the same day", "Not implementing", not_done)


def write_accounts(portal: Partnership, year: str) -> None:
    """Each member; the second year starts from the first, and has to be written anew."""
    with portal.counts.of(f"three members {year}: account"):
        for address in WRITERS:
            someone = portal.people[address]
            someone.works()
            someone.opens("What your organisation did", f"Account for the annual report {year}")
            someone.fills(
                {"What did your organisation do in the year to carry out the strategy?": f"In {year} we met."}
            )
            someone.fills(
                {
                    "So what? What difference did it make?": f"Children asked for help sooner in {year}.",
                    "How do you know?": "From the survey of pupils.",
                    "What will you do next?": "We will ask again next year.",
                }
            )
            someone.ticks(VOICE)
            someone.presses("Submit for review")
            someone.sees("waiting for review")


def claim_impact(portal: Partnership, year: str) -> None:
    """The police say who is better off, in steps."""
    police = portal.people[POLICE]
    with portal.counts.of(f"police {year}: claim of impact"):
        police.works()
        police.presses("Claims of impact")
        police.opens("Add a claim")
        police.fills({"So what? Who is better off, and how?": "Children ask for help sooner."})
        police.presses("Save and continue")
        police.ticks("Feedback. You asked people, and they answered.")
        police.presses("Continue")
        police.fills(
            {
                "What did you ask?": "Whom would you ask for help?",
                "When did you ask?": datetime.date(2025, 3, 3),
                "How many people did you ask?": "240",
                "What did they answer?": "Most would ask a teacher whom they know.",
            }
        )
        police.presses("Save and continue")
        police.presses("Submit for review")
        police.sees("waiting for review")


def assess(portal: Partnership) -> None:
    """Each member grades itself by six standards; one promises an action."""
    with portal.counts.of("three members 2024-25: self-assessment"):
        for address in WRITERS:
            someone = portal.people[address]
            someone.works()
            someone.presses("Safeguarding children self-assessment 2024-25")
            for number in range(6):
                if address == POLICE and number == 0:
                    someone.ticks("Partly met")
                    someone.fills({"What will you do?": "Train every new starter"})
                    someone.fills({"By when?": datetime.date(2025, 12, 31)})
                else:
                    someone.ticks("Met")
                someone.fills({"How do you know?": "An audit of 20 records."})
                someone.presses("Save and continue")
            someone.presses("Submit for review")
            someone.sees("waiting for review")


def keep_records(portal: Partnership, year: str) -> None:
    """Costs, training, a review with its finding, and the action that answers it."""
    coordinator = portal.people[COORDINATOR]
    with portal.counts.of(f"coordinator {year}: costs"):
        _to_records(coordinator, year)
        coordinator.presses("Costs")
        coordinator.fills(
            {
                "Line 1: contribution or spending": "Contributed",
                "Line 1: who contributes": "Host Council",
                "Line 1: purpose": "Running the partnership",
                "Line 1: planned, in pounds": "60000",
                "Line 1: actual, in pounds": "60000",
                "Financial impact: what does this mean for the partnership?": "It can pay for training.",
            }
        )
        coordinator.presses("Submit for review")
    with portal.counts.of(f"coordinator {year}: training"):
        coordinator.presses("Training")
        coordinator.fills(
            {
                "Course 1: title": "Working together",
                "Course 1: sessions held": "6",
                "Course 1: people who attended": "120",
                "Course 1: people who answered the evaluation": "80",
                "Course 1: of these, people who say their practice changed": "52",
                "Course 1: follow-up after how many months": "3",
            }
        )
        coordinator.presses("Submit for review")
    with portal.counts.of(f"coordinator {year}: a review and its action"):
        coordinator.presses("Record a review")
        coordinator.ticks(REVIEWS[1])
        coordinator.fills(
            {
                "Reference": "LCSPR 2024/1",
                "When did it start?": datetime.date(2024, 6, 3),
                "When did it conclude?": datetime.date(2025, 2, 10),
                "Summary": "Agencies did not share what they knew early enough.",
                "Finding 1: what was found": "Schools were told late.",
                "Finding 1: decision": "Accepted",
                "Finding 1: year of the decision": year,
            }
        )
        coordinator.presses("Submit for review")
        coordinator.opens("LCSPR 2024/1")
        coordinator.opens("Add an action")
        coordinator.fills(
            {"What will be done?": "Tell schools the same day", "Organisation that owns it": "Host Council"}
        )
        coordinator.fills({"When is it due?": datetime.date(2025, 12, 31)})
        coordinator.presses("Add action")
    _no_other_review(coordinator, year, had_one=True)


def keep_records_again(portal: Partnership, year: str) -> None:
    """Costs and training start from the rows of the year before."""
    coordinator = portal.people[COORDINATOR]
    with portal.counts.of(f"coordinator {year}: costs"):
        _to_records(coordinator, year)
        coordinator.presses("Costs")
        expect(coordinator.main.get_by_label("Line 1: purpose")).to_have_value("Running the partnership")
        coordinator.fills({"Line 1: planned, in pounds": "62000", "Line 1: actual, in pounds": "61000"})
        coordinator.fills({"Financial impact: what does this mean for the partnership?": "It can pay for training."})
        coordinator.presses("Submit for review")
    _no_other_review(coordinator, year, had_one=False)


def _to_records(coordinator: Someone, year: str) -> None:
    coordinator.works()
    coordinator.presses(f"Records for the annual report {year}")
    coordinator.sees(f"Records for {year}")


def _no_other_review(coordinator: Someone, year: str, *, had_one: bool) -> None:
    with coordinator.counts.of(f"coordinator {year}: no other review"):
        _to_records(coordinator, year)
        coordinator.presses("Kinds of review with none")
        for kind in REVIEWS:
            boxes = coordinator.main.get_by_label(kind, exact=True)
            for box in boxes.all()[1 if had_one and kind == REVIEWS[1] else 0 :]:
                coordinator.counts.fields[coordinator.counts.step] += 1
                box.check()
        coordinator.presses("Submit for review")


def write_texts(portal: Partnership, year: str) -> None:
    """Chair and scrutineer in their own name; the coordinator on voice. One comment is settled before approval."""
    for address, title, question in (
        (CHAIR, "Foreword", "What does the chair say about the year?"),
        (SCRUTINEER, "Independent scrutiny", "What did independent scrutiny find?"),
    ):
        someone = portal.people[address]
        with portal.counts.of(f"{address.partition('@')[0]} {year}: own text"):
            someone.works()
            someone.presses(f"{title} ({year})")
            words = "Children were heard in" if address == CHAIR else "What independent scrutiny found in"
            someone.fills({question: f"{words} {year}."})
            someone.presses("Submit for review")
            someone.sees("waiting for review")
    coordinator = portal.people[COORDINATOR]
    with portal.counts.of(f"coordinator {year}: text on voice"):
        coordinator.works()
        coordinator.presses(f"Texts for the annual report {year}")
        coordinator.presses("Voice of children, adults and families")
        coordinator.fills(
            {
                "In whose name is it published?": "Participation group",
                "How was feedback sought, and what did people say?": f"We asked 240 pupils in {year}.",
                "How was it used? What changed because of it?": "Schools named one adult to ask.",
            }
        )
        coordinator.presses("Submit for review")
        coordinator.sees("waiting for review")


def review(portal: Partnership, year: str, *, board: int, chair: int) -> None:
    """Everything is decided by somebody of another organisation."""
    with portal.counts.of(f"board {year}: decisions"):
        portal.people[HEALTH].decides(board)
    with portal.counts.of(f"chair {year}: decisions"):
        portal.people[CHAIR].decides(chair)


def release(portal: Partnership, year: str) -> None:
    """The approved figures are published at once."""
    coordinator = portal.people[COORDINATOR]
    with portal.counts.of(f"coordinator {year}: release"):
        coordinator.works()
        coordinator.opens("Approved figures", year)
        for warning in coordinator.main.locator("input[name=accepted]").all():
            coordinator.counts.fields[coordinator.counts.step] += 1
            warning.check()
        coordinator.presses("Create release")
        coordinator.confirms()
        portal.worker_builds_for(coordinator)
        coordinator.sees("View the release: published")


def publish(portal: Partnership, year: str) -> None:
    """The report is built, signed in each seat, and published by the chair."""
    coordinator, chair = portal.people[COORDINATOR], portal.people[CHAIR]
    with portal.counts.of(f"coordinator {year}: build the report"):
        coordinator.works()
        coordinator.presses(f"Build the annual report {year}")
        coordinator.presses("Build the report")
        portal.worker_builds_for(coordinator)
        coordinator.sees("Ready to be published")
    with portal.counts.of(f"four seats {year}: sign"):
        for address in (COORDINATOR, POLICE, HEALTH, CHAIR):
            someone = portal.people[address]
            someone.works()
            someone.opens(f"Annual report {year}", "Read it before you sign")
            someone.ticks(SIGNS)
            someone.presses("Sign")
            someone.confirms()
            someone.sees("already signed")
    with portal.counts.of(f"chair {year}: publish the report"):
        chair.works()
        chair.opens(f"Annual report {year}", "Signed by everyone")
        chair.presses("Publish this edition")
        chair.confirms()
        chair.sees("Published.")
