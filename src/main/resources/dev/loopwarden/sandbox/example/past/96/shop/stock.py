"""Reserves what an order needs."""

import asyncio

import httpx

STOCK = "https://stock.example.org/reserve"
AT_ONCE = asyncio.Semaphore(10)


async def reserve(client: httpx.AsyncClient, sku: str) -> bool:
    async with AT_ONCE:
        answer = await client.post(STOCK, json={"sku": sku})
    return answer.is_success


async def reserve_all(skus) -> list[bool]:
    async with httpx.AsyncClient(timeout=10) as client:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(reserve(client, sku)) for sku in skus]
    return [task.result() for task in tasks]
