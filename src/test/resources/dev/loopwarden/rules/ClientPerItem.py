import aiohttp
import fastapi
import httpx

app = fastapi.FastAPI()


async def each(urls):
    found = []
    for url in urls:
        async with aiohttp.ClientSession() as session:  # LW802 high
            found.append(await session.get(url))
    return found


async def depends(hosts):
    for host in hosts:
        async with httpx.AsyncClient(base_url=host) as client:
            await client.get("/")


async def tries(url):
    for attempt in range(3):
        async with httpx.AsyncClient() as client:
            await client.get(url)


async def reconnects(url):
    while True:
        async with aiohttp.ClientSession() as session:
            await session.ws_connect(url)


@app.get("/quote")
async def quote():
    async with httpx.AsyncClient() as client:  # LW802 medium
        return await client.get("https://example.com")


async def once(url):
    async with httpx.AsyncClient() as client:
        return await client.get(url)
