import asyncio
import contextvars
from contextvars import ContextVar

request_id = ContextVar("request_id", default="-")
user = contextvars.ContextVar("user")


def write(text):
    print(request_id.get(), text)


def audit(text):
    write(text.upper())


def who():
    return user.get(None)


def sets(text):
    request_id.set("thread")
    write(text)


def plain(options):
    return options.get("a")


async def lost(text):
    await asyncio.get_running_loop().run_in_executor(None, write, text)  # LW1010 medium


async def lost_further_down(text):
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, audit, text)  # LW1010
    return await loop.run_in_executor(None, who)  # LW1010


# near misses


async def taken_along(text):
    await asyncio.to_thread(write, text)
    context = contextvars.copy_context()
    await asyncio.get_running_loop().run_in_executor(None, context.run, write, text)


async def sets_its_own(text):
    await asyncio.get_running_loop().run_in_executor(None, sets, text)


async def of_a_dict(options):
    await asyncio.get_running_loop().run_in_executor(None, plain, options)
