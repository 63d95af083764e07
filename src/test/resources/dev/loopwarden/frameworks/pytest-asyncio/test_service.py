"""Tests, looked at because the settings ask for it."""
import asyncio
import time

import httpx
import pytest
import pytest_asyncio


async def save(item):
    await asyncio.sleep(0.01)
    return item


@pytest.mark.asyncio
async def test_forgets_to_await():
    save(1)


@pytest.mark.asyncio
async def test_compares_a_coroutine():
    assert save(1) == 1


@pytest.mark.asyncio
async def test_sleeps():
    time.sleep(0.5)
    asyncio.create_task(save(1))


@pytest.mark.asyncio
async def test_runs_a_loop():
    asyncio.run(save(1))


@pytest.mark.asyncio
async def test_polls(service):
    while not service.ready:
        await asyncio.sleep(0.01)


# conventions: all of this is right


@pytest_asyncio.fixture
async def client():
    async with httpx.AsyncClient(base_url="http://test", timeout=5) as one:
        yield one


@pytest.fixture
async def service():
    task = asyncio.create_task(save(1))
    yield task
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@pytest.mark.asyncio
async def test_is_cancelled():
    task = asyncio.create_task(save(1))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@pytest.mark.asyncio
async def test_answers(client):
    assert (await client.get("/")).status_code == 200


async def test_nothing():
    assert True


def test_plain():
    assert asyncio.run(save(1)) == 1
