import asyncio

import requests


def load(url):
    return requests.get(url, timeout=30).json()


async def off_loop(func, *args):
    return await asyncio.to_thread(func, *args)
