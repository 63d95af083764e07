import asyncio
import functools
import fcntl
import queue
import threading
import time

import requests


def load(url):
    return _read(url)


def _read(url):
    return requests.get(url).text


class Store:
    def __init__(self):
        time.sleep(1)

    def loop(self):
        return self.loop()

    def lazily(self):
        yield requests.get("https://example.org")


async def two_steps(url):
    return load(url)  # LW112


async def made():
    return Store()  # LW112


async def off_the_loop(url):
    return await asyncio.to_thread(load, url)


async def recursive(store: Store):
    store.loop()


async def not_run_yet(store: Store):
    return store.lazily()


def write(path, text):
    with open(path, "w") as f:
        f.write(text)


async def saves(path):
    write(path, "x")  # LW112


class Brave:
    def search_web(self, text):
        return requests.get(text).json()


class Bing:
    def search_web(self, text):
        return requests.post(text).json()


class Cache:
    def look_up(self, text):
        return requests.get(text)


class Shelf:
    def look_up(self, text):
        return text


class Drawer:
    def look_up(self, text):
        return text


async def by_name(engine, text):
    engine.look_up(text)
    return engine.search_web(text)  # LW112 medium


def blink():
    time.sleep(0.001)


async def blinks():
    blink()  # LW112


def record(name, wanted=True, mode="local"):
    if wanted:
        requests.post("https://example.org", name)
    if not wanted:
        return
    if mode == "remote":
        time.sleep(1)


async def with_constants():
    record("a")  # LW112
    record("a", False)
    record("a", wanted=False)
    record("a", mode="remote")  # LW112


def later(name, wanted):
    record(name, wanted)


async def with_constants_further_on(unknown):
    later("a", False)
    later("a", unknown)  # LW112


def both(fast=None):
    if fast is not None:
        requests.get("https://example.org/fast")
    else:
        requests.get("https://example.org/slow")


def rebound(fast=None):
    fast = fast or "b"
    if fast:
        requests.get("https://example.org/fast")


async def of_defaults():
    both()  # LW112
    both("a")  # LW112
    rebound()  # LW112


def rows(query, most=None):
    if most is None:
        return requests.get(query)
    return requests.get(query, params=most)


def report(query):
    return rows(query, 2000)


async def of_another_branch_further_on():
    report("a")  # LW112


def send(url):
    requests.post(url)


class Recorder:
    async def start(self):
        load("https://example.org/start")  # LW112 medium

    async def record(self):
        send("https://example.org/record")  # LW112 high

    async def stop(self):
        load("https://example.org/stop")  # LW112 medium


def consent(session, save):
    if save:
        time.sleep(1)


def grant(session, save_consent=True):
    consent(session, save_consent)


def told(household_id=None):
    if household_id is None:
        time.sleep(1)


def publish(household_id):
    told(household_id=household_id)


def quick(wait=False):
    if not wait:
        return
    time.sleep(1)


async def by_what_is_handed_over(session, recipe):
    consent(session, False)
    grant(session, save_consent=False)
    grant(session)  # LW112 high
    publish(recipe.household_id)  # LW112 medium
    quick()
    quick(True)  # LW112 high


async def nothing_handed_over():
    told()  # LW112 high


async def first_unlikely_then_sure(recipe):
    publish(recipe.household_id)
    told()  # LW112 high


def stored():
    requests.get("https://example.org", timeout=5)


async def start_recording():
    stored()  # LW112 medium


async def main(queue):
    stored()
    asyncio.create_task(queue.join())
    stored()  # LW112 high


def load_all():
    asyncio.run(command())


async def command():
    stored()  # LW112 medium
    await part()


async def part():
    stored()  # LW112 medium


class Lazy:
    def markets(self):
        if not self._markets:
            self._markets = load("https://example.org/markets")
        return self._markets

    def fresh(self):
        if self.stale:
            self._markets = load("https://example.org/markets")
        return self._markets

    async def ask(self):
        self.markets()  # LW112 medium

    async def refresh(self):
        self.fresh()  # LW112 medium


def model():
    global _model
    if _model is not None:
        return _model
    _model = load("https://example.org/model")
    return _model


async def compute():
    model()  # LW112 medium


def vector_of(text):
    return requests.post("https://example.org/vectors", json=text)


async def search(text, vector=None):
    if vector is None:  # all who call it give one
        vector = vector_of(text)
    return vector


async def ask(text, index):
    return await search(text, vector=index.get(text))


async def find(text, vector=None):
    if vector is None:
        vector = vector_of(text)  # LW112 high
    return vector


async def ask_for(text, index):
    return await find(text, index.get(text)) or await find(text)


class Lock:
    def take(self, file):
        fcntl.flock(file, fcntl.LOCK_EX)

    def take_at_once(self, file):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def give_back(self, file):
        fcntl.flock(file, fcntl.LOCK_UN)


async def locks(lock: Lock, file):
    lock.take_at_once(file)
    lock.give_back(file)
    lock.take(file)  # LW112 high


class Done:
    def __init__(self):
        self.results = queue.Queue()
        self.more = asyncio.Condition()

    def _one(self):
        return self.results.get()

    def _one_at_once(self):
        return self.results.get(block=False)

    async def next(self):
        while self.results.empty():
            async with self.more:
                await self.more.wait()
        return self._one()  # LW112 medium

    async def at_once(self):
        return self._one_at_once()

    async def next_unasked(self):
        return self._one()  # LW112 high


@functools.lru_cache
def known_once():
    return requests.get("https://example.org/version").text


async def version():
    return known_once()  # LW112 medium


def pages(url):
    while url:
        answer = requests.get(url).json()
        yield from answer["items"]
        url = answer["next"]


async def all_pages(url):
    return [each for each in pages(url)]  # LW112


SETTINGS = {}


def settings_of(tenant):
    known = SETTINGS.get(tenant)
    if known is not None:
        return known
    found = requests.get("https://example.org/settings", params={"tenant": tenant}).json()
    SETTINGS[tenant] = found
    return found


def settings_now(tenant):
    known = SETTINGS.get(tenant)
    if known is not None:
        print("asked again")
    return requests.get("https://example.org/settings", params={"tenant": tenant}).json()


async def remembered(tenant):
    settings_now(tenant)  # LW112 high
    return settings_of(tenant)  # LW112 medium


class Shelf:
    def take(self, key):
        return requests.get(key, timeout=5)


class AsyncShelf:
    async def take(self, key):
        return key


class ShelfLock:
    def __init__(self):
        self.free = threading.Condition()

    def acquire(self):
        with self.free:
            self.free.wait()


def locked(lock: ShelfLock):
    lock.acquire()


async def taken(shelf: Shelf | AsyncShelf, key):
    locked(ShelfLock())  # LW112 medium
    if isinstance(shelf, AsyncShelf):
        return await shelf.take(key)
    return shelf.take(key)  # LW112 high


async def whichever(shelf: Shelf | AsyncShelf, key):
    return await shelf.take(key)
