import asyncio

import grpc
import pika
from celery import Celery
from celery.result import AsyncResult

app = Celery("jobs")


async def result(job_id):
    return AsyncResult(job_id).get(timeout=10)  # LW104


async def result_of_app(job_id):
    return app.AsyncResult(job_id).get()  # LW104


async def send(name):
    app.send_task(name)  # LW104


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
