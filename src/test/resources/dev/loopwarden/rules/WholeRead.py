import asyncio

import aiohttp
import websockets
from aiohttp import web
from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/all")
async def whole(file: UploadFile):
    return len(await file.read())  # LW206 medium


@app.post("/minus")
async def minus(file: UploadFile):
    return len(await file.read(-1))  # LW206


async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
    data = await reader.read()  # LW206
    writer.write(data)


async def open_sockets(url):
    async with websockets.connect(url, max_size=None) as ws:  # LW206
        await ws.send("hello")
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(url, max_msg_size=0) as ws:  # LW206
            await ws.send_str("hello")


application = web.Application(client_max_size=0)  # LW206


# near misses


@app.post("/pieces")
async def pieces(file: UploadFile):
    size = 0
    while piece := await file.read(65536):
        size += len(piece)
    return size


async def lines(reader: asyncio.StreamReader):
    return await reader.readline(), await reader.read(1024), await reader.read(n=10), await reader.readexactly(4)


async def with_limits(url):
    async with websockets.connect(url) as ws:
        await ws.send("hello")
    async with websockets.connect(url, max_size=2**24) as ws:
        await ws.send("hello")


async def hidden(url, **options):
    async with websockets.connect(url, **options) as ws:
        await ws.send("hello")


async def own_program():
    process = await asyncio.create_subprocess_exec("ls", stdout=asyncio.subprocess.PIPE)
    return await process.stdout.read()


larger = web.Application(client_max_size=50 * 1024**2)
plain = web.Application()
