import asyncio

import grpc
import pika
import zmq
from celery import Celery, chain, shared_task
from celery.result import AsyncResult

app = Celery("jobs")


async def result(job_id):
    return AsyncResult(job_id).get(timeout=10)  # LW104


async def result_of_app(job_id):
    return app.AsyncResult(job_id).get()  # LW104


async def send(name):
    app.send_task(name)  # LW104 medium


@app.task
def resize(picture):
    return picture


@shared_task(bind=True, max_retries=3)
def mail(self, address):
    return address


async def enqueue(picture, address):
    resize.delay(picture)  # LW104 medium
    mail.apply_async(args=[address], countdown=10)  # LW104 medium
    chain(resize.s(picture), mail.s()).apply_async()  # LW104 medium
    return resize.s(picture)


async def wait_for_task(picture):
    job = resize.delay(picture)  # LW104 medium
    if job.ready():  # LW104 medium
        return job.get()  # LW104


async def enqueue_in_thread(picture):
    await asyncio.to_thread(resize.delay, picture)


async def delay_of_another_thing(timer):
    timer.delay(3)


async def ask(channel: grpc.Channel, request):
    call = channel.unary_unary("/rates.Rates/Ask")
    return call(request, timeout=3)  # LW104


async def ask_async(channel: grpc.aio.Channel, request):
    call = channel.unary_unary("/rates.Rates/Ask")
    return await call(request, timeout=3)


async def offloaded(job_id):
    return await asyncio.to_thread(AsyncResult(job_id).get, timeout=10)


async def only_made(parameters):
    return pika.ConnectionParameters("broker")


def sync(job_id):
    return AsyncResult(job_id).get(timeout=10)


async def dictionary(results, job_id):
    return results.get(job_id)


async def polled(socket: zmq.Socket):
    try:
        return socket.recv_string(flags=zmq.NOBLOCK), socket.recv(zmq.NOBLOCK)
    except zmq.Again:
        return socket.recv()  # LW104
