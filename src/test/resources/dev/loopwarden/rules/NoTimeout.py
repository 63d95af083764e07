import asyncio
import contextlib
from typing import Annotated

import aio_pika
import aiohttp
import anyio
import async_timeout
import asyncpg
import discord
import grpc
import httpx
import openai
import redis.asyncio as redis
import websockets
from fastapi import FastAPI

app = FastAPI()


# connections and streams


async def bare(host):
    reader, writer = await asyncio.open_connection(host, 80)  # LW301 medium
    writer.write(b"hello\n")
    await writer.drain()
    await reader.read(100)  # LW301 high
    writer.close()


async def greeting(host):
    async with asyncio.timeout(5):
        reader, writer = await asyncio.open_connection(host, 25)
    return await reader.readline()  # LW301 medium


async def lines_until_the_end(host):
    async with asyncio.timeout(5):
        reader, writer = await asyncio.open_connection(host, 25)
    while True:
        line = await reader.readline()  # LW301 medium
        if line == b"END\n":
            break


async def listener(host, handle):
    async with asyncio.timeout(5):
        reader, writer = await asyncio.open_connection(host, 25)
    while True:
        handle(await reader.readline())


async def serve_client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter):
    writer.write(b"who are you?\n")
    return await reader.readline()


async def low(host, sock):
    loop = asyncio.get_running_loop()
    await loop.sock_connect(sock, (host, 80))  # LW301 medium
    await loop.getaddrinfo(host, 80)


async def over_a_socket_that_is_connected(sock):
    return await asyncio.open_connection(sock=sock)


async def process():
    child = await asyncio.create_subprocess_exec("ls", stdout=asyncio.subprocess.PIPE)
    return await child.stdout.readline()


# limits around the wait


async def scoped(host):
    async with asyncio.timeout(5):
        return await asyncio.open_connection(host, 80)


async def scoped_before_in_the_same_with(session: aiohttp.ClientSession, url):
    async with asyncio.timeout(5), session.ws_connect(url) as ws:
        await ws.send_str("hello")
        return await ws.receive()


async def scoped_old(host):
    with async_timeout.timeout(5):
        return await asyncio.open_connection(host, 80)


async def scoped_by_anyio(host):
    with anyio.move_on_after(5):
        return await anyio.connect_tcp(host, 80)


async def switched_off(host):
    async with asyncio.timeout(None):
        return await asyncio.open_connection(host, 80)  # LW301


async def given(host):
    return await asyncio.wait_for(asyncio.open_connection(host, 80), 5)


async def given_none(host):
    return await asyncio.wait_for(asyncio.open_connection(host, 80), None)  # LW301


async def gathered(one, two):
    return await asyncio.gather(
        asyncio.open_connection(one, 80),  # LW301
        asyncio.open_connection(two, 80),  # LW301
    )


async def waited_for_together(one):
    await asyncio.wait([asyncio.create_task(asyncio.open_connection(one, 80))], timeout=3)


async def kept(host):
    connecting = asyncio.open_connection(host, 80)
    return await asyncio.wait_for(connecting, 5)


@contextlib.asynccontextmanager
async def patience():
    async with asyncio.timeout(3):
        yield


async def scoped_by_our_own(host):
    async with patience():
        return await asyncio.open_connection(host, 80)


async def with_timeout(awaitable):
    return await asyncio.wait_for(awaitable, 3)


async def given_to_our_own(host):
    return await with_timeout(asyncio.open_connection(host, 80))


async def _dial(host):
    return await asyncio.open_connection(host, 80)


async def every_caller_has_one(host):
    async with asyncio.timeout(3):
        await _dial(host)
    return await asyncio.wait_for(_dial(host), 3)


async def _dial_too(host):
    return await asyncio.open_connection(host, 80)  # LW301


async def one_caller_has_none(host):
    async with asyncio.timeout(3):
        await _dial_too(host)
    return await _dial_too(host)


# clients


async def default(url):
    async with httpx.AsyncClient() as client:
        return await client.get(url)


async def long_default(url):
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as response:
            return await response.text()


@app.get("/rates")
async def long_default_for_a_request(url):
    async with aiohttp.ClientSession() as session:
        async with session.get(url) as response:  # LW301 medium
            return await response.text()


@app.get("/rates/by/helper")
async def through_a_helper(question):
    return await ask_model(question)


async def ask_model(question):
    return await openai.AsyncOpenAI().chat.completions.create(model="m", messages=[question])  # LW301 medium


@app.get("/rates/limited")
async def limited_for_a_request(url):
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
        async with session.get(url) as response:
            return await response.text()


