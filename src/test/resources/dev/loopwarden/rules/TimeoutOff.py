import asyncio

import aiohttp
import httpx
import requests


async def none(client: httpx.AsyncClient, url):
    return await client.get(url, timeout=None)  # LW302


def sync(url):
    return requests.get(url, timeout=None)  # LW302


async def limited(client: httpx.AsyncClient, url, seconds):
    return await client.get(url, timeout=seconds)


async def limited_from_outside(client: httpx.AsyncClient, url):
    async with asyncio.timeout(10):
        return await client.get(url, timeout=None)


async def object_without(url):
    async with httpx.AsyncClient(timeout=httpx.Timeout(None)) as client:  # LW302
        return await client.get(url)


async def no_limit_for_reading(url):
    async with httpx.AsyncClient(timeout=httpx.Timeout(5, read=None)) as client:  # LW302
        return await client.get(url)


async def reading_is_limited(url):
    async with httpx.AsyncClient(timeout=httpx.Timeout(None, read=30)) as client:
        return await client.get(url)


async def total_off(url):
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None)) as session:  # LW302
        async with session.get(url) as response:
            return await response.text()


async def only_connecting_is_limited(url):
    timeout = aiohttp.ClientTimeout(connect=5)  # LW302
    async with aiohttp.ClientSession(timeout=timeout) as session:
        async with session.get(url) as response:
            return await response.text()


async def each_read_is_limited(url):
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None, sock_read=30)) as session:
        async with session.get(url) as response:
            return await response.text()


async def total_by_position(url):
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(900)) as session:
        async with session.get(url) as response:
            return await response.text()


async def from_options(url, options):
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(**options)) as session:
        async with session.get(url) as response:
            return await response.text()


async def stream_events(client: httpx.AsyncClient, url):
    async with client.stream("GET", url, timeout=None) as response:
        async for line in response.aiter_lines():
            print(line)


async def read_on(client: httpx.AsyncClient, url):
    async with client.stream("GET", url, timeout=None) as response:
        return await response.aread()


def other(job):
    return job.run(timeout=None)
