import asyncio
from pathlib import Path


async def read(name, path: Path):
    with open(name) as f:  # LW107
        text = f.read()
    path.write_text(text)  # LW107


def open_later(name):
    return open(name)


async def shadowed(open, name):
    return open(name)


async def off_the_loop(path: Path):
    return await asyncio.to_thread(path.read_bytes)
