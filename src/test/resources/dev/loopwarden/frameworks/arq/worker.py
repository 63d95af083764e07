"""A worker of arq."""
import asyncio
import time

import httpx
import requests
from arq import create_pool, cron
from arq.connections import RedisSettings


async def price(ctx, item):
    return requests.get(f"https://prices.example.org/{item}", timeout=5).json()


async def mail(ctx, addresses: list[str]):
    await asyncio.gather(*(send(ctx["client"], each) for each in addresses))


async def send(client, address):
    return await client.post("https://mail.example.org", json={"to": address})


async def slow(ctx):
    time.sleep(30)


async def stubborn(ctx):
    while True:
        try:
            await asyncio.sleep(5)
            await send(ctx["client"], "a@example.org")
        except BaseException:
            print("again")


async def started(ctx):
    asyncio.create_task(send(ctx["client"], "b@example.org"))


# conventions: all of this is right


async def startup(ctx):
    ctx["client"] = httpx.AsyncClient(timeout=10)


async def shutdown(ctx):
    await ctx["client"].aclose()


async def nightly(ctx):
    await send(ctx["client"], "night@example.org")


class WorkerSettings:
    functions = [price, mail, slow, stubborn, started]
    cron_jobs = [cron(nightly, hour=3)]
    on_startup = startup
    on_shutdown = shutdown
    redis_settings = RedisSettings()
    max_jobs = 10
    job_timeout = 300


async def enqueue(items):
    pool = await create_pool(RedisSettings())
    for item in items:
        await pool.enqueue_job("price", item)
    await pool.aclose()
