"""Writes the daily report."""

import asyncio
import json
import time


async def wait_for(jobs) -> None:
    while not all(job.done() for job in jobs):
        time.sleep(1)


async def write(path: str, figures: dict) -> None:
    with open(path, "w") as out:
        json.dump(figures, out)
    await asyncio.sleep(0)
