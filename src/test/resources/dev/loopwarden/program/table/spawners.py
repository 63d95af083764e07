## jobs of APScheduler: a plain function in a thread, a coroutine function on the loop
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.schedulers.background import BackgroundScheduler
scheduler = AsyncIOScheduler()
def plain(): pass  #@ thread
async def coroutine(): pass  #@ loop
def other(): pass  #@ thread
@scheduler.scheduled_job("interval", seconds=3)
def decorated(): pass  #@ thread
def named(): pass  #@ unknown
def setup():
    scheduler.add_job(plain, "interval", seconds=3)
    scheduler.add_job(coroutine, "interval", seconds=3)
    scheduler.add_job("a:named", "interval", seconds=3)
    BackgroundScheduler().add_job(func=other)
## a scheduler that an object keeps
from apscheduler.schedulers.asyncio import AsyncIOScheduler
class Jobs:
    def __init__(self):
        self.scheduler = AsyncIOScheduler()
    def start(self):
        self.scheduler.add_job(self.clean, "cron", hour=3)
    def clean(self): pass  #@ thread
## a scheduler of which nothing is known
class Jobs:
    def start(self, scheduler):
        scheduler.add_job(self.clean)
    def clean(self): pass  #@ unknown
## background tasks of Starlette: a plain function in a thread, a coroutine function on the loop
from starlette.background import BackgroundTask, BackgroundTasks
def one(): pass  #@ thread
def two(): pass  #@ thread
async def three(): pass  #@ loop
async def f():
    task = BackgroundTask(one)
    tasks = BackgroundTasks()
    tasks.add_task(two)
    tasks.add_task(three)
## background tasks that a handler is given, in a partial and as a lambda
from functools import partial
from fastapi import BackgroundTasks
def one(n): pass  #@ thread
def two(n): pass  #@ thread
class Mails:
    def send(self): pass  #@ thread
async def f(tasks: BackgroundTasks, mails: Mails):
    tasks.add_task(partial(one, 1))
    tasks.add_task(lambda: two(1))
    tasks.add_task(func=mails.send)
## an add_task of another thing
class Tasks:
    def add_task(self, func):
        self.all = [func]
def one(): pass  #@ unknown
def f(tasks: Tasks):
    tasks.add_task(one)
## a task of Sanic is called on the loop
from sanic import Sanic
app = Sanic("a")
def one(app): pass  #@ loop
async def two(app): pass  #@ loop
app.add_task(one)
app.add_task(two)
## callbacks of the loop by partial targets
import asyncio
from functools import partial
class Clock:
    def tick(self, n): pass  #@ loop
    def tock(self, n): pass  #@ loop
    async def run(self):
        loop = asyncio.get_running_loop()
        loop.call_later(1, partial(self.tick, 1))
        tock = partial(self.tock, n=2)
        loop.call_soon(tock)
## a callback of a task that a group made, and of a future
import asyncio
def one(task): pass  #@ loop
def two(future): pass  #@ loop
def three(future): pass  #@ loop
async def work(): pass
async def f():
    async with asyncio.TaskGroup() as group:
        group.create_task(work()).add_done_callback(one)
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.add_done_callback(two)
    loop.run_in_executor(None, work).add_done_callback(three)
## tasks of anyio's and trio's groups
import anyio, trio
async def one(n): pass  #@ loop
def two(): pass  #@ thread
def three(): pass  #@ loop
def four(): pass  #@ loop
async def f():
    async with anyio.create_task_group() as group:
        group.start_soon(one, 1)
    await anyio.to_thread.run_sync(two)
def in_thread():
    anyio.from_thread.run_sync(three)
    trio.from_thread.run_sync(four)
## a portal calls on its loop
from anyio.from_thread import BlockingPortal, start_blocking_portal
def one(): pass  #@ loop
def two(): pass  #@ loop
def f(portal: BlockingPortal):
    portal.call(one)
    with start_blocking_portal() as other:
        other.start_task_soon(two)
## a task of Celery runs in a worker, whoever asks for it
from celery import shared_task
@shared_task(bind=True)
def send(self): pass  #@ process
async def f():
    send.delay(1)
    send.apply_async(args=[1])
## a job of arq is a coroutine function that is named
async def send(ctx): pass  #@ loop
class WorkerSettings:
    functions = [send]
async def f(pool):
    await pool.enqueue_job("send", 1)
## what aiohttp calls at its start are coroutine functions
from aiohttp import web
async def start(app): pass  #@ loop
app = web.Application()
app.on_startup.append(start)
## the lifespan of Starlette
from contextlib import asynccontextmanager
from starlette.applications import Starlette
def prepare(): pass  #@ loop
@asynccontextmanager
async def lifespan(app):  #@ loop
    prepare()
    yield
app = Starlette(lifespan=lifespan)
## a plain generator is streamed from a thread, an async one from the loop
from fastapi.responses import StreamingResponse
def rows():  #@ thread
    yield "a"
async def more():  #@ loop
    yield "b"
async def f():
    StreamingResponse(more())
    return StreamingResponse(rows(), media_type="text/plain")
## handlers of Litestar: on the loop, unless it is told otherwise
from litestar import get, post
@get("/")
def one() -> str: pass  #@ loop
@get("/a", sync_to_thread=True)
def two() -> str: pass  #@ thread
@post("/b", sync_to_thread=False)
def three() -> str: pass  #@ loop
## plain handlers of Socket.IO
import socketio
sio = socketio.AsyncServer()
sync = socketio.Client()
@sio.on("message")
def one(sid, data): pass  #@ loop
@sync.on("message")
def two(data): pass  #@ thread
class Chat(socketio.AsyncNamespace):
    def on_connect(self, sid, environ): pass  #@ loop
    def helper(self): pass  #@ unknown
## plain handlers of aiogram
from aiogram import Router
router = Router()
@router.message()
def one(message): pass  #@ thread
@router.message()
async def two(message): pass  #@ loop
## a thread that is started by its function, and one whose name only sounds so
import threading
class Pool:
    def submit(self, func):
        self.waiting = func
def one(): pass  #@ thread
def two(): pass  #@ unknown
def f(pool: Pool):
    threading.Thread(None, one).start()
    pool.submit(two)
## where a pool's workers begin
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
def one(): pass  #@ thread
def two(): pass  #@ process
ThreadPoolExecutor(4, "net", one)
ProcessPoolExecutor(initializer=two)
## consumers of Channels
from channels.generic.websocket import AsyncWebsocketConsumer, WebsocketConsumer
class Chat(WebsocketConsumer):
    def receive(self, text_data): pass  #@ thread
class Talk(AsyncWebsocketConsumer):
    async def receive(self, text_data): pass  #@ loop
## a task of Celery is a function, and has members of its own
from celery import Celery, shared_task
app = Celery("jobs")
@app.task(bind=True)
def add(self, a): return a
@shared_task
def one(a) -> str: ...
def f():  #! mq
    add.delay(1)  #> celery.app.task.Task.delay
    one.apply_async((1,)).get()  #> get = celery.result.AsyncResult.get
    one(1).strip()  #> strip = builtins.str.strip
## a delay of another thing
def later(f): return f
@later
def one(): pass
one.delay()  #> ? of a function
