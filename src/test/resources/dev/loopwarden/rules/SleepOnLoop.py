import asyncio
import threading
import time as clock
from time import sleep

import celery


async def alias():
    clock.sleep(1)  # LW100
    sleep(1)  # LW100


async def shadowed(sleep):
    sleep(1)


async def handed_over():
    await asyncio.to_thread(clock.sleep, 1)
    await asyncio.sleep(1)
    later = lambda: clock.sleep(1)
    return later


def in_a_thread():
    clock.sleep(1)


async def nested():
    def spin():
        clock.sleep(1)

    return spin


async def silenced():
    clock.sleep(0.001)  # noqa: ASYNC251
    clock.sleep(0.001)  # loopwarden: ignore[LW100] shorter than a tick of the loop


class Bot:
    """Polls one chat from a thread of its own."""

    def begin(self):
        threading.Thread(target=self._run).start()

    def _run(self):
        loop = asyncio.new_event_loop()
        self.app.add_handler("status", self._status)
        loop.run_until_complete(self._poll())

    async def _poll(self):
        while True:
            await asyncio.sleep(10)

    async def _status(self, update):
        clock.sleep(1)  # LW100 medium
        await self._shared(update)

    async def _shared(self, update):
        clock.sleep(1)  # LW100 high


async def of_another_loop(bot: Bot):
    await bot._shared(None)


class Server:
    """Serves everybody from a thread of its own."""

    def begin(self):
        threading.Thread(target=self._run).start()

    def _run(self):
        asyncio.run(self._serve())

    async def _serve(self):
        await asyncio.start_server(self._client, "0.0.0.0", 80)
        await self.app.serve_forever(self._client)

    async def _client(self, reader, writer):
        clock.sleep(1)  # LW100 high


worker = celery.Celery("shop")


def run_to_its_end(made):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(made())
    finally:
        loop.close()


@worker.task
def reckon(day):
    run_to_its_end(lambda: reckon_day(day))


@worker.task
def remind(day):
    asyncio.run(reminded(day))


async def reckon_day(day):
    clock.sleep(1)  # LW100 medium
    await written(day)


async def reminded(day):
    await written(day)
    await shown(day)


async def written(day):
    clock.sleep(1)  # LW100 medium


async def shown(day):
    # a page shows it too
    clock.sleep(1)  # LW100 high


async def page(day):
    clock.sleep(0)
    return await shown(day)


class Meter(threading.Thread):
    """Measures in a thread of its own, through a helper."""

    def run(self):
        self._measure()

    def _measure(self):
        loop = asyncio.new_event_loop()
        loop.run_until_complete(self._all())

    async def _all(self):
        clock.sleep(1)  # LW100 medium
