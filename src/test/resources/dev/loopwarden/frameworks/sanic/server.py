"""A Sanic server."""
import asyncio
import time

import redis
import requests
from sanic import Sanic
from sanic.response import json, text

app = Sanic("fast")
cache = redis.Redis()


@app.get("/now")
async def now(request):
    return json(requests.get("https://time.example.org", timeout=3).json())


@app.get("/plain")
def plain(request):
    time.sleep(1)
    return text("slept")


@app.get("/cached")
async def cached(request):
    return text(cache.get("key"))


@app.post("/push")
async def push(request):
    asyncio.create_task(deliver(request.json))
    return text("queued")


async def deliver(message):
    try:
        await app.ctx.client.post("https://hooks.example.org", json=message)
    except asyncio.CancelledError:
        print("stopped")


# conventions: all of this is right


@app.post("/background")
async def background(request):
    request.app.add_task(deliver_well(request.json), name="deliver")
    return text("queued")


async def deliver_well(message):
    await asyncio.sleep(1)


@app.before_server_start
async def set_up(app, loop):
    app.ctx.ready = asyncio.Event()
    app.ctx.ready.set()


@app.websocket("/feed")
async def feed(request, ws):
    while True:
        await ws.send(await ws.recv())
