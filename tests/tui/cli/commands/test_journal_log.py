"""`log` and `silent`: what the journal says, and who says nothing."""

import pytest

from tests.conftest import Answer, Milepost

ITEM, HEALTH_ITEM = "2.4.4-c", "2.5.6-b"


@pytest.fixture
def recorded(milepost: Milepost) -> Milepost:
    """Return the command on a journal of four entries by two authors, before and after a Board."""
    milepost("board", "add", "2009-11-17", now="2009-10-01T10:00:00Z", by="Secretary")
    milepost("note", ITEM, "Three bids", now="2009-11-02T10:00:00Z")
    milepost("note", HEALTH_ITEM, "First draft", now="2009-11-20T10:00:00Z", by="Health lead")
    milepost("tick", HEALTH_ITEM, "--on", "2009-10-30", by="Health lead")
    milepost("forecast", ITEM, "Jan 2010", "--on", "2009-11-28")
    return milepost


def kinds(answer: Answer) -> list[str]:
    assert (answer.code, answer.err) == (0, "")
    return [entry["kind"] for entry in answer.json]


def log(command: Milepost, *words: str, **environ: str) -> list[str]:
    return kinds(command("log", *words, "-f", "json", **environ))


def test_log_selects_by_author_pathway_lead_kind_and_text(recorded: Milepost) -> None:
    assert log(recorded) == ["meeting", "note", "note", "done", "forecast"]
    assert log(recorded, "--author", "health") == ["note", "done"]
    assert log(recorded, "--author", "health", "--author", "secretary") == [
        "meeting",
        "note",
        "done",
    ]
    assert log(recorded, "--pathway", "ELS") == ["note", "forecast"]
    assert log(recorded, "--lead", "DH-EM", "--kind", "done") == ["done"]
    assert log(recorded, ITEM, "--text", "THREE") == ["note"]
    assert log(recorded, ITEM, "--pathway", "HEALTH") == []
    assert log(recorded, "--mine") == ["note", "forecast"]
    assert log(recorded, "--mine", by="Nobody yet") == []


def test_log_selects_by_the_day_it_happened(recorded: Milepost) -> None:
    assert log(recorded, "--since", "2009-11-20") == ["note", "forecast"]
    assert log(recorded, "--since", "Nov 2009", "--until", "20 Nov 2009") == ["note", "note"]
    assert log(recorded, "--until", "Oct 2009") == ["meeting", "done"]


def test_since_today_and_since_the_board_find_what_was_recorded_since(recorded: Milepost) -> None:
    assert log(recorded, "--since", "today") == ["done", "forecast"]
    assert log(recorded, "--since", "board") == ["note", "done", "forecast"]
    assert log(recorded, "--since", "board", "--mine") == ["forecast"]


def test_without_a_board_before_the_date_since_board_says_what_to_do(milepost: Milepost) -> None:
    answer = milepost("log", "--since", "board", "--as-of", "2009-04-01")
    assert (answer.code, answer.out) == (2, "")
    assert "no Board's meeting before 1 Apr 2009 is known" in answer.err
    assert "board add DATE" in answer.err


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("--author", "Helth lead"), "did you mean Health lead"),
        (("--kind", "tick"), "there is no kind of entry 'tick'"),
        (("--pathway", "EFS"), "there is no pathway 'EFS'"),
        (("--since", "soon"), "'soon'"),
    ],
)
def test_what_is_not_there_is_refused_in_one_sentence(
    recorded: Milepost, words: tuple[str, ...], refusal: str
) -> None:
    answer = recorded("log", *words)
    assert (answer.code, answer.out) == (2, "")
    assert refusal in answer.err
    assert answer.err.count("\n") == 1


def test_log_lists_what_was_taken_back_with_who_did_it(recorded: Milepost) -> None:
    recorded("undo")
    answer = recorded("log", "--kind", "forecast")
    assert answer.out.endswith("(taken back by ELS lead, 30 Nov 2009)\n")


def test_silent_names_the_longest_silence_first_and_leaves_out_who_reported(
    recorded: Milepost,
) -> None:
    answer = recorded("silent", "-f", "json")
    days = [row["days"] for row in answer.json]
    known = [each for each in days if each is not None]
    assert days == [None] * (len(days) - len(known)) + sorted(known, reverse=True)
    by_code = {row["code"]: row for row in answer.json if row["kind"] == "pathway"}
    assert by_code["ELS"]["days"] == 2
    assert by_code["ELS"]["last"]["kind"] == "forecast"
    assert by_code["HEALTH"]["last"]["text"] == "First draft"
    assert by_code["DRUGS"]["last"] is None
    since = recorded("silent", "--since", "board", "-f", "json")
    assert {"ELS", "HEALTH"}.isdisjoint({row["code"] for row in since.json})
    text = recorded("silent", "--since", "2009-11-25").out
    assert "never" in text
    assert "10 days  20 Nov 2009  pathway  HEALTH" in text
    assert "2 days" not in text


def test_by_says_who_is_writing_and_log_says_what_selects_instead(recorded: Milepost) -> None:
    answer = recorded("log", "--by", "Health lead", "-f", "json")
    assert (answer.code, len(answer.json)) == (0, 5)
    assert "--author shows what somebody recorded" in answer.err
    assert log(recorded, "--mine", "--by", "Health lead") == ["note", "done"]
