"""Sentences with a name, made up: names of many origins, and those that are words as well."""

_PLACES = (
    "Then {} told her teacher.",
    "We asked {} what would help.",
    "The worker met {}'s mother.",
    "A friend of {} called us.",
    "It was {} who asked first.",
    "Support for {} came late.",
)
_NAMES = tuple(
    line
    for line in """\
Daniel
Sarah
Mohammed
Aisha
Olivia
Jayden
Zofia
Piotr
Chloe
Kwame
Fatima
Liam
Siobhan
Ngozi
Tariq
Mei
Ewan
Priya
Callum
Yusuf
Gethin
Amara
Bogdan
Ines
Luca
Maisie
Reece
Shanice
Tomasz
Wren
Smith
Patel
Okafor
Nowak
Jones-Hughes
O’Brien
MacDonald
Ahmed
Fernandes
Li
""".splitlines()
    if line
)

# Names in first place, where a capital letter alone says nothing; many end like common words or are some.
_FIRST_PLACES = (
    "{} told us that the visits helped.",
    "{}'s mother asked for help.",
    "{} said that she was tired.",
    "{} wanted to stay at home.",
    "{} moved in with an aunt.",
    "{} Taylor came to every meeting.",
)
_FIRST_NAMES = """
Emily Kelly Holly Felicity Florence Constance Sally Molly Lily Billy Verity Laurence Beverly Polly Clarence
Will May April June Bill Mark Grace Hope Faith Rose Jack Drew Frank Dawn Joy Daniel Aisha Zofia Kwame Callum
"""
_NAMED = """\
Daniel's mother called the social worker twice.
When we met Precious she did not speak.
The worker spent six weeks with Aaliyah and her aunt.
Mr Okonkwo asked for a new bed.
Mrs. Patel-Jones was living above the shop.
Dr Singh wrote to the court.
He and Tomasz shared a flat.
Nobody had asked Ffion what she wanted.
Kwame, the eldest, stopped going to school.
O'Brien told the nurse about it.
She named her son Zayn.
We spoke to Billy on the phone.
Rose was frightened of her neighbour.
Grace came to the centre in winter.
Hope said that she was tired.
Her friend Summer let her stay.
Jack's teacher saw the bruise.
Uncle Dave moved in.
Nana Joyce looked after the twins.
The boy, Jayden, ran away.
DANIEL was seen on the bridge.
Ahmed-Ali lives with his father.
Sister Agnes rang the helpline.
Cllr Mary Whitfield wrote the letter.
PC Thompson found her asleep.
We thank Sarah B for telling us.
The story of Adult J (John) is one of hope.
Ms Xu had no heating.
Mohammed had been excluded.
Lily-Mae slept on the sofa.
"""
NAMES = (
    *(_PLACES[number % len(_PLACES)].format(name) for number, name in enumerate(_NAMES)),
    *(_FIRST_PLACES[number % len(_FIRST_PLACES)].format(name) for number, name in enumerate(_FIRST_NAMES.split())),
    *_NAMED.splitlines(),
    "We asked Will what would help.",
    "A friend called Bill left the room.",
    "The worker met May, who was afraid.",
)
