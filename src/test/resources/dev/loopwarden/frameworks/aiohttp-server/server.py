"""An aiohttp server."""
import asyncio
import subprocess

import aiohttp
import psycopg2
from aiohttp import web

routes = web.RouteTableDef()


@routes.get("/rows")
async def rows(request):
    connection = psycopg2.connect("dbname=desk")
    cursor = connection.cursor()
    cursor.execute("select 1")
    return web.json_response(cursor.fetchall())


@routes.get("/convert")
async def convert(request):
    subprocess.run(["convert", "in.png", "out.jpg"], check=True)
    return web.Response(text="done")


@routes.post("/hooks")
async def hooks(request):
    targets = await request.json()
    for target in targets:
        asyncio.create_task(call(request.app["session"], target))
    return web.Response(text="sent")


async def call(session, target):
    async with session.post(target) as answer:
        return answer.status


@routes.get("/wait")
async def wait(request):
    await request.app["changed"].wait()
    return web.Response(text="changed")


# conventions: all of this is right


@routes.get("/ws")
async def socket(request):
    ws = web.WebSocketResponse(heartbeat=30)
    await ws.prepare(request)
    async for message in ws:
        if message.type == aiohttp.WSMsgType.TEXT:
            await ws.send_str(message.data)
    return ws


async def client_session(app):
    app["session"] = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5))
    app["changed"] = asyncio.Event()
    yield
    await app["session"].close()


async def ticker(app):
    task = asyncio.create_task(tick(app))
    yield
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass


async def tick(app):
    while True:
        await asyncio.sleep(60)
        app["changed"].set()


@web.middleware
async def errors(request, handler):
    try:
        return await handler(request)
    except web.HTTPException:
        raise
    except Exception:
        return web.json_response({"error": "internal"}, status=500)


def make():
    app = web.Application(middlewares=[errors])
    app.add_routes(routes)
    app.cleanup_ctx.append(client_session)
    app.cleanup_ctx.append(ticker)
    return app


if __name__ == "__main__":
    web.run_app(make())
