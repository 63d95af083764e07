"""A scraper: a fan-out, a frontier, retries."""
import asyncio
import csv

import httpx
import requests
from bs4 import BeautifulSoup


async def robots(host):
    return requests.get(f"https://{host}/robots.txt").text


async def pages(urls: list[str]):
    async with httpx.AsyncClient(timeout=None) as client:
        answers = await asyncio.gather(*[client.get(url) for url in urls])
    return [answer.text for answer in answers]


async def insist(client: httpx.AsyncClient, url):
    while True:
        try:
            return await client.get(url)
        except httpx.HTTPError:
            pass


async def page(url):
    client = httpx.AsyncClient()
    answer = await client.get(url)
    return answer.text


async def links(urls):
    found = []
    for url in urls:
        found.append(await page(url))
    return found


async def save(rows):
    with open("out.csv", "w") as out:
        csv.writer(out).writerows(rows)


# conventions: all of this is right


async def polite(urls):
    limit = asyncio.Semaphore(5)

    async def one(client, url):
        async with limit:
            answer = await client.get(url)
            await asyncio.sleep(0.5)
            return BeautifulSoup(answer.text, "html.parser").title

    async with httpx.AsyncClient(timeout=20, limits=httpx.Limits(max_connections=5)) as client:
        return await asyncio.gather(*(one(client, url) for url in urls), return_exceptions=True)


async def crawl(start):
    frontier = asyncio.Queue(maxsize=1000)
    await frontier.put(start)

    async def worker(client):
        while True:
            url = await frontier.get()
            try:
                await client.get(url)
            except httpx.HTTPError as failed:
                print(url, failed)
            finally:
                frontier.task_done()

    async with httpx.AsyncClient(timeout=20) as client:
        workers = [asyncio.create_task(worker(client)) for _ in range(5)]
        await frontier.join()
        for each in workers:
            each.cancel()
        await asyncio.gather(*workers, return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(polite(["https://example.org"]))
