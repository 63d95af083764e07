import asyncio
import contextlib

import async_timeout
from aiohttp import web
from fastapi import FastAPI

app = FastAPI()
routes = web.RouteTableDef()


class Forwarder:
    def __init__(self):
        self.process = None
        self.pending = {}
        self.closed = asyncio.Event()
        self.jobs = asyncio.Queue()

    async def start(self):
        self.process = await asyncio.create_subprocess_exec("socat")

    async def stop(self):
        self.process.kill()
        await self.process.wait()  # LW303 medium

    async def stop_with_a_limit(self):
        self.process.kill()
        with async_timeout.timeout(5):
            await self.process.wait()

    async def restart(self):
        self.process.terminate()
        await self.process.wait()  # LW303

    async def restart_then_kill(self):
        self.process.terminate()
        try:
            await asyncio.wait_for(self.process.wait(), 5)
        except TimeoutError:
            self.process.kill()
            await self.process.wait()

    async def stop_hard_at_last(self):
        try:
            await asyncio.wait_for(self.process.wait(), 5)
        except TimeoutError:
            pass
        self.process.kill()
        await self.process.wait()

    async def watch(self):
        return await self.process.wait()

    async def shutdown(self, parts):
        await asyncio.wait([part.stop() for part in parts])  # LW303

    async def shutdown_with_a_limit(self, parts):
        await asyncio.wait([part.stop() for part in parts], timeout=10)

    async def shutdown_after_cancel(self, tasks):
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)

    async def run(self, parts):
        await asyncio.wait([part.run() for part in parts])

    async def ask(self, connection, key):
        answer = asyncio.get_running_loop().create_future()
        self.pending[key] = answer
        await connection.send(key)
        return await answer  # LW303

    async def ask_with_a_limit(self, connection, key):
        answer = asyncio.get_running_loop().create_future()
        self.pending[key] = answer
        await connection.send(key)
        async with asyncio.timeout(10):
            return await answer

    async def wait_closed(self):
        waiter = asyncio.get_running_loop().create_future()
        self.pending[None] = waiter
        await waiter

    async def work(self, handle):
        while True:
            handle(await self.jobs.get())

    async def closed_by_somebody(self):
        await self.closed.wait()


forwarder = Forwarder()


@app.get("/next")
async def next_job():
    return await forwarder.jobs.get()  # LW303


@app.get("/next/limited")
async def next_job_limited():
    return await asyncio.wait_for(forwarder.jobs.get(), 5)


@routes.get("/convert")
async def convert(request):
    process = await asyncio.create_subprocess_exec("convert")
    await process.communicate()  # LW303


@app.get("/ready")
async def ready():
    return await until_ready()


async def until_ready():
    await forwarder.closed.wait()  # LW303


@app.post("/jobs")
async def put(job):
    await forwarder.jobs.put(job)


@app.get("/events")
async def events():
    while True:
        yield await forwarder.jobs.get()
