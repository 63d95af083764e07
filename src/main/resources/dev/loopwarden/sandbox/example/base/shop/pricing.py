"""Asks the price service."""

import asyncio

import httpx

PRICES = "https://prices.example.org/quote"


async def fetch_quote(client: httpx.AsyncClient, sku: str) -> float:
    async with asyncio.timeout(5):
        answer = await client.get(PRICES, params={"sku": sku})
    answer.raise_for_status()
    return answer.json()["price"]
