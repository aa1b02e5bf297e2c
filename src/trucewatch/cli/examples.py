"""What `--help` adds to a command: a line short enough for the list of commands, and examples that can be typed as they are."""

from types import MappingProxyType
from typing import TypedDict


class Help(TypedDict):
    """What typer takes beside a command's docstring."""

    short_help: str
    epilog: str


_HELP = MappingProxyType(
    {
        "read": (
            "Read reports into claims, each with the words it rests on.",
            "trucewatch read report.txt",
            "trucewatch read reports/ --html claims.html",
            "trucewatch read reports/ --incidents incidents.jsonl",
            "trucewatch read reports/ --findings findings.jsonl",
        ),
        "why": (
            "Show what a claim rests on, or what joined an incident.",
            "trucewatch why TW-7K2M9QX4",
            "trucewatch why c_3fa9",
            "trucewatch why c_3fa9 report.txt",
        ),
        "places": (
            "Show which places a name may mean, and why.",
            "trucewatch places Kensafra",
            "trucewatch places San --context 'the village of San in Idlib'",
        ),
        "evaluate": (
            "Measure what is read against a key made by hand.",
            "trucewatch evaluate key.yaml reports/ --details",
        ),
        "demo": ("Go the whole way with the bundled reports.", "trucewatch demo"),
        "init": (
            "Make a workspace: settings, a ledger, originals.",
            "trucewatch init idlib --pack syria --by 'A. Name'",
            "trucewatch init idlib --ledger postgresql://me@host/idlib",
        ),
        "add": (
            "Keep reports, byte for byte, and log who added them.",
            "trucewatch add report.txt saved-page.html",
            "trucewatch add downloads/ --published 2020-03-05",
        ),
        "build": (
            "Read what is new, link it, grade the incidents.",
            "trucewatch build",
            "trucewatch build --jobs 4",
        ),
        "status": ("Say how the ledger stands, and what wants a person's eye.", "trucewatch status"),
        "reports": ("List the reports that are kept.", "trucewatch reports", "trucewatch reports --json"),
        "claims": (
            "List the claims that were read.",
            "trucewatch claims --kind air_strike",
            "trucewatch claims --incident TW-7K2M9QX4",
        ),
        "incidents": (
            "List incidents by day.",
            "trucewatch incidents --from 2020-03 --to 2020-04 --place Idlib",
            "trucewatch incidents --near 35.93,36.63,10 --kind air_strike",
            "trucewatch incidents --grade corroborated --json > incidents.jsonl",
            "trucewatch incidents --grain acled",
        ),
        "show": ("Show one incident, with all who hold and dispute it.", "trucewatch show TW-7K2M9QX4"),
        "log": ("Show who did what, when.", "trucewatch log --verb decision", "trucewatch log --after 100 --json"),
        "agreements": (
            "List ceasefire terms, and show what one says.",
            "trucewatch agreements --at 2020-03-06",
            "trucewatch agreements show moscow-protocol-2020",
        ),
        "agreements show": (
            "Show one agreement, and who says so of each part.",
            "trucewatch agreements show moscow-protocol-2020",
            "trucewatch agreements show idlib-truce-january-2020 --at 2020-01-11",
            "trucewatch agreements show moscow-protocol-2020 --place Saraqib",
        ),
        "agreements check": (
            "Check agreement files.",
            "trucewatch agreements check karm-truce-2021.yaml",
        ),
        "agreements propose": (
            "Draft files of accords that no file knows.",
            "trucewatch agreements propose --out drafts",
        ),
        "findings": (
            "List what terms in force say of reported acts.",
            "trucewatch findings --result inconsistent --from 2020-03",
            "trucewatch findings --agreement moscow-protocol-2020 --article 1",
            "trucewatch findings --json > findings.jsonl",
            "trucewatch findings show TW-7K2M9QX4",
        ),
        "findings show": (
            "Show the five tests of a finding, with the words.",
            "trucewatch findings show f_3fa9c81b2047d6e5",
            "trucewatch findings show TW-7K2M9QX4",
        ),
        "findings upkeep": (
            "Show how deadlines and duties stand by month.",
            "trucewatch findings upkeep --from 2020-03 --to 2020-09",
        ),
        "report": (
            "Write the report of a day, a week or a period.",
            "trucewatch report --week 2020-W10 --area Idlib --out idlib.html",
            "trucewatch report --week 2020-W10 --out w10.html --out w10.pdf --final",
            "trucewatch report --day 2020-03-05 --profile partner --out day.pdf",
            "trucewatch report --from 2020-03 --to 2020-04 --language ar --out report.docx",
        ),
        "leaks": (
            "Search files for anything that a profile holds back.",
            "trucewatch leaks site/ report.pdf",
            "trucewatch leaks statement.docx --profile partner",
        ),
        "publish": (
            "Write a site: list, map, timeline, downloads.",
            "trucewatch publish site/",
            "trucewatch publish site/ --week 2020-W10",
            "trucewatch publish site/ --from 2020-01 --area Idlib --profile partner",
        ),
        "export": (
            "Write the ledger in other programs' formats.",
            "trucewatch export --out record/",
            "trucewatch export --format xlsx --hxl --out incidents.xlsx",
            "trucewatch export --format geojson --profile public --out incidents.geojson",
            "trucewatch export --format acled --week 2020-W10 --out acled.csv",
        ),
        "verify": (
            "Check every original, log entry and quote.",
            "trucewatch verify",
            "trucewatch verify --head 3f9a5c1e8b7d2046",
        ),
        "backup": ("Write the whole workspace to one archive.", "trucewatch backup idlib-2020-03-05.tar"),
        "decide": (
            "Decide what the machine only suggests.",
            "trucewatch decide same TW-7K2M9QX4 TW-0B78QSH1 --why 'one raid, two towns'",
            "trucewatch decide set TW-7K2M9QX4 killed 15 --why 'list of names'",
        ),
        "decide same": (
            "These are one and the same occurrence.",
            "trucewatch decide same TW-7K2M9QX4 TW-0B78QSH1 --why 'same hour and street'",
            "trucewatch decide same c_3fa9 c_81b2 --why 'the second quotes the first'",
        ),
        "decide different": (
            "These are different occurrences.",
            "trucewatch decide different TW-7K2M9QX4 TW-0B78QSH1 --why 'two raids'",
            "trucewatch decide different c_3fa9 TW-7K2M9QX4 --why 'another village'",
        ),
        "decide set": (
            "The incident's value is this.",
            "trucewatch decide set TW-7K2M9QX4 killed 15..17 --why 'hospital list'",
            "trucewatch decide set TW-7K2M9QX4 when 2020-03-05 --why 'dated video'",
            "trucewatch decide set TW-7K2M9QX4 where Kensafra --why 'the mosque shown'",
        ),
        "decide grade": (
            "Whether it happened, or who did it, is borne out so far.",
            "trucewatch decide grade TW-7K2M9QX4 corroborated --why 'video'",
            "trucewatch decide grade TW-7K2M9QX4 contested --of who --why 'both deny'",
        ),
        "decide finding": (
            "A finding's result is this.",
            "trucewatch decide finding f_3fa9c81b20 'cannot be assessed' --why 'no map'",
        ),
        "decide discount": (
            "It did not happen, or does not belong here.",
            "trucewatch decide discount TW-7K2M9QX4 --why 'a film set'",
        ),
        "decide accept": ("The claim is what the report says.", "trucewatch decide accept c_3fa9 --why 'read it'"),
        "decide reject": (
            "The claim is not what the report says.",
            "trucewatch decide reject c_3fa9 --why 'a drill, says the next line'",
        ),
        "decide undo": ("Take a decision back.", "trucewatch decide undo d_5d1e2f --why 'wrong village'"),
    }
)


def help_of(command: str) -> Help:
    """The short line and the examples of a command."""
    short, *examples = _HELP[command]
    title = "Examples" if len(examples) > 1 else "Example"
    unwrapped = "\b"  # tells typer to leave the lines as they are
    return {"short_help": short, "epilog": "\n".join([unwrapped, f"{title}:", *(f"  {line}" for line in examples)])}
