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


class Wallet:
    async def pay(self, bill):
        raise NotImplementedError

    async def refund(self, bill):
        raise NotImplementedError

    async def ask(self, bill):
        raise NotImplementedError


class RemoteWallet(Wallet):
    def __init__(self):
        self.client = httpx.AsyncClient()

    async def pay(self, bill):  # its only caller is waited for under a limit
        return await self.client.post("/pay", json=bill, timeout=None)

    async def refund(self, bill):
        return await self.client.post("/refund", json=bill, timeout=None)  # LW302 medium

    async def ask(self, bill):
        return await self.client.post("/ask", json=bill, timeout=None)  # LW302 high

    async def close(self, bill):
        return await self.client.post("/close", json=bill, timeout=None)  # LW302 high


def wallet() -> Wallet:
    return RemoteWallet()


async def paying(bill):
    return await wallet().pay(bill)


async def checkout(bill):
    task = asyncio.create_task(paying(bill))
    return await asyncio.wait_for(task, timeout=5)


async def refunding(bill):
    async with asyncio.timeout(5):
        return await wallet().refund(bill)


async def refunding_again(bill):
    return await wallet().refund(bill)


async def asking(bill):  # a shield keeps the task running
    task = asyncio.create_task(wallet().ask(bill))
    return await asyncio.wait_for(asyncio.shield(task), timeout=5)


async def closing(remote: RemoteWallet, bill):  # the rest runs on
    tasks = [asyncio.create_task(remote.close(bill))]
    done, _ = await asyncio.wait(tasks, timeout=5)
    return done


class Bridge:
    def __init__(self):
        self.client = httpx.AsyncClient()

    async def send(self, text):  # all who call it are limited, some by their own callers
        return await self.client.post("/send", json=text, timeout=None)

    async def send_twice(self, text):
        await self.send(text)
        await self.send(text)

    async def send_all(self, texts):
        tasks = [asyncio.create_task(self.send(each)) for each in texts]
        done, pending = await asyncio.wait(tasks, timeout=30)
        for task in pending:
            task.cancel()


async def deliver(bridge: Bridge, text):
    await asyncio.wait_for(bridge.send_twice(text), 10)


async def pay_invoice(client: httpx.AsyncClient, invoice):
    return await client.post("https://example.org/pay", json=invoice, timeout=None)  # LW302 medium


async def export_orders(client: httpx.AsyncClient):
    return await client.get("https://example.org/orders", timeout=None)  # LW302 medium


async def pay_by_a_client_of_its_own(invoice):
    async with httpx.AsyncClient(timeout=None) as client:  # LW302 high
        return await client.post("https://example.org/pay", json=invoice)
