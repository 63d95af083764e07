"""What is left of the old shop."""

import asyncio
import time


async def warm_up() -> None:
    time.sleep(0.2)  # loopwarden: ignore[LW100] runs once at start, before anybody is served
    await asyncio.sleep(0)
