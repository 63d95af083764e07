import asyncio
import signal
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import discord
import paho.mqtt.client as mqtt
import pyudev
from fastapi import FastAPI
from watchdog.events import FileSystemEventHandler

pool = ThreadPoolExecutor()


async def work():
    await asyncio.sleep(1)


class Reader:
    def __init__(self, loop: asyncio.AbstractEventLoop):
        self.loop = loop
        self.queue: asyncio.Queue = asyncio.Queue()
        self.done = loop.create_future()

    def _unsafe(self):
        self._push(1)

    def _push(self, item):
        self.queue.put_nowait(item)

    def _safe(self):
        self.loop.call_soon_threadsafe(self.queue.put_nowait, 1)
        asyncio.run_coroutine_threadsafe(work(), self.loop)

    def _own(self):
        asyncio.run(work())

    def _asks(self):
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return
        asyncio.create_task(work())

    def _pump(self):
        self.queue.put_nowait(2)  # LW1009

    async def start(self):
        threading.Thread(target=self._pump).start()
        threading.Thread(target=self._unsafe).start()  # LW1009
        threading.Thread(target=self._safe).start()
        threading.Thread(target=self._own).start()
        threading.Thread(target=self._asks).start()
        pool.submit(self.queue.put_nowait, 1)  # LW1009
        pool.submit(print, 1)
        self._push(1)

    async def again(self):
        await asyncio.to_thread(self._unsafe)  # LW1009


class Files(FileSystemEventHandler):
    def __init__(self, queue: asyncio.Queue, loop: asyncio.AbstractEventLoop):
        self.queue = queue
        self.loop = loop

    def on_modified(self, event):
        self.queue.put_nowait(event)  # LW1009

    def on_created(self, event):
        self.loop.call_soon_threadsafe(self.queue.put_nowait, event)

    def on_deleted(self, event):
        self._changed(event)  # LW1009

    def _changed(self, event):
        asyncio.create_task(work())

    def flush(self):
        self.queue.put_nowait(None)


class Told(FileSystemEventHandler):
    def __init__(self, tell):
        self.tell = tell

    def on_modified(self, event):
        self.tell(event)


class Kept(FileSystemEventHandler):
    def __init__(self, tell):
        self.tell = tell

    def on_modified(self, event):
        pass


async def watch(queue: asyncio.Queue, stop: asyncio.Event):
    loop = asyncio.get_running_loop()
    Told(queue.put_nowait)  # LW1009
    Told(partial(loop.call_soon_threadsafe, queue.put_nowait))
    Kept(queue.put_nowait)
    client = mqtt.Client()
    client.on_message = lambda *args: queue.put_nowait(args)  # LW1009
    client.on_connect = lambda *args: loop.call_soon_threadsafe(queue.put_nowait, args)
    client.user_data = lambda *args: queue.put_nowait(args)
    pool.submit(print, 1).add_done_callback(lambda _: stop.set())  # LW1009
    asyncio.create_task(work()).add_done_callback(lambda _: stop.set())
    voice: discord.VoiceClient = await connect()
    voice.play(None, after=lambda error: stop.set())  # LW1009
    voice.play(None, after=lambda error: loop.call_soon_threadsafe(stop.set))
    signal.signal(signal.SIGTERM, lambda *_: stop.set())  # LW1009
    signal.signal(signal.SIGINT, lambda *_: loop.call_soon_threadsafe(stop.set))
    loop.add_signal_handler(signal.SIGHUP, stop.set)

    def ended(*_):
        stop.set()
        queue.put_nowait(None)

    signal.signal(signal.SIGUSR1, ended)  # LW1009
    signal.signal(signal.SIGUSR2, ended)


async def connect():
    return None


app = FastAPI()
changed = asyncio.Event()
jobs: asyncio.Queue = asyncio.Queue()


@app.post("/jobs")
def add(job: dict):
    jobs.put_nowait(job)  # LW1009


@app.post("/changes")
async def change():
    changed.set()


@app.get("/jobs")
def count():
    return jobs.qsize()


class Worker(threading.Thread):
    def run(self):
        changed.set()  # LW1009


class Twice(threading.Thread):
    def run(self):
        changed.set()  # LW1009
        changed.clear()


class OwnLoop(threading.Thread):
    def run(self):
        asyncio.run(work())
        changed.set()


class Sensor:
    def __init__(self, bot):
        self.bot = bot
        self.game_loop = bot.game

    def poll(self):
        self.bot.loop.create_task(work())  # LW1009
        self.bot.loop.call_soon_threadsafe(work)
        self.bot.tree.create_task(work())

    def begin(self):
        threading.Thread(target=self.poll).start()


def running_loop():
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def get_running_loop():
    return running_loop()


def call_soon(loop, work):
    if loop is get_running_loop():
        loop.call_soon(work)
    else:
        loop.call_soon_threadsafe(work)


def in_whichever(loop, work):
    threading.Thread(target=call_soon, args=(loop, work)).start()


class Devices:
    def __init__(self, loop):
        self.loop = loop
        self.context = pyudev.Context()

    def _found(self, device):
        self.loop.call_soon_threadsafe(print, pyudev.Devices.from_sys_path(self.context, device.sys_path))

    def _own_context(self, device):
        context = pyudev.Context()
        self.loop.call_soon_threadsafe(print, pyudev.Devices.from_sys_path(context, device.sys_path))

    def _handed_back(self, device):
        self.loop.call_soon_threadsafe(self._found, device)

    async def watch(self, monitor):
        pyudev.MonitorObserver(monitor, callback=self._found).start()  # LW1009 medium
        pyudev.MonitorObserver(monitor, callback=self._own_context).start()
        pyudev.MonitorObserver(monitor, callback=self._handed_back).start()
        pyudev.MonitorObserver(monitor, callback=lambda device: self.loop.call_soon_threadsafe(self._found, device)).start()


names = sqlite3.connect("names.db")
shared = sqlite3.connect("shared.db", check_same_thread=False)


@app.get("/names")
def all_names():
    return names.execute("select name from names").fetchall()  # LW1009 medium


@app.get("/shared")
def all_shared():
    return shared.execute("select name from names").fetchall()


@app.get("/fresh")
def all_fresh():
    own = sqlite3.connect("names.db")
    return own.execute("select name from names").fetchall()


class Store:
    def __init__(self, path):
        self.db = sqlite3.connect(path)

    def _read(self):
        return self.db.execute("select 1").fetchone()

    async def read(self):
        return await asyncio.to_thread(self._read)  # LW1009 medium


class ThreadsOwn:
    def _open(self):
        self.db = sqlite3.connect("names.db")

    def _read(self):
        return self.db.execute("select 1").fetchone()

    async def read(self):
        await asyncio.to_thread(self._open)
        return await asyncio.to_thread(self._read)
