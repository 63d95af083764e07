"""Reserves what an order needs."""

import asyncio

import httpx

STOCK = "https://stock.example.org/reserve"


async def reserve(client: httpx.AsyncClient, sku: str) -> bool:
    answer = await client.post(STOCK, json={"sku": sku})
    return answer.is_success


async def reserve_all(skus) -> list[bool]:
    async with httpx.AsyncClient(timeout=None) as client:
        return await asyncio.gather(*(reserve(client, sku) for sku in skus))
