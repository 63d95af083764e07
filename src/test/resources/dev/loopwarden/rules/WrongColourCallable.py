import asyncio
import functools
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor()


async def work(item=None):
    await asyncio.sleep(1)


def plain(item=None):
    pass


def callback(task):
    asyncio.ensure_future(work())


class Service:
    async def stop(self):
        await asyncio.sleep(0)

    def install(self, loop: asyncio.AbstractEventLoop):
        loop.add_signal_handler(signal.SIGTERM, self.stop)  # LW606
        loop.add_signal_handler(signal.SIGTERM, lambda: asyncio.create_task(self.stop()))
        self.loop = loop


async def start(loop, items):
    threading.Thread(target=work).start()  # LW606
    threading.Thread(target=plain).start()
    pool.submit(work, 1)  # LW606
    pool.submit(functools.partial(work, 1))  # LW606
    pool.submit(asyncio.run, work())
    await asyncio.to_thread(work)  # LW606
    await loop.run_in_executor(None, work)  # LW606
    await loop.run_in_executor(None, work())  # LW606
    await asyncio.to_thread(plain())
    threading.Thread(target=work()).start()  # LW606
    loop.call_later(5, work)  # LW606
    loop.call_soon(lambda: work())  # LW606
    loop.call_later(5, plain)
    task = asyncio.create_task(work())
    task.add_done_callback(work)  # LW606
    task.add_done_callback(callback)
    items.sort(key=plain)
    print(sorted(items, key=work))  # LW606
    await asyncio.gather(work, work())  # LW606
    await asyncio.wait_for(work, 5)  # LW606
    await asyncio.wait_for(work(), 5)


def main():
    asyncio.run(work)  # LW606
    asyncio.run(work())


class Hub:
    def __init__(self, mass):
        self.mass = mass

    def later(self):
        # a call_later of the program's own: nobody knows what it does with a coroutine function
        self.mass.call_later(5, work)

    def on_the_loop(self):
        self.mass.loop.call_later(5, work)  # LW606


import asyncclick
import click
import typer
from celery import Celery, shared_task

jobs = Celery("jobs")
cli = typer.Typer()


@jobs.task
async def of_celery():  # LW606
    await work()


@shared_task(bind=True)
async def shared(self):  # LW606
    await work()


@click.command()
async def of_click():  # LW606
    await work()


@cli.command()
async def of_typer():  # LW606
    await work()


@jobs.task
def plain_of_celery():
    asyncio.run(work())


@asyncclick.command()
async def of_asyncclick():
    await work()


def runs(function):
    return lambda: asyncio.run(function())


@click.command()
@runs
async def run_by_a_decorator():
    await work()
