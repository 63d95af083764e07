import httpx
import requests


async def none(client: httpx.AsyncClient, url):
    return await client.get(url, timeout=None)  # LW302


def sync(url):
    return requests.get(url, timeout=None)  # LW302


async def limited(client: httpx.AsyncClient, url, seconds):
    return await client.get(url, timeout=seconds)


def other(job):
    return job.run(timeout=None)
