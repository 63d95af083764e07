"""Keeps the price lists of suppliers fresh."""

import asyncio

import aiohttp


async def fetch(session: aiohttp.ClientSession, url: str) -> bytes:
    async with session.get(url) as answer:
        return await answer.read()


async def refresh(urls) -> None:
    async with aiohttp.ClientSession() as session:
        for url in urls:
            try:
                await fetch(session, url)
            except BaseException:
                continue


async def start(urls) -> None:
    asyncio.create_task(refresh(urls))
