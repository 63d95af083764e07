import asyncio
import time

import requests
from fastapi import APIRouter, Depends

router = APIRouter()


def load():
    return requests.get("https://example.org", timeout=5).text


@router.get("/direct")
async def direct():  # LW607
    return requests.get("https://example.org", timeout=5).text


@router.post("/helper")
async def through_a_helper():  # LW607
    return load()


@router.get("/thread")
async def thread():
    return await asyncio.to_thread(load)


@router.get("/plain")
def plain():
    return load()


@router.get("/small")
async def small():
    return {"ok": True}


async def no_route():
    time.sleep(1)
