"""Celery workers, and a service that gives them work."""
import asyncio
import time

import httpx
import requests
from asgiref.sync import async_to_sync
from celery import Celery, shared_task
from fastapi import FastAPI

queue = Celery("jobs")
app = FastAPI()


async def fetch(url):
    async with httpx.AsyncClient(timeout=5) as client:
        return (await client.get(url)).text


async def fetch_all(urls: list[str]):
    return await asyncio.gather(*(fetch(url) for url in urls))


@queue.task
async def never_runs(url):
    return await fetch(url)


@app.post("/reports")
async def report():
    answer = make_report.delay("march")
    return {"report": answer.get(timeout=30)}


@app.post("/wait")
async def wait():
    time.sleep(1)
    fetch("https://example.org/forgotten")
    return {}


@app.post("/audit")
async def audit():
    asyncio.create_task(fetch("https://example.org/audit"))
    return {}


# conventions: all of this is right


@queue.task(bind=True, max_retries=3)
def make_report(self, month):
    time.sleep(10)
    return requests.get(f"https://example.org/{month}", timeout=5).text


@shared_task
def collect(urls):
    return asyncio.run(fetch_all(urls[:10]))


@shared_task
def collect_one(url):
    return async_to_sync(fetch)(url)


@app.post("/start")
async def start():
    await asyncio.to_thread(make_report.delay, "march")
    return {}
