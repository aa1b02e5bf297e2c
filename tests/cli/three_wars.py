"""Short reports of four wars over three weeks of March 2020, and what is told in them, worked out by hand from their words.

Weeks begin on 2, 9 and 16 March. What lies at a border: rockets late on Sunday the 8th, shells after midnight on Monday the
9th, clashes from the 7th to the 10th, shelling "between 9 and 15 March" and "in March 2020", a report of the 24th on the 22nd.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ORCHARD, HARBOUR, STEPPE, TIHAMA, NILE = "Orchard Wire", "Harbour Post", "Steppe Monitor", "Tihama News", "Nile Star"
COURIER = "Quiet Courier"
TOLD = {
    "p1": (ORCHARD, "26 February 2020", "Government forces shelled Saraqib on Tuesday, killing one man, residents said."),
    "p2": (COURIER, "27 February 2020", "Separatists fired mortars at Marinka on Wednesday, killing a soldier, officials said."),
    "s01": (ORCHARD, "3 March 2020", "Government forces shelled the market of Saraqib on Monday, killing two farmers, residents said."),
    "s02": (ORCHARD, "4 March 2020", "Warplanes bombed Sarmin before dawn on Wednesday, killing four civilians, rescuers said."),
    "s03": (HARBOUR, "4 March 2020", "Warplanes bombed Sarmin before dawn on Wednesday, killing nine civilians, doctors said."),
    "s04": (ORCHARD, "9 March 2020", "Rebels fired rockets at Binnish late on Sunday night, wounding three people, residents said."),
    "s05": (ORCHARD, "9 March 2020", "Government forces shelled Taftanaz shortly after midnight on Monday, residents said."),
    "s06": (ORCHARD, "11 March 2020", "Rebels and government forces clashed near Kafr Nabl from 7 March to 10 March, residents said."),
    "u01": (STEPPE, "3 March 2020", "Separatists shelled Avdiivka on Monday, wounding two soldiers, the Ukrainian military said."),
    "u02": (STEPPE, "6 March 2020", ("Ukrainian forces shelled Horlivka on Thursday, killing a woman, the separatists said. "
            "The Ukrainian military denied that it had shelled Horlivka.")),
    "y01": (TIHAMA, "4 March 2020", "Houthi rebels shelled Hays in Hodeidah on Tuesday, killing two women, residents said."),
    "d01": (NILE, "5 March 2020", "Gunmen shot dead three villagers near Nyala in South Darfur on Wednesday, residents said."),
    "n01": (HARBOUR, "7 March 2020", "A landmine killed three children on Friday, rescuers said."),
    "s07": (ORCHARD, "12 March 2020", "Government forces shelled Sarmin on Wednesday, killing five civilians, residents said."),
    "s08": (ORCHARD, "16 March 2020", "Government forces shelled Jisr al-Shughur between 9 and 15 March, residents said."),
    "s09": (HARBOUR, "15 March 2020", "Russian and Turkish forces held a joint patrol along the M4 highway near Saraqib on Sunday."),
    "s10": ("صدى الشمال", "13 March 2020", "قصفت قوات النظام مدينة إدلب يوم الخميس وقتلت ثلاثة مدنيين."),
    "u03": (STEPPE, "11 March 2020", "Separatists fired mortars at Marinka on Tuesday, killing a soldier, the Ukrainian military said."),
    "u04": (STEPPE, "14 March 2020", "Ukrainian soldiers and separatists clashed near Shyrokyne on Friday, the mission said."),
    "y02": (TIHAMA, "12 March 2020", "Houthi rebels shelled Durayhimi in Hodeidah on Wednesday, wounding four children, residents said."),
    "d02": (NILE, "11 March 2020", "Gunmen attacked a camp in El Geneina in West Darfur on Tuesday, killing seven people, residents said."),
    "d03": (NILE, "13 March 2020", ("The Sudanese army shelled a village in Blue Nile on Thursday, the SPLM-N rebels said. "
            "The Sudanese army denied that it had shelled the village.")),
    "s11": (ORCHARD, "18 March 2020", "Government forces shelled Saraqib on Tuesday, killing one woman, residents said."),
    "s13": (HARBOUR, "20 March 2020", "A car bomb exploded in Afrin on Thursday, killing eight civilians, rescuers said."),
    "s15": (ORCHARD, "22 March 2020", "Government forces withdrew from Taftanaz on Saturday, residents said."),
    "d04": (NILE, "19 March 2020", "Gunmen killed four farmers in Kutum in North Darfur on Wednesday, residents said."),
    "m01": (HARBOUR, "19 March 2020", "Gunmen killed five soldiers in Gao in Mali on Tuesday, officials said."),
    "v01": (HARBOUR, "2 April 2020", "Government forces shelled Kafr Zita in Hama in March 2020, residents said."),
    "v02": (HARBOUR, "", "Gunmen killed a teacher in Sarmin, residents said."),
    "v03": (HARBOUR, "", "Fighters blew up a bridge in Yemen, officials said."),
    "v04": (STEPPE, "24 March 2020", "Separatists shelled Zolote late on Sunday night, the Ukrainian military said."),
}  # fmt: skip
"""Outlet, day of publication and words of each report."""


def write_reports(folder: Path) -> Path:
    """Write them all, each with a headline of its own."""
    folder.mkdir()
    for name, (outlet, day, words) in TOLD.items():
        text = "\n\n".join(filter(None, (f"News of the day, {name}", f"Source: {outlet}", day, words)))
        (folder / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")
    return folder
