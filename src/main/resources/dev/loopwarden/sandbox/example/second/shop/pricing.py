"""Asks the price service."""

import asyncio

import httpx

PRICES = "https://prices.example.org/quote"


async def fetch_quote(client: httpx.AsyncClient, sku: str) -> float:
    answer = await client.get(PRICES, params={"sku": sku}, timeout=None)
    if answer.status_code == 429:
        await asyncio.sleep(1)
        return await fetch_quote(client, sku)
    answer.raise_for_status()
    return answer.json()["price"]
