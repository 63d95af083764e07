import asyncio
import time as clock
from time import sleep


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
