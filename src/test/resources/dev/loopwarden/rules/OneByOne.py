import asyncio

import httpx


async def page(client: httpx.AsyncClient, number):
    user = await client.get("/user")
    news = await client.get("/news")  # LW903
    if number:
        first = await client.get("/1")
        second = await client.get("/2")  # LW903
        return first, second
    return user, news


async def depends(client: httpx.AsyncClient):
    user = await client.get("/user")
    news = await client.get(f"/news/{user.text}")
    return news


async def writes(client: httpx.AsyncClient):
    made = await client.post("/user")
    read = await client.get("/news")
    return made, read


async def together(client: httpx.AsyncClient):
    return await asyncio.gather(client.get("/user"), client.get("/news"))
