"""What is read of the times that delivery tables print, in plans of several kinds of years."""

from pathlib import Path

import msgspec
import pytest

from plan_data.errors import Refused
from plan_data.load import load_plan
from plan_data.plan_file.walk import walk_milestones
from plan_data.table_import.import_options import ImportOptions
from plan_data.table_import.importer import ImportResult
from tests.plan_data.table_import.sample_tables import OPTIONS, imported

HEADINGS = "Ref\tObjective\tMeasure\tTimescale\tLead"
APRIL = msgspec.structs.replace(OPTIONS, year="2024/25")
PLANS = (
    APRIL,
    msgspec.structs.replace(OPTIONS, year="2024"),
    msgspec.structs.replace(OPTIONS, year="2024/25", year_starts="July"),
    msgspec.structs.replace(OPTIONS, year="2021 to 2025"),
)
# Each line: what is printed, and what is read of it in a plan of a year from April, of a calendar
# year, of a year from July, and of five calendar years. A reading without "?" is sure.
READINGS = """
FY25 | 2024/25? | 2025? | 2024/25? | 2025?
FY2024/25 | 2024/25 | Mar 2025? | 2024/25 | Mar 2025?
Q1/2024 | Q1 2024/25? | Q1 2024 | Q1 2024/25? | Q1 2024
2024/Q1 | Q1 2024/25? | Q1 2024 | Q1 2024/25? | Q1 2024
H2 2024 | H2 2024/25? | H2 2024 | H2 2024/25? | H2 2024
H1 | H1 2024/25? | H1 2024? | H1 2024/25? | H1 2021?
2024-03 | Mar 2024? | Mar 2024? | Mar 2024? | Mar 2024?
second half of 2024 | Dec 2024? | H2 2024 | Dec 2024? | H2 2024
second half of 2024/25 | H2 2024/25 | Mar 2025? | H2 2024/25 | Mar 2025?
mid 2024 | Jun 2024? | Jun 2024? | Jun 2024? | Jun 2024?
late 2024 | Dec 2024? | Dec 2024? | Dec 2024? | Dec 2024?
start of 2025 | Mar 2025? | Mar 2025? | Mar 2025? | Mar 2025?
end of 2025 | by Dec 2025 | by Dec 2025 | by Dec 2025 | by Dec 2025
by the end of 2024 | by Dec 2024 | by Dec 2024 | by Dec 2024 | by Dec 2024
every March | Mar 2025? | Mar 2024? | Mar 2025? | Mar 2021, Mar 2022, Mar 2023, Mar 2024, Mar 2025?
every 2 years | 2024/25? | 2024? | 2024/25? | 2021, 2023, 2025?
Biennial | 2024/25? | 2024? | 2024/25? | 2021, 2023, 2025?
every three years | 2024/25? | 2024? | 2024/25? | 2021, 2024?
Termly | every quarter? | every quarter? | every quarter? | every quarter?
each half term | every 2 months? | every 2 months? | every 2 months? | every 2 months?
four times a year | every quarter? | every quarter? | every quarter? | every quarter?
Each planting season | every year? | every year? | every year? | every year?
semestral | every 6 months | every 6 months | every 6 months | every 6 months
Durante toda la vigencia del Plan | ongoing | ongoing | ongoing | ongoing
toute la durée du contrat | ongoing | ongoing | ongoing | ongoing
Tous les ans | every year | every year | every year | every year
Sept. à déc. 2024 | Sep 2024 to Dec 2024 | Sep 2024 to Dec 2024 | Sep 2024 to Dec 2024 | Sep 2024 to Dec 2024
alle zwei Jahre | 2024/25? | 2024? | 2024/25? | 2021, 2023, 2025?
fortnight | every month? | every month? | every month? | every month?
fortnightly | every month? | every month? | every month? | every month?
fortnightly from 4 May 2024 | every month from 4 May 2024? | every month from 4 May 2024? | every month from 4 May 2024? | every month from 4 May 2024?
every fortnight until March 2025 | every month to Mar 2025? | every month to Mar 2025? | every month to Mar 2025? | every month to Mar 2025?
bi-weekly | every month? | every month? | every month? | every month?
daily | every week? | every week? | every week? | every week?
week commencing 4 March 2024 | by 10 Mar 2024? | by 10 Mar 2024? | by 10 Mar 2024? | by 10 Mar 2024?
juin 2024 | Jun 2024 | Jun 2024 | Jun 2024 | Jun 2024
31 décembre 2024 | 31 Dec 2024 | 31 Dec 2024 | 31 Dec 2024 | 31 Dec 2024
Dezember 2024 | Dec 2024 | Dec 2024 | Dec 2024 | Dec 2024
fin 2024 | by Dec 2024 | by Dec 2024 | by Dec 2024 | by Dec 2024
fin juin 2024 | by Jun 2024 | by Jun 2024 | by Jun 2024 | by Jun 2024
finales de 2024 | by Dec 2024 | by Dec 2024 | by Dec 2024 | by Dec 2024
1er trimestre 2024 | Mar 2024? | Q1 2024 | Mar 2024? | Q1 2024
2. Quartal 2024 | Jun 2024? | Q2 2024 | Jun 2024? | Q2 2024
T3 2024 | Sep 2024? | Q3 2024 | Sep 2024? | Q3 2024
segundo semestre | H2 2024/25? | H2 2024? | H2 2024/25? | H2 2021?
segundo semestre de 2024 | Dec 2024? | H2 2024 | Dec 2024? | H2 2024
mi-2024 | Jun 2024? | Jun 2024? | Jun 2024? | Jun 2024?
Ende Juni 2024 | by Jun 2024 | by Jun 2024 | by Jun 2024 | by Jun 2024
ab Juni 2024 | from Jun 2024 | from Jun 2024 | from Jun 2024 | from Jun 2024
desde junio de 2024 | from Jun 2024 | from Jun 2024 | from Jun 2024 | from Jun 2024
juin et septembre 2024 | Jun 2024, Sep 2024 | Jun 2024, Sep 2024 | Jun 2024, Sep 2024 | Jun 2024, Sep 2024
du 1er janvier au 31 mars 2024 | 1 Jan 2024 to 31 Mar 2024 | 1 Jan 2024 to 31 Mar 2024 | 1 Jan 2024 to 31 Mar 2024 | 1 Jan 2024 to 31 Mar 2024
été 2024 | summer 2024 | summer 2024 | summer 2024 | summer 2024
trimestriel | every quarter | every quarter | every quarter | every quarter
Fall 2024 | autumn 2024 | autumn 2024 | autumn 2024 | autumn 2024
Spring 2025 | spring 2025 | spring 2025 | spring 2025 | spring 2025
Autumn | autumn 2024? | autumn 2024? | autumn 2024? | autumn 2021?
by the end of the financial year | by 2024/25? | by 2024? | by 2024/25? | by 2025?
end of the financial year 2024/25 | by 2024/25 | by Mar 2025? | by 2024/25 | by Mar 2025?
next financial year | by 2025/26? | by 2025? | by 2025/26? | by 2026?
Ongoing until March 2025 | by Mar 2025? | by Mar 2025? | by Mar 2025? | by Mar 2025?
Ongoing to March 2026 | by Mar 2026? | by Mar 2026? | by Mar 2026? | by Mar 2026?
Ongoing from May 2024 | ongoing from May 2024 | ongoing from May 2024 | ongoing from May 2024 | ongoing from May 2024
Ongoing from May 2024 to June 2025 | May 2024 to Jun 2025? | May 2024 to Jun 2025? | May 2024 to Jun 2025? | May 2024 to Jun 2025?
Ongoing | ongoing | ongoing | ongoing | ongoing
As required | undated (as required) | undated (as required) | undated (as required) | undated (as required)
on approval | undated (on approval) | undated (on approval) | undated (on approval) | undated (on approval)
TBD | undated (to be determined) | undated (to be determined) | undated (to be determined) | undated (to be determined)
ASAP | undated (asap) | undated (asap) | undated (asap) | undated (asap)
immediate | undated (immediate) | undated (immediate) | undated (immediate) | undated (immediate)
Annually (May) | May 2024? | May 2024? | May 2025? | May 2021, May 2022, May 2023, May 2024, May 2025?
by 30 September (annually) | 30 Sep 2024? | 30 Sep 2024? | 30 Sep 2024? | 30 Sep 2021, 30 Sep 2022, 30 Sep 2023, 30 Sep 2024, 30 Sep 2025?
30th of each month | every month? | every month? | every month? | every month?
Every Board meeting | undated (Every Board meeting) | undated (Every Board meeting) | undated (Every Board meeting) | undated (Every Board meeting)
three times a year | undated (three times a year) | undated (three times a year) | undated (three times a year) | undated (three times a year)
subject to funding | undated (subject to funding) | undated (subject to funding) | undated (subject to funding) | undated (subject to funding)
June 2024 onwards | from Jun 2024 | from Jun 2024 | from Jun 2024 | from Jun 2024
2024-2026 | 2024/25 to 2025/26? | 2024 to 2026? | 2024/25 to 2025/26? | 2024 to 2026?
2024\u201326 | 2024/25 to 2025/26? | 2024 to 2026? | 2024/25 to 2025/26? | 2024 to 2026?
April 22, 2024 -> May 10, 2024 | 22 Apr 2024 to 10 May 2024? | 22 Apr 2024 to 10 May 2024? | 22 Apr 2024 to 10 May 2024? | 22 Apr 2024 to 10 May 2024?
Jan\u2013Mar 2025 | Jan 2025 to Mar 2025 | Jan 2025 to Mar 2025 | Jan 2025 to Mar 2025 | Jan 2025 to Mar 2025
Jun/Jul 2024 | Jun 2024 to Jul 2024? | Jun 2024 to Jul 2024? | Jun 2024 to Jul 2024? | Jun 2024 to Jul 2024?
1 January to 31 March 2025 | 1 Jan 2025 to 31 Mar 2025 | 1 Jan 2025 to 31 Mar 2025 | 1 Jan 2025 to 31 Mar 2025 | 1 Jan 2025 to 31 Mar 2025
Tuesday 2nd - Friday 5th July 2024 | 2 Jul 2024 to 5 Jul 2024 | 2 Jul 2024 to 5 Jul 2024 | 2 Jul 2024 to 5 Jul 2024 | 2 Jul 2024 to 5 Jul 2024
1-5 July 2024 | 1 Jul 2024 to 5 Jul 2024 | 1 Jul 2024 to 5 Jul 2024 | 1 Jul 2024 to 5 Jul 2024 | 1 Jul 2024 to 5 Jul 2024
Q1-Q3 2024 | Q1 2024/25 to Q3 2024/25? | Q1 2024 to Q3 2024 | Q1 2024/25 to Q3 2024/25? | Q1 2024 to Q3 2024
Q1\u2013Q3 | Q1 2024/25 to Q3 2024/25? | Q1 2024 to Q3 2024? | Q1 2024/25 to Q3 2024/25? | Q1 2021 to Q3 2021?
Q3/Q4 2024 | Q3 2024/25 to Q4 2024/25? | Q3 2024 to Q4 2024? | Q3 2024/25 to Q4 2024/25? | Q3 2024 to Q4 2024?
Q4 24/25 | Q4 2024/25 | Mar 2025? | Q4 2024/25 | Mar 2025?
31.12.2024 | 31 Dec 2024 | 31 Dec 2024 | 31 Dec 2024 | 31 Dec 2024
2024/12/31 | 2024-12-31 | 2024-12-31 | 2024-12-31 | 2024-12-31
12/31/2024 | 31 Dec 2024 | 31 Dec 2024 | 31 Dec 2024 | 31 Dec 2024
3/4/2024 | 3 Apr 2024? | 3 Apr 2024? | 3 Apr 2024? | 3 Apr 2024?
24-Dec | 24 Dec 2024? | 24 Dec 2024? | 24 Dec 2024? | 24 Dec 2021?
Mon 4 Mar 2024 | 4 Mar 2024 | 4 Mar 2024 | 4 Mar 2024 | 4 Mar 2024
no later than 30 June 2024 | by 30 Jun 2024 | by 30 Jun 2024 | by 30 Jun 2024 | by 30 Jun 2024
Completed June 2023 | Jun 2023? | Jun 2023? | Jun 2023? | Jun 2023?
2024 | 2024? | 2024 | 2024? | 2024
CY2024 | 2024 | 2024 | 2024 | 2024
2024 or 2025 | 2024?; 2025? | 2024?; 2025? | 2024?; 2025? | 2024?; 2025?
post 2025 | 2025? | 2025? | 2025? | 2025?
by Christmas 2024 | by 25 Dec 2024? | by 25 Dec 2024? | by 25 Dec 2024? | by 25 Dec 2024?
M3 | undated (M3) | undated (M3) | undated (M3) | undated (M3)
Month 18 | undated (Month 18) | undated (Month 18) | undated (Month 18) | undated (Month 18)
Year 1 | undated (Year 1) | undated (Year 1) | undated (Year 1) | undated (Year 1)
Y2 Q3 | undated (Y2 Q3) | undated (Y2 Q3) | undated (Y2 Q3) | undated (Y2 Q3)
Within 6 months | undated (Within 6 months) | undated (Within 6 months) | undated (Within 6 months) | undated (Within 6 months)
Short term (1-2 years) | undated (Short term 1-2 years) | undated (Short term 1-2 years) | undated (Short term 1-2 years) | undated (Short term 1-2 years)
medium term | undated (medium term) | undated (medium term) | undated (medium term) | undated (medium term)
06/2024 | Jun 2024 | Jun 2024 | Jun 2024 | Jun 2024
1/2024 | Jan 2024? | Jan 2024? | Jan 2024? | Jan 2024?
2024/06 | Jun 2024? | Jun 2024? | Jun 2024? | Jun 2024?
2024/25 to 2026/27 | 2024/25 to 2026/27? | Apr 2024 to Mar 2027? | 2024/25 to 2026/27? | Apr 2024 to Mar 2027?
2024 to 2026 | 2024 to 2026? | 2024 to 2026? | 2024 to 2026? | 2024 to 2026?
by 2024-2026 | by 2025/26? | by 2026? | by 2025/26? | by 2026?
Quarterly, 2024-2026 | every quarter from 2024/25 to 2025/26? | every quarter from 2024 to 2026? | every quarter from 2024/25 to 2025/26? | every quarter from 2024 to 2026?
FY25-FY27 | 2024/25 to 2026/27? | 2025 to 2027? | 2024/25 to 2026/27? | 2025 to 2027?
2024/25 onwards | from 2024/25 | from Apr 2024? | from 2024/25 | from Apr 2024?
Throughout | ongoing? | ongoing? | ongoing? | ongoing?
throughout the project | ongoing? | ongoing? | ongoing? | ongoing?
6 months from April 2024 | from Apr 2024? | from Apr 2024? | from Apr 2024? | from Apr 2024?
TBC - June 2024 | Jun 2024? | Jun 2024? | Jun 2024? | Jun 2024?
June 2024 (TBC) | Jun 2024? | Jun 2024? | Jun 2024? | Jun 2024?
June 2024? | Jun 2024? | Jun 2024? | Jun 2024? | Jun 2024?
~June 2024 | Jun 2024? | Jun 2024? | Jun 2024? | Jun 2024?
est. June 2024 | Jun 2024? | Jun 2024? | Jun 2024? | Jun 2024?
likely June 2024 | Jun 2024? | Jun 2024? | Jun 2024? | Jun 2024?
June 2024 at the latest | Jun 2024 | Jun 2024 | Jun 2024 | Jun 2024
June 2024 at the earliest | from Jun 2024 | from Jun 2024 | from Jun 2024 | from Jun 2024
no earlier than June 2024 | from Jun 2024 | from Jun 2024 | from Jun 2024 | from Jun 2024
starts June 2024 | from Jun 2024 | from Jun 2024 | from Jun 2024 | from Jun 2024
begin in June 2024 | from Jun 2024 | from Jun 2024 | from Jun 2024 | from Jun 2024
Start June 2024, end Dec 2024 | from Jun 2024; by Dec 2024 | from Jun 2024; by Dec 2024 | from Jun 2024; by Dec 2024 | from Jun 2024; by Dec 2024
term 1 2024 | 2024? | 2024? | 2024? | 2024?
KW 23 2024 | 2024? | 2024? | 2024? | 2024?
2024-W23 | 2024? | 2024? | 2024? | 2024?
Summer/Autumn 2024 | summer 2024 to autumn 2024? | summer 2024 to autumn 2024? | summer 2024 to autumn 2024? | summer 2024 to autumn 2024?
2H24 | H2 2024/25? | H2 2024? | H2 2024/25? | H2 2024?
2024Q1 | Q1 2024/25? | Q1 2024? | Q1 2024/25? | Q1 2024?
Q1FY25 | Q1 2024/25? | Q1 2025? | Q1 2024/25? | Q1 2025?
until further notice | undated (until further notice) | undated (until further notice) | undated (until further notice) | undated (until further notice)
Year 1 (2024) | 2024? | 2024 | 2024? | 2024
III. Quartal 2024 | Sep 2024? | Q3 2024 | Sep 2024? | Q3 2024
S2 2024 | Dec 2024? | H2 2024 | Dec 2024? | H2 2024
2024-2025 | 2024/25? | 2024 to 2025? | 2024/25? | 2024 to 2025?
fiscal year 2024-2025 | 2024/25? | Mar 2025? | 2024/25? | Mar 2025?
from 2025/26 | from 2025/26 | from Apr 2025? | from 2025/26 | from Apr 2025?
de 2024 a 2026 | 2024 to 2026? | 2024 to 2026? | 2024 to 2026? | 2024 to 2026?
entre juin et septembre 2024 | Jun 2024 to Sep 2024 | Jun 2024 to Sep 2024 | Jun 2024 to Sep 2024 | Jun 2024 to Sep 2024
du T1 2024 au T3 2024 | Jan 2024 to Sep 2024? | Q1 2024 to Q3 2024 | Jan 2024 to Sep 2024? | Q1 2024 to Q3 2024
Twice a year, starting in Spring 2023 | every 6 months from spring 2023? | every 6 months from spring 2023? | every 6 months from spring 2023? | every 6 months from spring 2023?
calendar Q2 2024 | Jun 2024? | Q2 2024 | Jun 2024? | Q2 2024
"""
OF_WORK = """
M3 | month 3
M3-M6 | month 3 to month 6
M6 and M12 | month 6, month 12
Month 6 / Month 12 | month 6 to month 12?
Months 2, 10 and 20 | month 2, month 10, month 20
M6, 31 March 2025 | 31 Mar 2025
M6 onwards | from month 6
by month 18 | by month 18
end of year 2 | by year 2
Year 1-2 | year 1 to year 2
Y2 Q3 | month 21?
Q3 of year 2 | month 21?
Within 6 months | within 6 months
within six months of project start | within 6 months
within 12 months of approval | undated (within 12 months of approval)
within 3-5 years | within 5 years?
Short term (1-2 years) | within 2 years?
Short term (0-12 months) | within 12 months?
medium term | within 5 years?
Long term (5+ years) | from year 6?
Short term (by March 2025) | by Mar 2025
12 months | within 12 months?
6 meses | within 6 months?
sous 3 mois | within 3 months
innerhalb von 6 Monaten | within 6 months
Primer año | year 1
année 2 | year 2
Year 9 pupils | undated (no date printed)
"""


