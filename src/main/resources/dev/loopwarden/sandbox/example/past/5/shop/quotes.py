"""Asks suppliers for quotes."""

import asyncio

import httpx


async def quote(client: httpx.AsyncClient, supplier: str) -> float:
    answer = await client.get(supplier, timeout=None)
    return answer.json()["price"]


async def cheapest(suppliers) -> float:
    async with httpx.AsyncClient() as client:
        return min(await asyncio.gather(*(quote(client, each) for each in suppliers)))
