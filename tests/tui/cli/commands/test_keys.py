"""`milepost keys`: the app's keys, and the mistakes in those of the config file."""

import json

from tests.conftest import Milepost
from tui.actions import ACTIONS
from tui.config.settings import default_paths


def configure(text: str) -> None:
    path = default_paths().config
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_every_act_is_listed_with_its_key_and_the_command_that_does_the_same(
    milepost: Milepost,
) -> None:
    answer = milepost("keys")
    assert (answer.code, answer.err) == (0, "")
    assert [line.split()[0] for line in answer.out.splitlines()] == [act.name for act in ACTIONS]
    assert "search           /          milepost list" in answer.out
    assert "tick             space      milepost tick REF" in answer.out


def test_keys_of_the_config_file_are_shown_as_they_hold(milepost: Milepost) -> None:
    configure('[keys]\ntick = "z,space"\n')
    rows = json.loads(milepost("keys", "-f", "json").out)
    assert next(row for row in rows if row["act"] == "tick")["key"] == "z or space"


def test_every_mistake_is_named_with_the_file_and_the_list_is_whole(milepost: Milepost) -> None:
    configure('[keys]\nntoe = "z"\nnote = "z,space"\nundo = "hyper"\n')
    answer = milepost("keys")
    assert answer.code == 1
    assert len(answer.out.splitlines()) == len(ACTIONS)
    assert answer.err.count("config.toml: ") == 3
    assert "there is no act 'ntoe'; did you mean note" in answer.err
    assert "note: 'space' is the key of tick already" in answer.err
    assert "undo: 'hyper' is no key" in answer.err
