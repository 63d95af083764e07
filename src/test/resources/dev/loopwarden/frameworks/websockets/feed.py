"""A websocket server and its client."""
import asyncio
import json
import time

import websockets

peers = set()


async def send_all(message):
    for peer in peers:
        asyncio.create_task(peer.send(message))


async def log(message):
    with open("/var/log/feed", "a") as out:
        out.write(json.dumps(message))
    time.sleep(0.01)


async def large(url):
    async with websockets.connect(url, max_size=None) as ws:
        await ws.send("all")
        return await ws.recv()


async def forever(url):
    while True:
        try:
            async with websockets.connect(url, open_timeout=None) as ws:
                async for message in ws:
                    await log(message)
        except:
            pass


async def relay(ws, other):
    queue = asyncio.Queue()

    async def read():
        async for message in ws:
            await queue.put(message)

    async def write():
        while True:
            await other.send(await queue.get())

    await asyncio.gather(read(), write())


# conventions: all of this is right


async def handler(ws):
    peers.add(ws)
    try:
        async for message in ws:
            await ws.send(message)
    finally:
        peers.discard(ws)


def broadcast(message):
    websockets.broadcast(peers, message)


async def well(url):
    async for ws in websockets.connect(url):
        try:
            async for message in ws:
                broadcast(message)
        except websockets.ConnectionClosed:
            continue


async def main():
    async with websockets.serve(handler, "127.0.0.1", 8765):
        await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    asyncio.run(main())