@app.get("/answers")
async def limited_by_options(question):
    client = openai.AsyncOpenAI()
    return await client.with_options(timeout=20).chat.completions.create(model="m", messages=[question])


async def connect(url):
    return await asyncpg.connect(url)


async def pool_without(host):
    pool = await asyncpg.create_pool(host="db", database="app")
    async with pool.acquire() as connection:
        return await connection.fetch("select 1")  # LW301 medium


async def pool_with(host):
    pool = await asyncpg.create_pool(host="db", database="app", command_timeout=10)
    async with pool.acquire() as connection:
        return await connection.fetch("select 1")


async def pool_by_address(address):
    pool = await asyncpg.create_pool(address)
    return await pool.fetch("select 1")


async def pool_of_somebody(pool: asyncpg.Pool):
    return await pool.fetch("select 1")


async def cache(key):
    return await redis.Redis(host="cache", socket_timeout=2).get(key)


async def cache_of_unknown_version(key):
    return await redis.Redis(host="cache").get(key)


class Rates:
    def __init__(self):
        self.channel = grpc.aio.insecure_channel("rates:50051")
        self.ask = self.channel.unary_unary("/rates.Rates/Ask")

    async def slow(self, request):
        return await self.ask(request)  # LW301 high

    async def quick(self, request):
        return await self.ask(request, timeout=3)

    async def ready(self):
        await self.channel.channel_ready()  # LW301 high


async def broker(address):
    connection = await aio_pika.connect_robust(address)  # LW301 medium
    channel = await connection.channel()
    queue = await channel.declare_queue("jobs")
    return await queue.get()


# messages


async def ask_by_websocket(session: aiohttp.ClientSession, url):
    async with session.ws_connect(url) as ws:
        await ws.send_json({"op": "rates"})
        return await ws.receive_json()  # LW301 high


async def answers_until_done(ws: aiohttp.ClientWebSocketResponse, output):
    while True:
        message = await ws.receive()  # LW301 medium
        if message.data == "done":
            break
        output.push(message.data)


async def answers_with_a_limit(ws: aiohttp.ClientWebSocketResponse, output):
    while True:
        message = await ws.receive(timeout=10)
        if message.data == "done":
            break


async def heartbeat(session: aiohttp.ClientSession, url):
    async with session.ws_connect(url, heartbeat=30) as ws:
        return await ws.receive()


async def receive_limit(session: aiohttp.ClientSession, url):
    async with session.ws_connect(url, timeout=aiohttp.ClientWSTimeout(ws_receive=10)) as ws:
        return await ws.receive()


async def only_the_close_is_limited(session: aiohttp.ClientSession, url):
    async with session.ws_connect(url, timeout=aiohttp.ClientWSTimeout(ws_close=10)) as ws:
        await ws.send_str("hello")
        return await ws.receive()  # LW301


async def pings(url):
    async with websockets.connect(url) as ws:
        await ws.send("hello")
        return await ws.recv()


async def pings_off(url):
    async with websockets.connect(url, ping_interval=None) as ws:
        await ws.send("hello")
        return await ws.recv()  # LW301


class Gateway:
    def __init__(self, socket):
        self.socket = socket

    async def poll(self):
        message = await self.socket.receive()  # LW301 medium
        if message.type is aiohttp.WSMsgType.TEXT:
            return message.data

    async def poll_limited(self):
        message = await self.socket.receive(timeout=60)
        if message.type is aiohttp.WSMsgType.TEXT:
            return message.data

    async def poll_something(self):
        message = await self.socket.receive()
        if message.type == "text":
            return message.data


async def websocket_handler(request):
    ws = aiohttp.web.WebSocketResponse()
    await ws.prepare(request)
    await ws.send_str("hello")
    return await ws.receive()


async def wait_for_a_person(client: discord.Client):
    return await client.wait_for("message")  # LW301 medium


async def wait_for_a_person_for_a_while(client: discord.Client):
    return await client.wait_for("message", timeout=60)


# what cannot be told


async def somebody(client, url):
    return await client.get(url)


async def hidden(connection: asyncpg.Connection, options):
    return await connection.fetch("select 1", **options)


# what may rightly last long, and what nobody waits behind


async def restore_wallet(channel: grpc.aio.Channel):
    await channel.channel_ready()  # LW301 medium


async def pay_invoice(channel: grpc.aio.Channel):
    await channel.channel_ready()  # LW301 high


@app.on_event("startup")
async def greet_the_peer(channel: grpc.aio.Channel):
    await channel.channel_ready()  # LW301 medium


@app.get("/connect")
async def asked_for(host):
    return await asyncio.open_connection(host, 80)  # LW301 high
