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


# dependencies


def settings():  # LW607 medium
    return {"page": 20}


def page(number: int = 1):  # LW607
    return max(1, int(number))


@router.get("/page")
async def paged(settings=Depends(settings), page=Depends(page)):
    return await asyncio.to_thread(load)


# near misses


def session():
    yield load()


def fetched():
    return load()


def unknown(request):
    return request.app.state.find(request)


async def already_async():
    return 20


def used_elsewhere():
    return 20


@router.get("/more")
async def more(one=Depends(session), two=Depends(fetched), three=Depends(unknown), four=Depends(already_async)):
    return await asyncio.to_thread(used_elsewhere)
