"""Keeps the price lists of suppliers fresh."""

import asyncio

import aiohttp

LIMIT = aiohttp.ClientTimeout(total=20)
TASKS: set[asyncio.Task] = set()


async def fetch(session: aiohttp.ClientSession, url: str) -> bytes:
    async with session.get(url) as answer:
        return await answer.read()


async def refresh(urls) -> None:
    async with aiohttp.ClientSession(timeout=LIMIT) as session:
        for url in urls:
            try:
                await fetch(session, url)
            except aiohttp.ClientError:
                continue


async def start(urls) -> None:
    task = asyncio.create_task(refresh(urls))
    TASKS.add(task)
    task.add_done_callback(TASKS.discard)
