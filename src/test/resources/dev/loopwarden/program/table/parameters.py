## calls it
def f(func):  #~ func = runs
    func()
## does nothing with it
def f(func):  #~ func = nothing
    return 1
## hands it to a thread
import asyncio
async def f(func, *args):  #~ func = offloads_thread
    return await asyncio.to_thread(func, *args)
## hands it to an executor in a partial
import asyncio
from functools import partial
async def f(func, n):  #~ func = offloads_thread
    return await asyncio.get_running_loop().run_in_executor(None, partial(func, n))
## hands it to an executor in a lambda
async def f(loop, func):  #~ func = offloads_thread
    return await loop.run_in_executor(None, lambda: func(1))
## hands it to an executor inside of a nested function
async def f(loop, func):  #~ func = offloads_thread
    def call():
        return func(1)
    return await loop.run_in_executor(None, call)
## hands it to a process
from concurrent.futures import ProcessPoolExecutor
def f(func):  #~ func = offloads_process
    pool = ProcessPoolExecutor()
    return pool.submit(func)
## hands it on
import asyncio
def g(func): return asyncio.to_thread(func)
def f(func):  #~ func = offloads_thread
    return g(func)
## has the loop call it
import asyncio
def f(func):  #~ func = calls_on_loop
    asyncio.get_event_loop().call_later(1, func)
## awaits it
async def f(coro):  #~ coro = awaits
    return await coro
## calls and awaits it
async def f(func):  #~ func = runs awaits
    return await func()
## awaits it with a limit
import asyncio
async def f(coro):  #~ coro = awaits limits_time
    async with asyncio.timeout(5):
        return await coro
## awaits it by wait_for
import asyncio
async def f(coro):  #~ coro = awaits limits_time
    return await asyncio.wait_for(coro, 5)
## calls it and awaits it by wait_for
import asyncio
async def f(func):  #~ func = runs awaits limits_time
    return await asyncio.wait_for(func(), 5)
## awaits it behind a semaphore
import asyncio
sem = asyncio.Semaphore(3)
async def f(coro):  #~ coro = awaits bounds
    async with sem:
        return await coro
## makes a task of it
import asyncio
def f(coro):  #~ coro = spawns
    return asyncio.create_task(coro)
## makes a task of it that a group owns
import asyncio
async def f(coro):  #~ coro = spawns_owned
    async with asyncio.TaskGroup() as group:
        group.create_task(coro)
## gathers them
import asyncio
async def f(*coros):  #~ coros = awaits
    return await asyncio.gather(*coros)
## closes it
def f(client):  #~ client = closes
    client.close()
## closes it by a with
def f(client):  #~ client = closes
    with client:
        pass
## keeps it
class A:
    def __init__(self, client):  #~ client = keeps
        self.client = client
    def add(self, other):  #~ other = keeps
        self.all.append(other)
## gives it back
def f(client):  #~ client = returns
    return client
