import aiohttp
import asyncpg
import httpx
from sqlalchemy.ext.asyncio import create_async_engine


async def connect(url):
    aiohttp.TCPConnector(limit=None)  # LW208
    httpx.Limits(max_connections=None)  # LW208
    create_async_engine(url, max_overflow=-1)  # LW208
    aiohttp.TCPConnector(limit=20)
    httpx.Limits(max_connections=10, max_keepalive_connections=None)
    create_async_engine(url, pool_size=5)
    await asyncpg.create_pool(url, max_size=10)
