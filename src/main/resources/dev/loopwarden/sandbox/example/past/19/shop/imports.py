"""Takes over the catalogues of suppliers."""

import asyncio
import subprocess


async def unpack(archive: str) -> None:
    subprocess.run(["unzip", "-o", archive], check=True)


async def take(queue: asyncio.Queue) -> None:
    while True:
        archive = await queue.get()
        await unpack(archive)
