import aioredis  # LW904
import anyio
import trio
import trio.socket
from async_generator import asynccontextmanager  # LW904
from trio import sleep, Event  # LW904
from trio import lowlevel
import async_timeout


async def give_way():
    await trio.sleep(0)  # LW904
    await anyio.sleep(0)  # LW904


# near misses


async def sleeps(seconds):
    await trio.sleep(seconds)
    await anyio.sleep(0.1)
    await trio.lowlevel.checkpoint()