def _lines(table: str) -> list[list[str]]:
    return [line.split(" | ") for line in table.strip().splitlines()]


def _import_row(folder: Path, printed: str, options: ImportOptions) -> ImportResult:
    row = f"1.1\tOpen the harbour\tIt is open\t{printed}\tHarbours"
    return imported(folder, f"{HEADINGS}\n{row}", options=options)


def _times(result: ImportResult) -> str:
    return "; ".join([milestone.when or "" for _, milestone, _ in walk_milestones(result.plan)])


@pytest.mark.parametrize(("printed", "wanted"), [(row[0], row[1:]) for row in _lines(READINGS)])
def test_a_printed_time_is_sure_only_if_print_gives_it(
    tmp_path: Path, printed: str, wanted: list[str]
) -> None:
    read = []
    for options in PLANS:
        result = _import_row(tmp_path, printed, options)
        read.append(_times(result))
        for _, milestone, _ in walk_milestones(result.plan):
            assert milestone.printed
            if (milestone.when or "").endswith("?"):
                assert milestone.reading

    assert read == wanted


@pytest.mark.parametrize(("printed", "wanted"), _lines(OF_WORK))
def test_times_of_the_work_are_read_once_its_start_is_given(
    tmp_path: Path, printed: str, wanted: str
) -> None:
    options = msgspec.structs.replace(APRIL, start="1 Sep 2024")
    result = _import_row(tmp_path, printed, options)
    file = tmp_path / "plan.yaml"
    file.write_text(result.text, encoding="utf-8")

    assert _times(result) == wanted
    assert load_plan(file).year.calendar.start is not None


@pytest.mark.parametrize("start", ["2024-09", "Sep 2024", "Sept 2024", "2024-09-01"])
def test_the_start_of_the_work_may_be_a_month(tmp_path: Path, start: str) -> None:
    options = msgspec.structs.replace(APRIL, start=start)
    result = _import_row(tmp_path, "M3", options)

    assert result.plan.start == "1 Sep 2024"
    assert f"# import: --start {start}" in result.text


@pytest.mark.parametrize("start", ["2024", "2024/25", "Sep 24", "mid 2024", "soon"])
def test_a_start_that_is_no_day_or_month_is_refused(tmp_path: Path, start: str) -> None:
    options = msgspec.structs.replace(APRIL, start=start)
    with pytest.raises(Refused, match=f"--start: '{start}' is not a day"):
        _import_row(tmp_path, "M3", options)


def test_the_report_names_the_option_that_reads_times_of_the_work(tmp_path: Path) -> None:
    left = _import_row(tmp_path, "M3", APRIL).report.left

    assert any("--start reads it" in sentence for sentence in left)
    assert not any(
        "--start" in each for each in _import_row(tmp_path, "May 2024", APRIL).report.left
    )
