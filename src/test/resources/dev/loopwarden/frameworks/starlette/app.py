"""A Starlette service: routes as a table, threads for plain endpoints."""
import asyncio
import hashlib
import time

import httpx
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

client = httpx.AsyncClient(timeout=5)


async def sign(request: Request):
    body = await request.body()
    digest = hashlib.pbkdf2_hmac("sha256", body, b"salt", 600_000)
    return JSONResponse({"digest": digest.hex()})


async def slow(request: Request):
    time.sleep(2)
    return JSONResponse({"ok": True})


async def fan(request: Request):
    urls = (await request.json())["urls"]
    answers = await asyncio.gather(*[client.get(url) for url in urls])
    return JSONResponse([each.status_code for each in answers])


async def notify(request: Request):
    asyncio.create_task(client.post("https://hooks.example.org"))
    return JSONResponse({"ok": True})


async def relay(request: Request):
    reader, writer = await asyncio.open_connection("backend", 9000)
    writer.write(await request.body())
    try:
        return JSONResponse({"line": (await reader.readline()).decode()})
    except BaseException:
        return JSONResponse({"line": ""})
    finally:
        writer.close()


# conventions: all of this is right


def plain(request: Request):
    time.sleep(2)
    return JSONResponse({"ok": True})


def heavy():
    time.sleep(1)


async def offloaded(request: Request):
    await run_in_threadpool(heavy)
    return JSONResponse({"ok": True})


async def chat(websocket: WebSocket):
    await websocket.accept()
    try:
        while True:
            await websocket.send_text(await websocket.receive_text())
    except WebSocketDisconnect:
        pass


app = Starlette(routes=[
    Route("/sign", sign, methods=["POST"]), Route("/slow", slow), Route("/fan", fan, methods=["POST"]), Route("/notify", notify), Route("/relay", relay, methods=["POST"]),
    Route("/plain", plain), Route("/offloaded", offloaded), WebSocketRoute("/chat", chat),
])
