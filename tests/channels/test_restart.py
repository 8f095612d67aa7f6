"""Each message is answered once: several processes, a crash, a full disk, a restart. How delivery waits."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from people import OnTelegram, World
from standin import Mood

from bot.rasa.channels.delivery import Courier, Heard, Sending
from bot.rasa.channels.inbox import KEPT, LEFT_BEHIND, TOO_LATE, Inbox


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "conversations.db"


@pytest.mark.server
def test_a_restart_in_the_middle_of_an_answer(world: World) -> None:
    done, waiting = OnTelegram(world), OnTelegram(world)
    assert done.say("what is a biopsy?")
    world.standin.moods[waiting.place].extend([Mood(503)] * 20)
    request = waiting.request("what is an endoscopy?")
    world.call(request)
    world.bot.stop("rasa")
    world.standin.moods[waiting.place].clear()
    world.bot.start_rasa()
    assert done.last_request and world.call(done.last_request).status_code == 200
    assert world.call(request).status_code == 200
    world.settle()
    assert done.news() == []
    (text,) = waiting.news()
    assert "endoscopy" in text.lower() and "Source: " in text


def _takes(file: Path) -> int:
    inbox = Inbox(file)
    return sum(inbox.take(f"key {number}", "sms", {}) for number in range(100))


def test_of_several_processes_one_takes_each_message(file: Path) -> None:
    with ProcessPoolExecutor(3) as pool:
        taken = list(pool.map(_takes, [file] * 3))
    assert sum(taken) == 100


def test_what_a_crash_leaves_behind_is_given_to_one_and_the_words_go_when_it_is_done(file: Path) -> None:
    now = [1000.0]
    dead = Inbox(file, lambda: now[0])
    assert (
        dead.take("a", "sms", {"text": "a word"})
        and dead.take("b", "sms", {})
        and dead.take("c", "slack", {})
    )
    dead.delivered("a", 2)
    dead.done("b")
    one, other = Inbox(file, lambda: now[0]), Inbox(file, lambda: now[0])
    assert list(one.left_behind("sms")) == []  # somebody may still be at work on it
    now[0] += LEFT_BEHIND + 1
    assert list(one.left_behind("sms")) == [("a", {"text": "a word"}, 2)]
    assert list(other.left_behind("sms")) == []
    assert not other.take("a", "sms", {})
    one.done("a")
    one.clear()
    assert all(b"a word" not in part.read_bytes() for part in file.parent.iterdir())


def test_a_server_that_stops_in_order_leaves_it_to_the_next_at_once(file: Path) -> None:
    inbox = Inbox(file)
    inbox.take("a", "sms", {})
    inbox.release("a")
    assert [key for key, _, _ in Inbox(file).left_behind("sms")] == ["a"]


def test_what_comes_too_late_is_dropped_and_told(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    now = [1000.0]
    inbox = Inbox(file, lambda: now[0])
    inbox.take("a" * 20, "sms", {"text": "a word"})
    now[0] += TOO_LATE + 1
    assert list(inbox.left_behind("sms")) == []
    assert "aaaaaaaa was never answered" in caplog.text and "a word" not in caplog.text
    now[0] += KEPT + 1
    inbox.clear()
    assert inbox.take("a" * 20, "sms", {})


def test_a_disk_that_is_full_stops_nobody(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    inbox = Inbox(file)
    inbox.stop("somebody", True)
    inbox._db.execute("PRAGMA query_only = ON")
    assert inbox.take("a", "sms", {}) and not inbox.take("a", "sms", {})
    inbox.delivered("a", 1)
    inbox.done("a")
    assert inbox.is_stopped("somebody") and not inbox.is_stopped("another")
    assert "cannot be written" in caplog.text


def test_stop_that_cannot_be_written_holds_as_long_as_the_process(file: Path) -> None:
    inbox = Inbox(file)
    inbox.stop("another", True)
    inbox._db.execute("PRAGMA query_only = ON")
    inbox.stop("somebody", True)
    inbox.stop("another", False)
    assert inbox.is_stopped("somebody") and not inbox.is_stopped("another")
    inbox._db.execute("PRAGMA query_only = OFF")
    inbox.stop("somebody", False)
    assert not inbox.is_stopped("somebody")


def test_stop_outlives_the_process(file: Path) -> None:
    Inbox(file).stop("somebody", True)
    assert Inbox(file).is_stopped("somebody")
    Inbox(file).stop("somebody", False)
    assert not Inbox(file).is_stopped("somebody")


class Script(Courier):
    """A way to a provider that answers as written, with a clock of its own."""

    def __init__(self, *answers: Heard, judge: Callable[[Heard], Heard] = lambda heard: heard) -> None:
        self.now, self.waits = 0.0, list[float]()
        self.answers = list(answers)
        super().__init__("sms", judge, self._wait, lambda: self.now, lambda: 0.5)

    async def _wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    async def once(self, sending: Sending) -> Heard:
        return self.answers.pop(0) if self.answers else Heard(503, {})


async def bring(courier: Courier) -> int:
    return (await courier.bring(Sending("http://127.0.0.1:9/"))).status


async def test_it_backs_off_and_gives_up_within_the_bound() -> None:
    courier = Script()
    assert await bring(courier) == 503
    assert courier.waits[:5] == [0.375, 0.75, 1.5, 3.0, 6.0] and set(courier.waits[5:]) == {6.0}
    assert 50 < sum(courier.waits) < 60


@pytest.mark.parametrize("status", [0, 408, 425, 429, 500, 502, 503, 504])
async def test_what_may_pass_is_tried_again(status: int) -> None:
    courier = Script(Heard(status, {}), Heard(201, {}))
    assert await bring(courier) == 200 and len(courier.waits) == 1


@pytest.mark.parametrize("status", [301, 302, 400, 401, 403, 404, 410, 413, 422])
async def test_what_will_not_pass_is_not(status: int) -> None:
    courier = Script(Heard(status, {}), Heard(200, {}))
    assert await bring(courier) == status and courier.waits == []


async def test_a_wait_is_kept_where_it_ends_in_time() -> None:
    courier = Script(Heard(429, {}, 20.0), Heard(200, {}))
    assert await bring(courier) == 200 and courier.waits == [20.0]
    courier = Script(*[Heard(429, {}, 0.0)] * 2, Heard(200, {}))
    assert await bring(courier) == 200 and courier.waits == [0.375, 0.75]
    courier = Script(Heard(429, {}, 61.0), Heard(200, {}))
    assert await bring(courier) == 429 and courier.waits == []


@pytest.mark.parametrize(
    ("given", "seconds"),
    [(None, None), ("5", 5.0), ("0", 0.0), ("-1", None), ("nan", None), ("inf", None), ("soon", None)],
)
def test_retry_after(given: str | None, seconds: float | None) -> None:
    from bot.rasa.channels.delivery import _seconds

    assert _seconds(given) == seconds
    assert _seconds("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0


async def test_nobody_there_is_told_without_an_exception() -> None:
    courier = Courier("sms", lambda heard: heard)
    heard = await courier.once(Sending("http://127.0.0.1:9/"))
    assert (heard.status, heard.why) == (0, "ClientConnectorError")
    await courier.close()
