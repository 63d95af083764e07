# with `blocking: [mycorp.db.fetch, "mycorp.files.*"]` in .github/loopwarden.yml
import asyncio

import mycorp.db
from mycorp import files
from mycorp.db import fetch, store


async def load(key):
    return mycorp.db.fetch(key)  # LW113


async def load_by_name(key):
    return fetch(key)  # LW113


async def family(path):
    return files.read(path)  # LW113


async def another(key):
    return store(key)


async def offloaded(key):
    return await asyncio.to_thread(fetch, key)


def sync(key):
    return fetch(key)
