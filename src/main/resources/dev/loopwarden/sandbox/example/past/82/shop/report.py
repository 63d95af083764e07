"""Writes the daily report."""

import asyncio
import json
from pathlib import Path


async def wait_for(jobs) -> None:
    async with asyncio.timeout(600):
        await asyncio.wait(jobs)


async def write(path: str, figures: dict) -> None:
    await asyncio.to_thread(Path(path).write_text, json.dumps(figures))
